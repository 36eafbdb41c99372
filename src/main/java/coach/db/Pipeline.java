package coach.db;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of {@code sql/} as it is sent.
 *
 * <p>Everything one call needs is sent as one string of statements: pgjdbc pipelines them behind a
 * single Sync, so that in autocommit they are one round trip and one READ COMMITTED transaction.
 * Role, claims and time limit are local to it and gone afterwards, and an error anywhere rolls all
 * of it back. The driver is asked itself: the library's statement starts Java's flight recorder,
 * which takes a quarter of a start.
 *
 * @param names what each question mark of {@code sql} stands for
 */
record Pipeline(SqlFile file, String sql, List<String> names, Duration limit) {
  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

  private static final String AS_SERVER =
      "select set_config('statement_timeout', :coach_time, true);\n";

  /**
   * Without just-in-time compilation: the planner overrates what row security costs, and compiling
   * takes a second where the statement takes milliseconds.
   */
  private static final String AS_CALLER =
      """
      select set_config('role', 'authenticated', true), \
      set_config('request.jwt.claims', :coach_claims, true), \
      set_config('statement_timeout', :coach_time, true), \
      set_config('lock_timeout', '1s', true), \
      set_config('jit', 'off', true);
      select coach.begin_call(:coach_tool);
      """;

  /** Which of the results {@code coach.begin_call} gives. */
  private static final int CONTEXT = 1;

  /** How much longer than the server a reader waits before it takes the connection for dead. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param usual the time limit of a file that does not say its own
   */
  static Pipeline of(Road.Request request, Duration usual) {
    SqlFile file = SqlFile.load(request.folder(), request.file());
    String prefix = request.caller().isPresent() ? AS_CALLER : AS_SERVER;
    List<String> names = new ArrayList<>();
    String sql =
        SqlFile.filled(
            prefix + file.executable(),
            name -> {
              names.add(name);
              return "?";
            });
    return new Pipeline(file, sql, List.copyOf(names), file.mayTake().orElse(usual));
  }

  /** Throws what the driver throws. */
  Road.Reply run(Connection connection, Road.Request request) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < names.size(); index++) {
        statement.setString(index + 1, value(names.get(index), request));
      }
      int patience = Math.toIntExact(limit.plus(GRACE).toMillis());
      // Costs no trip, and the pool takes it back.
      if (patience > connection.getNetworkTimeout()) {
        connection.setNetworkTimeout(Runnable::run, patience);
      }
      // From here on the statement can be cancelled.
      request.cancellation().begin(() -> cancel(statement));
      statement.execute();
      return reply(statement, request.caller().isPresent());
    } finally {
      request.cancellation().end();
    }
  }

  private String value(String name, Road.Request request) {
    return switch (name) {
      case "coach_time" -> limit.toMillis() + "ms";
      case "coach_tool" -> request.file();
      case "coach_claims" -> Road.claims(request.caller().orElseThrow());
      default -> request.value(name);
    };
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException overOrUnreachable) {
      log.debug("cancel outcome=failed state={}", overOrUnreachable.getSQLState());
    }
  }

  /** Of all results of the string two matter: what begin_call says, and the last. */
  private static Road.Reply reply(PreparedStatement statement, boolean counted)
      throws SQLException {
    List<byte[]> results = new ArrayList<>();
    boolean isRows = true;
    while (isRows || statement.getUpdateCount() >= 0) {
      if (isRows) {
        try (ResultSet rows = statement.getResultSet()) {
          results.add(rows.next() ? rows.getBytes(1) : null);
        }
      }
      isRows = statement.getMoreResults();
    }
    return new Road.Reply(
        counted ? json(results.get(CONTEXT)) : MissingNode.getInstance(),
        json(results.get(results.size() - 1)));
  }

  /** The first parser makes powers of ten that take Java longer than an answer. */
  static void load() {
    try {
      JSON.readTree("{}");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JsonNode json(byte[] text) throws SQLException {
    try {
      return text == null ? NullNode.getInstance() : JSON.readTree(text);
    } catch (IOException notJson) {
      throw new SQLException("the statement answered something that is not JSON", notJson);
    }
  }
}
