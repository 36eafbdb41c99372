package coach.bench;

import coach.Caller;
import coach.db.Database;
import coach.db.ExistingDatabase;
import coach.db.ExistingDatabase.Catalogue;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.Road;
import coach.db.ToolScript;
import coach.postgres.TestServer;
import coach.store.Backup;
import coach.testing.Statements;
import coach.tools.Arguments;
import coach.tools.Ask;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Tool;
import coach.tools.ToolCall;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * Times the statement of every read tool, and of those that make and change plans, inside the
 * server, execution and planning, for a lifter beside two thousand people on the workout app's own
 * database: a year's log on the oldest PostgreSQL and on the newest, and ten years' on the newest,
 * in turn; prints the medians.
 */
final class ReadTools {
  private static final int RUNS = 21;
  private static final List<String> PLANS =
      List.of("draft_session", "create_workout_plan", "modify_user_plan");
  private static final Caller LIFTER = Caller.local(ExistingDatabase.trained(7));
  private static final Path SQL = Path.of("src/test/resources/existing");

  private ReadTools() {}

  /** A server with the database on it, and a connection on which the lifter asks. */
  private record Side(String name, ExistingDatabase existing, Connection connection) {}

  /** In ms. */
  private record Times(double execution, double planning) {}

  public static void main(String[] arguments) throws Exception {
    List<Side> sides =
        List.of(
            open(TestServer.POSTGRES_15, "year"),
            open(TestServer.POSTGRES_18, "year"),
            open(TestServer.POSTGRES_18, "ten years"));
    Map<String, String> statements = statements(sides.get(0).existing());
    System.out.printf("median of %d, ms: execution and planning%n%n| |", RUNS);
    sides.forEach(side -> System.out.printf(" %s | |", side.name()));
    System.out.println("\n|---|" + "---:|---:|".repeat(sides.size()));
    for (Map.Entry<String, String> statement : statements.entrySet()) {
      System.out.printf("| %s |", statement.getKey());
      for (Times times : medians(sides, statement.getValue())) {
        System.out.printf(Locale.ROOT, " %.1f | %.1f |", times.execution(), times.planning());
      }
      System.out.println();
    }
    for (Side side : sides) {
      side.connection().close();
      side.existing().close();
    }
  }

  private static List<Times> medians(List<Side> sides, String sql) throws Exception {
    double[][] executions = new double[sides.size()][RUNS];
    double[][] plannings = new double[sides.size()][RUNS];
    for (int run = -3; run < RUNS; run++) {
      for (int side = 0; side < sides.size(); side++) {
        Times times = time(sides.get(side).connection(), sql);
        executions[side][Math.max(run, 0)] = times.execution();
        plannings[side][Math.max(run, 0)] = times.planning();
      }
    }
    List<Times> medians = new ArrayList<>();
    for (int side = 0; side < sides.size(); side++) {
      medians.add(new Times(Bench.median(executions[side]), Bench.median(plannings[side])));
    }
    return medians;
  }

  private static Side open(TestServer server, String log) throws Exception {
    ExistingDatabase existing = ExistingDatabase.on(server, Catalogue.LARGE);
    existing.migrations().migrate(line -> {});
    try (Connection superuser = existing.connectAsSuperuser()) {
      Statements.execute(superuser, Files.readString(SQL.resolve("crowd.sql")));
      if (log.equals("ten years")) {
        Statements.execute(superuser, Files.readString(SQL.resolve("decade.sql")));
      }
    }
    try (Database database = new Database(road(existing))) {
      ask(database, "create_workout_plan", "name", "Mine", "based_on", "Upper and lower");
    }
    Connection connection = existing.connect();
    connection.setAutoCommit(false);
    Statements.execute(connection, "set local jit = off; set local role authenticated");
    Statements.execute(
        connection,
        "select set_config('request.jwt.claims', '{\"sub\": \"%s\", \"coach_local\": true}', true);"
                .formatted(LIFTER.user())
            + " select coach.begin_call('bench')");
    return new Side(server.version() + ", " + log, existing, connection);
  }

  /** What each tool sends, by the name of its file, with its values in place. */
  private static Map<String, String> statements(ExistingDatabase existing) throws Exception {
    Map<String, String> statements = new LinkedHashMap<>();
    try (Listening road = new Listening(road(existing), statements);
        Database database = new Database(road)) {
      for (Tool tool : Tools.all()) {
        if (tool.effect() == Effect.READ || PLANS.contains(tool.name())) {
          ask(database, tool.name(), Ask.leastArguments(tool.name()));
        }
      }
      Backup.write(database, LIFTER, OutputStream.nullOutputStream(), (done, total) -> {});
    }
    return statements;
  }

  private static Road road(ExistingDatabase existing) {
    return new NativeRoad(Pool.open(existing.jdbcUrl(), ExistingDatabase.OWNER, "owner", 1));
  }

  private static void ask(Database database, String name, Object... pairs) {
    ObjectNode sent = Json.MAPPER.createObjectNode();
    for (int index = 0; index < pairs.length; index += 2) {
      boolean bench = pairs[index + 1].equals("bench");
      boolean template = pairs[index + 1].equals("Minimal, 2 Days");
      Object value = bench ? "Bench press" : template ? "Upper and lower" : pairs[index + 1];
      sent.set((String) pairs[index], Json.MAPPER.valueToTree(value));
    }
    Tool tool = Tools.named(name);
    Arguments arguments = Arguments.read(tool.params(), sent);
    tool.handler().answer(new ToolCall(tool, LIFTER, arguments, database));
  }

  /** Keeps what is first asked of each file. */
  private record Listening(Road road, Map<String, String> statements) implements Road {
    @Override
    public Reply run(Request request) {
      String sql = filled(request.file(), request.values(), LIFTER);
      if (!sql.contains(";\n")) {
        // EXPLAIN takes one statement.
        statements.putIfAbsent(request.file(), sql);
      }
      return road.run(request);
    }

    @Override
    public void ping() {
      road.ping();
    }

    @Override
    public void close() {
      road.close();
    }
  }

  /** A tool's statement with its values in place. */
  static String filled(String file, Map<String, String> values, Caller caller) {
    ToolScript script = ToolScript.of(file, values, caller);
    String sql = script.text().replaceFirst("(?s).*\\\\gset\\n", "");
    sql = sql.replaceFirst("(?s);?\\s*rollback;\\s*$", "");
    for (Map.Entry<String, String> variable : script.variables().entrySet()) {
      String value = Matcher.quoteReplacement(variable.getValue());
      sql = sql.replaceAll("(?<!:):" + variable.getKey() + "\\b", value);
    }
    return sql;
  }

  private static Times time(Connection connection, String sql) throws Exception {
    double execution = 0;
    double planning = 0;
    try (Statement statement = connection.createStatement();
        ResultSet plan =
            statement.executeQuery("explain (analyze, timing off, summary on) " + sql)) {
      while (plan.next()) {
        String line = plan.getString(1);
        double time =
            line.matches("\\w+ Time: .*") ? Double.parseDouble(line.replaceAll("[^0-9.]", "")) : 0;
        execution += line.startsWith("Execution Time: ") ? time : 0;
        planning += line.startsWith("Planning Time: ") ? time : 0;
      }
    }
    return new Times(execution, planning);
  }
}
