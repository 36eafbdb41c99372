package coach.bench;

import coach.Caller;
import coach.db.Database;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.testing.CoachDatabase;
import coach.testing.Pooler;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Times one call on a small and on a large database; prints medians and their ratios, because
 * milliseconds belong to the machine they were taken on.
 */
final class Bench {
  private static final int CALLS = 400;
  private static final int WARM_UP = 200;
  private static final int SMALL = 20;
  private static final int LARGE = 2_000;
  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "exercise", "squat",
          "days", "90",
          "include_warm_ups", "false",
          "page_limit", "50",
          "page_offset", "0");

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("get_exercise_history exercise=squat days=90, median of " + CALLS);
    double small = measure(SMALL);
    double large = measure(LARGE);
    System.out.printf("2 million sets against 20 thousand: %.2f x%n", large / small);
  }

  private static double measure(int lifters) throws Exception {
    try (CoachDatabase database = new CoachDatabase()) {
      fill(database, lifters);
      double call = call(database.server().jdbcUrl(), database);
      double statement = statement(database);
      System.out.printf(
          "%,9d sets  direct: call %.2f ms, the statement alone %.2f ms, ratio %.2f%n",
          lifters * 1000, call, statement, call / statement);
      pooled(database, lifters, call);
      return call;
    }
  }

  private static void pooled(CoachDatabase database, int lifters, double direct) throws Exception {
    String url = database.server().jdbcUrl();
    Optional<Pooler> pooler =
        Pooler.before(url, database.server().user(), database.server().password(), "transaction");
    if (pooler.isEmpty()) {
      System.out.println("          (no PgBouncer here, so the transaction pooler is left out)");
      return;
    }
    try (Pooler running = pooler.get()) {
      double pooled = call(running.through(url), database);
      System.out.printf(
          "%,9d sets  through a pooler in transaction mode: call %.2f ms, %.2f x direct%n",
          lifters * 1000, pooled, pooled / direct);
    }
  }

  private static void fill(CoachDatabase database, int lifters) throws Exception {
    String sql = Files.readString(Path.of("bench/fill.sql"));
    try (Connection connection = database.server().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.replace(":lifters", String.valueOf(lifters)));
    }
  }

  /** What a caller waits for: everything from asking the pool to the parsed answer. */
  private static double call(String url, CoachDatabase database) {
    HikariDataSource pool =
        Pool.open(url, database.server().user(), database.server().password(), 1);
    Caller lifter = Caller.local(lifter(7));
    double[] times = new double[CALLS];
    try (Database coach = new Database(new NativeRoad(pool))) {
      for (int i = -WARM_UP; i < CALLS; i++) {
        long start = System.nanoTime();
        if (coach.run(lifter, "get_exercise_history", ARGUMENTS).data().get("sessions").isEmpty()) {
          throw new IllegalStateException("the bench found nothing to measure");
        }
        if (i >= 0) {
          times[i] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    return median(times);
  }

  static UUID lifter(int number) {
    byte[] hash = md5("bench" + number);
    String hex = HexFormat.of().formatHex(hash);
    return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
  }

  private static byte[] md5(String text) {
    try {
      return java.security.MessageDigest.getInstance("MD5")
          .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** The statement's own execution inside the server, as EXPLAIN ANALYZE tells it. */
  private static double statement(CoachDatabase database) throws Exception {
    String sql = Files.readString(Path.of("sql/tools/get_exercise_history.sql"));
    for (Map.Entry<String, String> argument : ARGUMENTS.entrySet()) {
      sql = sql.replaceAll("(?<!:):" + argument.getKey() + "\\b", "'" + argument.getValue() + "'");
    }
    double[] times = new double[100];
    try (Connection connection = database.server().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local role authenticated");
      statement.execute(
          "select set_config('request.jwt.claims', '{\"sub\": \"%s\", \"coach_local\": true}', true)"
              .formatted(lifter(7)));
      statement.execute("select coach.begin_call('bench')");
      for (int i = 0; i < times.length; i++) {
        times[i] = PeerData.executionTime(statement, sql);
      }
      connection.rollback();
    }
    return median(times);
  }

  static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
