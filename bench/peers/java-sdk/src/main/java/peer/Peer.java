package peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.InetSocketAddress;
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
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** The peer on the Java SDK: its stateless servlet in an embedded Jetty, JDBC and HikariCP. */
public final class Peer {
  private static final String AS_LIFTER =
      "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ?, true)";
  private static final String SCHEMA =
      """
      {"type": "object", "properties": {"exercise": {"type": "string"}, "days": {"type": "integer"}},
       "required": ["exercise", "days"]}""";

  private final ObjectMapper json = new ObjectMapper();
  private final HikariDataSource pool = new HikariDataSource();
  private final String claims =
      "{\"sub\": \"%s\", \"role\": \"authenticated\"}".formatted(System.getenv("LIFTER"));
  private final String query;

  private Peer(String query) {
    this.query = query;
    Map<String, String> set = System.getenv();
    pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:%s/%s".formatted(set.get("PGPORT"), set.get("PGDATABASE")));
    pool.setUsername(set.get("PGUSER"));
    pool.setPassword(set.get("PGPASSWORD"));
    pool.setMaximumPoolSize(8);
    pool.setAutoCommit(false);
  }

  public static void main(String[] arguments) throws Exception {
    new Peer(Files.readString(Path.of(System.getenv("QUERY"))).replaceAll("\\$\\d", "?")).serve();
  }

  private void serve() throws Exception {
    JacksonMcpJsonMapper mapper = new JacksonMcpJsonMapper(json);
    HttpServletStatelessServerTransport transport =
        HttpServletStatelessServerTransport.builder().jsonMapper(mapper).messageEndpoint("/mcp").build();
    McpServer.sync(transport)
        .serverInfo("peer", "1.0.0")
        .jsonMapper(mapper)
        .validateToolInputs(false)
        .immediateExecution(true)
        .tools(
            SyncToolSpecification.builder()
                .tool(Tool.builder("get_exercise_history", mapper, SCHEMA).description("Sets of one exercise.").build())
                .callHandler((context, request) -> answer(request.arguments()))
                .build())
        .build();
    ServletContextHandler routes = new ServletContextHandler("/");
    routes.addServlet(new ServletHolder(transport), "/*");
    Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))));
    server.setHandler(routes);
    server.start();
  }

  private CallToolResult answer(Map<String, Object> arguments) {
    try {
      return CallToolResult.builder()
          .addTextContent(json.writeValueAsString(rows((String) arguments.get("exercise"), (int) arguments.get("days"))))
          .build();
    } catch (SQLException | java.io.IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private List<Map<String, Object>> rows(String exercise, int days) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement lifter = connection.prepareStatement(AS_LIFTER);
        PreparedStatement history = connection.prepareStatement(query)) {
      lifter.setString(1, claims);
      lifter.execute();
      history.setString(1, exercise);
      history.setInt(2, days);
      List<Map<String, Object>> list = new ArrayList<>();
      try (ResultSet rows = history.executeQuery()) {
        while (rows.next()) {
          list.add(row(rows));
        }
      }
      connection.commit();
      return list;
    }
  }

  private static Map<String, Object> row(ResultSet rows) throws SQLException {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session", rows.getString("session"));
    row.put("completed_at", rows.getString("completed_at"));
    row.put("name", rows.getString("name"));
    row.put("weight_g", rows.getObject("weight_g"));
    row.put("reps", rows.getArray("reps").getArray());
    row.put("rest", rows.getArray("rest").getArray());
    row.put("note", rows.getString("note"));
    return row;
  }
}
