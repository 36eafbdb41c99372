package coach.bench;

import coach.Caller;
import coach.db.TestDatabase;
import coach.testing.CoachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** The data that every peer reads, and what is sent to ask for it. */
final class PeerData {
  static final Path FOLDER = Path.of("target", "bench");
  static final Path STATEMENT = FOLDER.resolve("statement.sql");
  static final Path BODY = FOLDER.resolve("call.json");
  static final UUID LIFTER = Bench.lifter(7);
  static final String EMAIL = "bench7@example.com";
  static final String EXERCISE = "Barbell Back Squat";
  static final int DAYS = 90;

  /** One database on its way: straight, or as far away as the port says. */
  record Side(String user, String password, String name, int port) {
    static Side of(TestDatabase database) {
      String[] place = database.jdbcUrl().replaceAll("^jdbc:postgresql://", "").split("[:/]");
      return new Side(database.user(), database.password(), place[2], Integer.parseInt(place[1]));
    }

    Side through(int other) {
      return new Side(user, password, name, other);
    }
  }

  private PeerData() {}

  /** A migrated database with lifters who have trained for 120 days. */
  static TestDatabase fill(int lifters) throws IOException, SQLException {
    TestDatabase database = CoachDatabase.migrated();
    String sql = Files.readString(Path.of("bench/fill.sql"));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.replace(":lifters", String.valueOf(lifters)));
      statement.execute("update coach.setting set value = '0' where name = 'rate_limit_per_hour'");
    }
    return database;
  }

  /** Writes the call, coach's statement with its values in place, and pgbench's two scripts. */
  static void write() throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(
        BODY,
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_exercise_history",\
        "arguments":{"exercise":"%s","days":%d}}}"""
            .formatted(EXERCISE, DAYS));
    Files.writeString(STATEMENT, statement());
    Files.writeString(Pgbench.COACH, Pgbench.coach(statement()));
    Files.writeString(Pgbench.PLAIN, Pgbench.plain(plain()));
  }

  private static String statement() {
    Map<String, String> values =
        Map.of(
            "exercise", EXERCISE,
            "days", String.valueOf(DAYS),
            "include_warm_ups", "false",
            "page_limit", "50",
            "page_offset", "0");
    return ReadTools.filled("get_exercise_history", values, Caller.local(LIFTER))
        .replaceFirst(";\\s*$", "");
  }

  private static String plain() throws IOException {
    return Files.readString(Path.of("bench/peers/history.sql"))
        .replace("$1", "'" + EXERCISE + "'")
        .replace("$2", String.valueOf(DAYS));
  }

  /** How long coach's statement and the plain query take inside the server, in ms. */
  record ServerTimes(double coach, double plain) {}

  static ServerTimes serverTimes(TestDatabase database, int runs) throws IOException, SQLException {
    double[] coach = new double[runs];
    double[] plain = new double[runs];
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(Pgbench.AS_LIFTER);
      statement.execute("select coach.begin_call('get_exercise_history')");
      for (int run = 0; run < runs; run++) {
        coach[run] = executionTime(statement, statement());
        plain[run] = executionTime(statement, plain());
      }
      connection.rollback();
    }
    return new ServerTimes(Bench.median(coach), Bench.median(plain));
  }

  /** A statement's own execution inside the server in ms, as EXPLAIN ANALYZE tells it. */
  static double executionTime(Statement statement, String sql) throws SQLException {
    try (ResultSet plan =
        statement.executeQuery("explain (analyze, timing off, summary on) " + sql)) {
      while (plan.next()) {
        if (plan.getString(1).startsWith("Execution Time: ")) {
          return Double.parseDouble(plan.getString(1).replaceAll("[^0-9.]", ""));
        }
      }
    }
    throw new IllegalStateException("the plan names no execution time");
  }
}
