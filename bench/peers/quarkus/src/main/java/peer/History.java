package peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkiverse.mcp.server.Tool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The peer on Quarkus: its MCP extension and its own pool; with STATEMENT it sends that file's query instead. */
@Singleton
public class History {
  private static final String AS_LIFTER =
      "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ?, true)";
  private static final String BEGIN_CALL = "select coach.begin_call('get_exercise_history')";

  private final AgroalDataSource pool;
  private final ObjectMapper json;
  private final String query = read(System.getenv("QUERY")).replaceAll("\\$\\d", "?");
  private final String statement = read(System.getenv("STATEMENT"));
  private final String claims =
      "{\"sub\": \"%s\", \"role\": \"authenticated\"}".formatted(System.getenv("LIFTER"));

  @Inject
  History(AgroalDataSource pool, ObjectMapper json) {
    this.pool = pool;
    this.json = json;
  }

  private static String read(String file) {
    try {
      return file == null ? "" : Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new IllegalStateException(file, unreadable);
    }
  }

  @Tool(name = "get_exercise_history", description = "Sets of one exercise, newest first.")
  String history(String exercise, int days) throws SQLException, IOException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      run(connection, AS_LIFTER, claims);
      String answer = statement.isEmpty()
          ? json.writeValueAsString(rows(connection, exercise, days))
          : coach(connection);
      connection.commit();
      return answer;
    }
  }

  private static void run(Connection connection, String sql, String... values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setString(i + 1, values[i]);
      }
      prepared.execute();
    }
  }

  private String coach(Connection connection) throws SQLException {
    run(connection, BEGIN_CALL);
    try (PreparedStatement prepared = connection.prepareStatement(statement);
        ResultSet answer = prepared.executeQuery()) {
      answer.next();
      return answer.getString(1);
    }
  }

  private List<Map<String, Object>> rows(Connection connection, String exercise, int days) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(query)) {
      prepared.setString(1, exercise);
      prepared.setInt(2, days);
      List<Map<String, Object>> list = new ArrayList<>();
      try (ResultSet rows = prepared.executeQuery()) {
        while (rows.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("session", rows.getString("session"));
          row.put("completed_at", rows.getString("completed_at"));
          row.put("name", rows.getString("name"));
          row.put("weight_g", rows.getObject("weight_g"));
          row.put("reps", rows.getArray("reps").getArray());
          row.put("rest", rows.getArray("rest").getArray());
          row.put("note", rows.getString("note"));
          list.add(row);
        }
      }
      return list;
    }
  }
}
