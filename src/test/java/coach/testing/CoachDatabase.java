package coach.testing;

import coach.Caller;
import coach.db.ApiFunctions;
import coach.db.Database;
import coach.db.Road;
import coach.db.TestDatabase;
import coach.migrate.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A migrated and seeded database with coach's own road to it, for tests of what stands on it. */
public final class CoachDatabase implements AutoCloseable {
  private final TestDatabase database = migrated();
  private final Road road;
  private final Database coach;

  public CoachDatabase() {
    road = Roads.to(database, 4);
    coach = new Database(road);
  }

  /** A copy of a migrated and seeded database, which is faster than migrating anew. */
  public static TestDatabase migrated() {
    return TestDatabase.copyOf(sql(), CoachDatabase::fill);
  }

  private static void fill(TestDatabase empty) {
    new Migrations(empty.jdbcUrl(), empty.user(), empty.password()).migrate(step -> {});
  }

  /** Everything that a migrated and seeded database is made from. */
  public static String sql() {
    StringBuilder all = new StringBuilder();
    for (String folder : List.of("migrations", "functions", "seed")) {
      try (Stream<Path> files = Files.list(Path.of("sql", folder))) {
        for (Path file : files.sorted().toList()) {
          all.append(file.getFileName()).append(Files.readString(file));
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return all.append(ApiFunctions.sql()).toString();
  }

  public Road road() {
    return road;
  }

  public Database coach() {
    return coach;
  }

  public TestDatabase server() {
    return database;
  }

  /** A new account, and the caller who owns it. */
  public Caller account(String name) {
    return account(name, "{}");
  }

  /** A new account with these settings. */
  public Caller account(String name, String settings) {
    UUID id = UUID.randomUUID();
    execute(
        "insert into public.app_user (app_user_id, name, email, data) values (?::uuid, ?, ?,"
            + " jsonb_build_object('mcp_settings', ?::jsonb))",
        id.toString(),
        name,
        id + "@example.com",
        settings);
    return Caller.local(id);
  }

  /** Runs a statement as the connecting role, past row-level security. */
  public void execute(String sql, String... values) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** The first column of every row as text, as the connecting role. */
  public List<String> column(String sql, String... values) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<String> column = new ArrayList<>();
        while (rows.next()) {
          column.add(rows.getString(1));
        }
        return column;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  @Override
  public void close() {
    coach.close();
    database.close();
  }
}
