package coach.pages;

import coach.accounts.Token;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests of Supabase's sign-in service that coach sends, over real HTTP, refused in the same
 * words. Supabase's own client is tried on it as well, and where the server itself can be had their
 * answers are compared, so that it stays true.
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
  public volatile int trouble;

  /** Where a test sets it, answers stop in the middle until it is counted down. */
  volatile CountDownLatch held;

  /** How many blanks follow a refusal. */
  volatile int padding;

  /** What follows the e-mail in its answer about the person. */
  volatile String more = "";

  /** The e-mail that it knows. */
  volatile String email = EMAIL;

  /** The keys that it publishes; none where it signs with a secret. */
  public volatile String keys = "";

  /** Sessions that are begun and not ended. */
  final AtomicInteger sessions = new AtomicInteger();

  /** How often it was asked what it offers. */
  final AtomicInteger looks = new AtomicInteger();

  /** The connections over which it was asked for a person. */
  final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  /** Refuses every password with this code, where it is set. */
  volatile String refusal;

  public SupabaseStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/auth/v1/settings", exchange -> answer(exchange, this::settings));
    server.createContext(
        "/auth/v1/.well-known/openid-configuration",
        exchange -> answer(exchange, asked -> new Said(200, discovery())));
    server.createContext(
        "/auth/v1/.well-known/jwks.json",
        exchange -> answer(exchange, asked -> new Said(200, "{\"keys\":[" + keys + "]}")));
    server.createContext("/auth/v1/logout", exchange -> answer(exchange, this::logout));
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
    send(exchange, said);
  }

  private void send(HttpExchange exchange, Said said) throws IOException {
    byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (body.length == 0) {
      exchange.sendResponseHeaders(said.status(), -1);
      exchange.close();
      return;
    }
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

  private String discovery() {
    String issuer = url() + "/auth/v1";
    return "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/.well-known/jwks.json\"}".formatted(issuer);
  }

  private Said logout(HttpExchange exchange) {
    boolean right =
        "Bearer a.b.c".equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && "scope=local".equals(exchange.getRequestURI().getQuery());
    sessions.addAndGet(right ? -1 : 0);
    return new Said(right ? 204 : 403, "");
  }

  private Said token(HttpExchange exchange) throws Exception {
    JsonNode body = json.readTree(exchange.getRequestBody());
    return switch (exchange.getRequestURI().getQuery()) {
      case "grant_type=password" -> password(body);
      case "grant_type=pkce" -> pkce(body.path("auth_code").asText(), body);
      default -> refused(400, "invalid_credentials", "unsupported_grant_type");
    };
  }

  private Said password(JsonNode body) {
    if (refusal != null) {
      return refused(400, refusal, "no");
    }
    boolean right =
        EMAIL.equalsIgnoreCase(body.path("email").asText())
            && PASSWORD.equals(body.path("password").asText());
    return right ? session() : refused(400, "invalid_credentials", "Invalid login credentials");
  }

  /** A wrong verifier spends no code. */
  private Said pkce(String code, JsonNode body) {
    String verifier = body.path("code_verifier").asText();
    if (code.isEmpty() || verifier.isEmpty()) {
      return refused(
          400,
          "validation_failed",
          "invalid request: both auth code and code verifier should be non-empty");
    }
    String challenge = challenges.get(code);
    if (challenge == null) {
      return refused(404, "flow_state_not_found", "invalid flow state, no valid flow state found");
    }
    if (!challenge.equals(Token.hash(verifier))) {
      return refused(
          400, "bad_code_verifier", "code challenge does not match previously saved code verifier");
    }
    challenges.remove(code);
    return session();
  }

  private Said refused(int status, String code, String words) {
    String said =
        "{\"code\":%d,\"error_code\":\"%s\",\"msg\":\"%s\"}".formatted(status, code, words);
    return new Said(status, said + " ".repeat(padding));
  }

  private Said session() {
    sessions.incrementAndGet();
    return new Said(
        200,
        """
        {"access_token":"a.b.c","token_type":"bearer","expires_in":3600,"expires_at":4102444800,
         "refresh_token":"r",
         "user":{"id":"%s","aud":"authenticated","role":"authenticated","email":"%s",%s
                 "app_metadata":{"provider":"email","providers":["email"]},
                 "user_metadata":{"email_verified":true,"full_name":"Ann Other"}}}
        """
            .formatted(person, email, more));
  }

  /** The person agrees at the provider in no time, or refuses at GitHub. */
  private void authorize(HttpExchange exchange) throws IOException {
    String place = null;
    try {
      Form query = Form.parse(exchange.getRequestURI().getRawQuery());
      String challenge = query.get("code_challenge");
      boolean proper =
          query.get("code_challenge_method").equalsIgnoreCase("s256")
              && challenge.matches("[A-Za-z0-9._~-]{43,128}");
      if (proper && List.of("google", "github").contains(query.get("provider"))) {
        place = query.get("redirect_to") + way(query.get("provider"), challenge);
      }
    } catch (Form.Unusable unusable) {
      // Refused like everything else that is not as it should be.
    }
    if (place == null) {
      Said said = refused(400, "validation_failed", "Unsupported provider: it is not enabled");
      send(exchange, said);
      return;
    }
    exchange.getResponseHeaders().set("Location", place);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private String way(String provider, String challenge) {
    if (provider.equals("github")) {
      String error = "error=access_denied&error_description=The+user+has+denied+your+access";
      return "?" + error + "#" + error + "&sb=";
    }
    String code = UUID.randomUUID().toString();
    challenges.put(code, challenge);
    return "?code=" + code;
  }

  /** One request with the project's key. */
  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/auth/v1" + path))
            .header("apikey", KEY)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
