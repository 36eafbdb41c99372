package coach.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the auth server in a Supabase project: it asks for the project's key and leads
 * {@code /auth/v1} on. Beside it is a provider where one person agrees in no time.
 */
final class SupabaseGateway implements AutoCloseable {
  private static final String PREFIX = "/auth/v1";

  /** Browsers come here without the project's key. */
  private static final Pattern OPEN =
      Pattern.compile("/(authorize|callback|\\.well-known/.*|oauth/.*|health)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String key;
  private final int behind;

  /**
   * @param behind the auth server's port
   */
  SupabaseGateway(String key, int behind) throws IOException {
    this.key = key;
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PREFIX, this::lead);
    server.createContext("/gitlab/oauth/authorize", this::agree);
    answer("/gitlab/oauth/token", "{\"access_token\":\"t\",\"token_type\":\"bearer\"}");
    answer(
        "/gitlab/api/v4/user",
        "{\"id\":7,\"name\":\"Cora Social\",\"email\":\"cora@example.com\","
            + "\"confirmed_at\":\"2026-01-01T00:00:00Z\"}");
    answer("/gitlab/api/v4/user/emails", "[]");
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void lead(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().substring(PREFIX.length());
    boolean open = OPEN.matcher(path.replaceFirst("\\?.*", "")).matches();
    if (!open && !key.equals(exchange.getRequestHeaders().getFirst("apikey"))) {
      send(exchange, 401, "{\"message\":\"Invalid API key\"}");
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + behind + path))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : List.of("Content-Type", "Authorization", "Accept")) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
          .ifPresent(value -> request.header(name, value));
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response
          .headers()
          .firstValue("Location")
          .ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
      send(exchange, response.statusCode(), response.body());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private void agree(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String back = URLDecoder.decode(value(query, "redirect_uri"), StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Location", back + "?code=agreed&state=" + value(query, "state"));
    send(exchange, 302, "");
  }

  private static String value(String query, String name) {
    Matcher value = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
    return value.find() ? value.group(1) : "";
  }

  private void answer(String path, String body) {
    server.createContext(path, exchange -> send(exchange, 200, body));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
