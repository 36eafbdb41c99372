package coach.http;

import coach.Caller;
import coach.Measures;
import coach.db.Database;
import coach.mcp.Dispatcher;
import coach.mcp.Talk;
import coach.mcp.TestCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A running server with the test offer, and short ways to ask it. */
final class Site implements AutoCloseable {
  final TestCatalog catalog = TestCatalog.create();
  final WebServer server;
  final int port;

  /** Thrown instead of saying who is asking, where a test sets it. */
  volatile RuntimeException trouble;

  final UnreachableRoad database = new UnreachableRoad();
  private final HttpClient client = HttpClient.newHttpClient();

  Site() {
    this(64);
  }

  Site(int concurrentCalls) {
    this(concurrentCalls, Duration.ofSeconds(10));
  }

  Site(int concurrentCalls, Duration stopTimeout) {
    this(concurrentCalls, stopTimeout, FloodLimits.usual(Optional.empty()));
  }

  /** Under these limits for one address. */
  Site(FloodLimits floods) {
    this(64, Duration.ofSeconds(10), floods);
  }

  /** One that refuses what it need not tolerate. */
  static Site strict() {
    return new Site(64, Duration.ofSeconds(10), FloodLimits.usual(Optional.empty()), true);
  }

  private Site(int concurrentCalls, Duration stopTimeout, FloodLimits floods) {
    this(concurrentCalls, stopTimeout, floods, false);
  }

  private Site(int concurrentCalls, Duration stopTimeout, FloodLimits floods, boolean strict) {
    Dispatcher dispatcher = new Dispatcher(catalog.catalog(), null, "1.2.3", strict);
    WebServer.Settings settings =
        new WebServer.Settings(
            InetAddress.getLoopbackAddress(),
            0,
            URI.create("https://coach.example.com"),
            concurrentCalls,
            stopTimeout,
            floods,
            Measures.NONE);
    server = new WebServer(settings, dispatcher, request -> caller(), new Database(database));
    server.start();
    port = server.port();
  }

  private Caller caller() {
    if (trouble != null) {
      throw trouble;
    }
    return TestCatalog.CALLER;
  }

  String url(String path) {
    return "http://localhost:" + port + path;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  HttpRequest.Builder posting(String body) {
    return request("/mcp")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return send(posting(body).build());
  }

  HttpResponse<String> post(String body, Map<String, List<String>> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = posting(body);
    headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    return send(request.build());
  }

  CompletableFuture<HttpResponse<String>> sendLater(String body) {
    return sendLater(posting(body).build());
  }

  CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  Socket connection() throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** The status line, headers and body that answer these very bytes. */
  String raw(String request) throws IOException {
    try (Socket socket = connection()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Talk.Heard heard(HttpResponse<String> response) {
    return new Talk.Heard(response.statusCode(), Talk.parse(response.body()));
  }

  @Override
  public void close() {
    catalog.gate.countDown();
    server.stop();
  }
}
