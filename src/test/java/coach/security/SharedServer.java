package coach.security;

import coach.db.Database;
import coach.db.Road;
import coach.db.ServerStatements;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.mcp.Talk;
import coach.oauth.AuthorizationServer;
import coach.oauth.DocumentSource;
import coach.oauth.TestTokens;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A running server on a database of its own, into which others move with all they have. */
final class SharedServer implements AutoCloseable {
  final CoachDatabase database;

  /** Trips to the database for tools, so that the work behind two answers can be compared. */
  final AtomicLong trips = new AtomicLong();

  private final Road road;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server;
  private final URI url;
  private final TestTokens tokens;
  private final Map<UUID, String> tokenOf = new ConcurrentHashMap<>();

  /**
   * @param database with no hourly limit from now on; not closed with the server
   * @param road there
   */
  SharedServer(CoachDatabase database, Road road) {
    this.database = database;
    this.road = road;
    database.execute("update coach.setting set value = '0' where name = 'rate_limit_per_hour'");
    ServerStatements statements = new ServerStatements(road);
    Database counted = new Database(new Counted());
    server =
        WebServer.guarded(
            WebServer.Settings.local(
                0, "http://localhost:0", new FloodLimits(Optional.empty(), 100_000, 100_000, 32)),
            new Dispatcher(Tools.catalog(), counted, "1", false),
            base ->
                new AuthorizationServer(
                        base, statements, Optional.empty(), DocumentSource.NONE, Clock.systemUTC())
                    .open(Map.of()),
            counted);
    server.start();
    url = URI.create("http://localhost:" + server.port());
    tokens = new TestTokens(url, statements);
  }

  void moveIn(OtherLifter other) {
    try {
      String sql = Files.readString(Path.of("src/test/resources/other_lifter.sql"));
      database.execute(
          sql.replace(":who || ", "'" + other.id() + "' || ")
              .replace(":who", "'" + other.id() + "'::uuid")
              .replace(":w1", "'" + other.w1() + "'")
              .replace(":w2", "'" + other.w2() + "'")
              .replace(":number", "'" + other.number() + "'")
              .replace(":kg", Double.toString(other.kg())));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Over HTTP, with the person's own token. */
  Talk.Heard carry(OtherLifter from, boolean modern, String method, String name, String params)
      throws IOException, InterruptedException {
    String message = modern ? asked(method, params) : Talk.legacy(1, method, params);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve("/mcp"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + tokenOf.computeIfAbsent(from.id(), tokens::of))
            .POST(HttpRequest.BodyPublishers.ofString(message));
    if (modern) {
      Talk.headers(method, name == null ? null : encoded(name))
          .forEach((header, values) -> request.header(header, values.get(0)));
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Talk.Heard(response.statusCode(), Talk.parse(response.body()));
  }

  /** From a client that can ask its person, so that it may be asked back. */
  private static String asked(String method, String params) {
    return Talk.modern(1, method, params)
        .replace("clientCapabilities\":{}", "clientCapabilities\":{\"elicitation\":{}}");
  }

  /** As headers carry what is not plain text. */
  private static String encoded(String name) {
    return "=?base64?"
        + java.util.Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Counted implements Road {
    @Override
    public Reply run(Request request) {
      trips.incrementAndGet();
      return road.run(request);
    }

    @Override
    public void ping() {
      road.ping();
    }

    @Override
    public void close() {}
  }
}
