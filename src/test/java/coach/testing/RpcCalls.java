package coach.testing;

import coach.testing.PostgrestFront.Said;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** One call of one function, in one transaction, as PostgREST makes it. */
record RpcCalls(DataSource database) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ROWS = 1000;

  /** What Supabase gives each role. */
  private static final Map<String, String> LIMITS =
      Map.of("anon", "3s", "authenticated", "8s", "service_role", "0");

  private static final String LOOK =
      """
      select p.proretset, coalesce(array_to_string(p.proargnames, ','), '') as names,
             (select coalesce(string_agg(format_type(t, null), ','), '')
              from unnest(p.proargtypes::oid[]) t) as types,
             (select split_part(c, '=', 2) from unnest(p.proconfig) c
              where starts_with(c, 'statement_timeout=')) as limit
      from pg_proc p where p.pronamespace = to_regnamespace(?) and p.proname = ?""";

  /** A function as the schema cache knows it. */
  private record Function(boolean rows, List<String> names, List<String> types, String limit) {}

  Said call(String schema, String name, ObjectNode arguments, JsonNode claims)
      throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      Set<String> sent = new HashSet<>();
      arguments.fieldNames().forEachRemaining(sent::add);
      Function function =
          functions(connection, schema, name).stream()
              .filter(one -> Set.copyOf(one.names()).equals(sent))
              .findFirst()
              .orElse(null);
      if (function == null) {
        return PostgrestFront.error(
            404, "PGRST202", "Could not find the function %s.%s".formatted(schema, name));
      }
      connection.setAutoCommit(false);
      try {
        begin(connection, schema, function, claims);
        String body = run(connection, schema + "." + name, function, arguments);
        connection.commit();
        return Said.of(200, body);
      } catch (PSQLException failed) {
        connection.rollback();
        return error(failed, claims.path("role").asText("anon"));
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static List<Function> functions(Connection connection, String schema, String name)
      throws SQLException {
    try (PreparedStatement look = connection.prepareStatement(LOOK)) {
      look.setString(1, schema);
      look.setString(2, name);
      List<Function> found = new ArrayList<>();
      try (ResultSet row = look.executeQuery()) {
        while (row.next()) {
          found.add(
              new Function(
                  row.getBoolean("proretset"),
                  split(row.getString("names")),
                  split(row.getString("types")),
                  row.getString("limit")));
        }
      }
      return found;
    }
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  /**
   * In one statement; a limit in the function's header holds, because it is set before the call.
   */
  private static void begin(
      Connection connection, String schema, Function function, JsonNode claims)
      throws SQLException {
    String role = claims.path("role").asText("anon");
    Map<String, String> settings = new TreeMap<>();
    settings.put("role", role);
    settings.put("search_path", schema + ", public, extensions");
    settings.put("request.jwt.claims", claims.toString());
    settings.put("request.method", "POST");
    settings.put(
        "statement_timeout",
        function.limit() == null ? LIMITS.getOrDefault(role, "0") : function.limit());
    List<String> names = List.copyOf(settings.keySet());
    String each = String.join(", ", Collections.nCopies(names.size(), "set_config(?, ?, true)"));
    try (PreparedStatement set = connection.prepareStatement("select " + each)) {
      for (int i = 0; i < names.size(); i++) {
        set.setString(2 * i + 1, names.get(i));
        set.setString(2 * i + 2, settings.get(names.get(i)));
      }
      set.execute();
    }
  }

  private static String run(
      Connection connection, String name, Function function, ObjectNode arguments)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < function.names().size(); i++) {
      columns.add("\"" + function.names().get(i) + "\" " + function.types().get(i));
    }
    String passed =
        function.names().stream()
            .map(p -> "\"%s\" := body.\"%s\"".formatted(p, p))
            .collect(Collectors.joining(", "));
    String body =
        columns.isEmpty()
            ? "(select) body"
            : "json_to_record(payload.sent) as body (" + String.join(", ", columns) + ")";
    String sql =
        """
        select coalesce(%s, '%s')::text
        from (select ?::json as sent) payload, lateral (select * from %s) body,
             lateral (select %s(%s) as answer limit %d) call"""
            .formatted(
                function.rows() ? "json_agg(call.answer)" : "json_agg(call.answer) -> 0",
                function.rows() ? "[]" : "null",
                body,
                name,
                passed,
                MOST_ROWS);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, arguments.toString());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static Said error(PSQLException failed, String role) throws IOException {
    ServerErrorMessage said = failed.getServerErrorMessage();
    String state = String.valueOf(failed.getSQLState());
    if (said == null) {
      return PostgrestFront.error(503, "PGRST001", "Database connection error. Retrying.");
    }
    if (state.equals("40001")) {
      throw new AssertionError("PostgREST would retry this without end: " + said);
    }
    if (state.equals("PGRST")) {
      return chosen(JSON.readTree(said.getMessage()), JSON.readTree(said.getDetail()));
    }
    ObjectNode body = JSON.createObjectNode().put("code", state);
    body.put("details", said.getDetail()).put("hint", said.getHint());
    return Said.of(status(state, role), body.put("message", said.getMessage()).toString());
  }

  private static Said chosen(JsonNode message, JsonNode detail) {
    Map<String, String> headers = new HashMap<>();
    detail
        .path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    ObjectNode body = JSON.createObjectNode();
    for (String field : List.of("code", "details", "hint", "message")) {
      body.set(field, message.get(field));
    }
    return new Said(detail.get("status").asInt(), body.toString(), headers);
  }

  private static int status(String state, String role) {
    if (state.matches("PT[1-5]\\d\\d")) {
      return Integer.parseInt(state.substring(2));
    }
    return switch (state) {
      case "23503", "23505" -> 409;
      case "25006" -> 405;
      case "53400" -> 500;
      case "42501" -> role.equals("anon") ? 401 : 403;
      case "42883", "42P01" -> 404;
      case "P0001" -> 400;
      default ->
          switch (state.substring(0, 2)) {
            case "08", "53" -> 503;
            case "57" -> state.equals("57P01") ? 503 : 500;
            case "0L", "0P", "28" -> 403;
            case "09",
                "25",
                "2D",
                "38",
                "39",
                "3B",
                "40",
                "54",
                "55",
                "58",
                "F0",
                "HV",
                "P0",
                "XX" ->
                500;
            default -> 400;
          };
    };
  }
}
