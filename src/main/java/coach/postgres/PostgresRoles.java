package coach.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Makes the embedded server look like a Supabase project: the roles, the extensions and a database
 * that an ordinary role owns. Every step may be repeated, so a crash between two costs nothing.
 */
public final class PostgresRoles {
  public static final String SUPERUSER = "postgres";
  static final String COACH = "coach";

  /** Raise the number when a step is added: older databases then get it at their next start. */
  private static final String COMPLETE = "made by coach, version 2";

  /**
   * Waits for the last statement of a coach that was killed while it was here: the server goes on
   * with it. The lock goes with the connection.
   */
  private static final String ALONE = "select pg_advisory_lock(1)";

  /** What a server answers to coach's password. */
  enum Answer {
    READY,
    NOT_YET,
    WRONG_PASSWORD
  }

  private final PostgresHome home;
  private final int port;

  PostgresRoles(PostgresHome home, int port) {
    this.home = home;
    this.port = port;
  }

  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Asks the server whether it is ours and ready, completing what a first start left undone. */
  Answer ask() throws IOException, EmbeddedPostgresException {
    try {
      if (isComplete()) {
        return Answer.READY;
      }
      return complete() ? Answer.READY : Answer.NOT_YET;
    } catch (SQLException failure) {
      String state = String.valueOf(failure.getSQLState());
      if (state.startsWith("28")) {
        return Answer.WRONG_PASSWORD;
      }
      // No connection, starting up or shutting down, all connections taken.
      if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
        return Answer.NOT_YET;
      }
      throw new EmbeddedPostgresException(
          "The roles and extensions of the database in %s cannot be made (SQLSTATE %s): free disk space if it is scarce, then start again."
              .formatted(home.folder(), state),
          failure);
    }
  }

  private boolean isComplete() throws SQLException, IOException {
    try (Connection connection = connect(COACH, COACH);
        Statement statement = connection.createStatement();
        ResultSet comment =
            statement.executeQuery(
                "select shobj_description(oid, 'pg_database'), current_setting('cluster_name')"
                    + " from pg_database where datname = current_database()")) {
      return comment.next()
          && COMPLETE.equals(comment.getString(1))
          && ClusterSettings.name(home).equals(comment.getString(2));
    } catch (SQLException failure) {
      String state = String.valueOf(failure.getSQLState());
      if (state.startsWith("28") || state.equals("3D000")) {
        return false;
      }
      throw failure;
    }
  }

  /** False, and nothing done, where the server on this port is not that of this folder. */
  private boolean complete() throws SQLException, IOException {
    try (Connection connection = connect(SUPERUSER, "postgres")) {
      String ours = "select where current_setting('cluster_name') = '%s'";
      if (!exists(connection, ours.formatted(ClusterSettings.name(home)))) {
        return false;
      }
      execute(connection, List.of(ALONE));
      execute(connection, roles());
      if (!exists(connection, "select from pg_database where datname = 'coach'")) {
        execute(connection, List.of("create database coach owner coach"));
      }
    }
    try (Connection connection = connect(SUPERUSER, COACH)) {
      execute(connection, List.of(ALONE));
      execute(connection, EXTENSIONS);
      execute(connection, List.of("comment on database coach is '" + COMPLETE + "'"));
    }
    return true;
  }

  /** Nothing in a password made here needs quoting: see {@link PostgresHome#password}. */
  private List<String> roles() throws IOException {
    return List.of(
        role("anon", "nologin"),
        role("authenticated", "nologin"),
        role("service_role", "nologin bypassrls"),
        role(COACH, "login createrole createdb"),
        "alter role coach password '" + home.password(COACH) + "'",
        // Not inherited: a statement that forgets to change its role must see nothing.
        "grant anon, authenticated, service_role to coach with inherit false, set true",
        "grant pg_read_all_stats to coach");
  }

  private static String role(String name, String attributes) {
    return """
        do $$ begin
          if not exists (select from pg_roles where rolname = '%1$s') then
            create role %1$s %2$s;
          end if;
        end $$"""
        .formatted(name, attributes);
  }

  public static final List<String> EXTENSIONS =
      List.of(
          "create extension if not exists pg_trgm schema public",
          "create extension if not exists pgcrypto schema public",
          "create extension if not exists \"uuid-ossp\" schema public",
          "create extension if not exists unaccent schema public",
          "create extension if not exists pg_stat_statements schema public");

  private Connection connect(String role, String database) throws SQLException, IOException {
    Properties properties = new Properties();
    properties.setProperty("user", role);
    properties.setProperty("password", home.password(role));
    properties.setProperty("sslmode", "disable");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("ApplicationName", "coach start");
    properties.setProperty("logServerErrorDetail", "false");
    return new Driver().connect(url(port, database), properties);
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
