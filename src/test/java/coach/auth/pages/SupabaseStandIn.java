package coach.auth.pages;

import coach.auth.accounts.Token;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Supabase's sign-in service documents of the four requests that coach sends, over real HTTP;
 * Supabase's own client is tried on it as well, so that it stays true.
 */
public final class SupabaseStandIn implements AutoCloseable {
  public static final String KEY = "sb_publishable_test";
  public static final String EMAIL = "ann@example.com";
  public static final String PASSWORD = "their own password";

  public final UUID person = UUID.randomUUID();
  private final ObjectMapper json = new ObjectMapper();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Map<String, String> challenges = new ConcurrentHashMap<>();

  /** Answers everything with this status, where it is not 0. */
  volatile int trouble;

  /** Where a test sets it, answers stop in the middle until it is counted down. */
  volatile CountDownLatch held;

  /** How often it was asked what it offers. */
  final AtomicInteger looks = new AtomicInteger();

  /** The connections over which it was asked for a person. */
  final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  public SupabaseStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/auth/v1/settings", exchange -> answer(exchange, this::settings));
    server.createContext("/auth/v1/token", exchange -> answer(exchange, this::token));
    server.createContext("/auth/v1/authorize", this::authorize);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** One answer: a status and a body. */
  private record Said(int status, String body) {}

  @FunctionalInterface
  private interface Handler {
    Said handle(HttpExchange exchange) throws Exception;
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    Said said;
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/settings")) {
      looks.incrementAndGet();
    } else {
      connections.add(exchange.getRemoteAddress());
    }
    try {
      boolean known = KEY.equals(exchange.getRequestHeaders().getFirst("apikey"));
      said =
          trouble != 0
              ? new Said(trouble, "{\"message\":\"trouble\"}")
              : known
                  ? handler.handle(exchange)
                  : new Said(401, "{\"message\":\"Invalid API key\"}");
    } catch (Exception unexpected) {
      said = new Said(500, "{}");
    }
    byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(said.status(), body.length);
    int half = held == null ? body.length : body.length / 2;
    exchange.getResponseBody().write(body, 0, half);
    waitWhereHeld(exchange);
    exchange.getResponseBody().write(body, half, body.length - half);
    exchange.close();
  }

  private void waitWhereHeld(HttpExchange exchange) throws IOException {
    CountDownLatch latch = held;
    if (latch != null) {
      exchange.getResponseBody().flush();
      try {
        latch.await();
      } catch (InterruptedException stopping) {
        throw new IOException(stopping);
      }
    }
  }

  private Said settings(HttpExchange exchange) {
    return new Said(
        200,
        "{\"external\":{\"anonymous_users\":false,\"email\":true,\"phone\":true,"
            + "\"github\":true,\"google\":true,\"apple\":false}}");
  }

  private Said token(HttpExchange exchange) throws Exception {
    JsonNode body = json.readTree(exchange.getRequestBody());
    String query = exchange.getRequestURI().getQuery();
    if (query.contains("grant_type=password")) {
      boolean right =
          EMAIL.equalsIgnoreCase(body.path("email").asText())
              && PASSWORD.equals(body.path("password").asText());
      return right ? session() : refused("invalid_credentials", "Invalid login credentials");
    }
    if (query.contains("grant_type=pkce")) {
      String challenge = challenges.remove(body.path("auth_code").asText());
      boolean right =
          challenge != null && challenge.equals(Token.hash(body.path("code_verifier").asText()));
      return right ? session() : refused("bad_code_verifier", "code challenge does not match");
    }
    return refused("validation_failed", "unsupported_grant_type");
  }

  private static Said refused(String code, String words) {
    return new Said(
        400, "{\"code\":400,\"error_code\":\"%s\",\"msg\":\"%s\"}".formatted(code, words));
  }

  private Said session() {
    return new Said(
        200,
        """
        {"access_token":"a.b.c","token_type":"bearer","expires_in":3600,"refresh_token":"r",
         "user":{"id":"%s","aud":"authenticated","role":"authenticated","email":"%s",
                 "user_metadata":{"full_name":"Ann Other"}}}
        """
            .formatted(person, EMAIL));
  }

  /** The person agrees at the provider in no time. */
  private void authorize(HttpExchange exchange) throws IOException {
    try {
      Form query = Form.parse(exchange.getRequestURI().getRawQuery());
      String code = Token.random();
      challenges.put(code, query.get("code_challenge"));
      boolean fine =
          query.get("code_challenge_method").equals("s256")
              && query.get("provider").equals("google");
      exchange
          .getResponseHeaders()
          .set("Location", query.get("redirect_to") + (fine ? "?code=" + code : "?error=x"));
      exchange.sendResponseHeaders(302, -1);
    } catch (Form.Unusable unusable) {
      exchange.sendResponseHeaders(400, -1);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
