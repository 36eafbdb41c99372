package coach.seed;

import coach.db.TestDatabase;
import coach.migrate.Unseeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A migrated database that the seed files are run in, exactly as they are shipped. */
final class SeededDatabase implements AutoCloseable {
  private static final Path SQL = Path.of("sql");
  private static final List<String> SEED =
      List.of("vocabulary", "exercises", "plans", "translations");

  private final TestDatabase database;
  private final Connection connection;

  private SeededDatabase() throws Exception {
    database = TestDatabase.create();
    connection = database.connect();
    Unseeded.make(database);
  }

  static SeededDatabase create() throws Exception {
    SeededDatabase seeded = new SeededDatabase();
    seeded.seed();
    return seeded;
  }

  static SeededDatabase unseeded() throws Exception {
    return new SeededDatabase();
  }

  /** Runs every seed file in its order, as one transaction. */
  void seed() throws Exception {
    connection.setAutoCommit(false);
    for (String file : SEED) {
      seedFile(file);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  void seedFile(String name) throws Exception {
    run(SQL.resolve("seed").resolve(name + ".sql"));
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of every row as text. */
  List<String> column(String sql, String... parameters) throws SQLException {
    return rows(sql, parameters).stream().map(row -> row.get(0)).toList();
  }

  /** Every row as texts; {@code null} stays null. */
  List<List<String>> rows(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
          rows.add(row(result));
        }
        return rows;
      }
    }
  }

  int count(String sql) throws SQLException {
    return Integer.parseInt(column(sql).get(0));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    database.close();
  }

  private void run(Path file) throws IOException, SQLException {
    execute(Files.readString(file));
  }

  private static List<String> row(ResultSet result) throws SQLException {
    List<String> row = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      row.add(result.getString(i));
    }
    return row;
  }
}
