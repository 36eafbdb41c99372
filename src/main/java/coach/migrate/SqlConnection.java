package coach.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** Plain statements on a plain connection: a migration knows no parameters and no pool. */
final class SqlConnection {
  private SqlConnection() {}

  /** Where the database is, and as whom it is migrated. */
  static PGSimpleDataSource source(String jdbcUrl, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("coach migrate");
    // A whole file goes to the server as it is: split on this side, a body between "begin atomic"
    // and "end" would fall apart.
    source.setPreferQueryMode(PreferQueryMode.SIMPLE);
    // Details of an error quote rows, and the cause of our exceptions reaches the log.
    source.setLogServerErrorDetail(false);
    return source;
  }

  /** Runs a text of any number of statements. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // A brace in a file is a brace, not an escape of JDBC.
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  /** The first row's only value; empty where there is none. */
  static Optional<String> first(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  static boolean isTrue(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /** The rows of two columns, in their order. */
  static Map<String, String> pairs(Connection connection, String query) throws SQLException {
    Map<String, String> pairs = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        pairs.put(rows.getString(1), rows.getString(2));
      }
    }
    return pairs;
  }

  static boolean hasRelation(Connection connection, String name) throws SQLException {
    return isTrue(connection, "select to_regclass('" + name + "') is not null");
  }
}
