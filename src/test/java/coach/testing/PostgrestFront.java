package coach.testing;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * The {@code rpc/} of a Supabase project: the gateway's look at the key and what PostgREST was
 * measured to do with a call, over real HTTP and on a real PostgreSQL. Supabase's own client is
 * tried on it as well, so that it stays true.
 */
public final class PostgrestFront implements AutoCloseable {
  public static final String PUBLISHABLE = "sb_publishable_test";
  public static final String SECRET = "sb_secret_test";

  private static final String PREFIX = "/rest/v1/rpc/";
  private static final int LEEWAY_SECONDS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Java's server writes head and body apart, and the kernel would hold the second back for 40 ms
    // until the first is acknowledged; PostgREST's sends both at once.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What is answered. */
  public record Said(int status, String body, Map<String, String> headers) {
    public static Said of(int status, String body) {
      return new Said(status, body, Map.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final RpcCalls calls;
  private final Algorithm algorithm;

  /** The schemas that the owner exposes. */
  public volatile Set<String> exposed = Set.of("public", "coach_api");

  /** Answers everything so, where a test sets it. */
  public volatile Said trouble;

  /** That many of the next requests are done and then get no answer: their connection ends. */
  public final AtomicInteger dropped = new AtomicInteger();

  /** Where a test sets it, answers wait until it is counted down. */
  public volatile CountDownLatch held;

  /** The last token that came. */
  public volatile String lastToken = "";

  /** From where requests came: one for each connection. */
  public final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  /** Each request's function and its status, in their order. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * @param database as a role that may act as {@code authenticated} and {@code service_role}
   * @param algorithm checks the project's tokens
   */
  public PostgrestFront(DataSource database, Algorithm algorithm) throws IOException {
    calls = new RpcCalls(database);
    this.algorithm = algorithm;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** What else of the project answers at this address. */
  public void serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Said said = trouble == null ? said(exchange, sent) : trouble;
      CountDownLatch waiting = held;
      if (waiting != null) {
        waiting.await();
      }
      String path = exchange.getRequestURI().getPath();
      requests.add(path.substring(path.lastIndexOf('/') + 1) + " " + said.status());
      connections.add(exchange.getRemoteAddress());
      if (dropped.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IOException("dropped");
      }
      byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
      String type = said.body().startsWith("<") ? "text/html" : "application/json; charset=utf-8";
      exchange.getResponseHeaders().set("Content-Type", type);
      said.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (SQLException broken) {
      throw new IOException(broken);
    }
  }

  private Said said(HttpExchange exchange, String sent) throws IOException, SQLException {
    String path = exchange.getRequestURI().getPath();
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("apikey"));
    if (!path.startsWith(PREFIX)) {
      return Said.of(404, "{\"message\":\"no Route matched with those values\"}");
    }
    if (!key.equals(PUBLISHABLE) && !key.equals(SECRET) && !isServiceToken(key)) {
      return Said.of(401, "{\"message\":\"Invalid API key\"}");
    }
    JsonNode claims;
    try {
      claims = claims(key, exchange.getRequestHeaders().getFirst("Authorization"));
    } catch (TokenExpiredException expired) {
      return error(401, "PGRST303", "JWT expired");
    } catch (JWTVerificationException wrong) {
      boolean early = wrong.getMessage().contains("can't be used before");
      return error(401, early ? "PGRST303" : "PGRST301", wrong.getMessage());
    }
    String profile = exchange.getRequestHeaders().getFirst("Content-Profile");
    String schema = profile == null ? "public" : profile;
    if (!exposed.contains(schema)) {
      String all = String.join(", ", new TreeSet<>(exposed));
      return error(406, "PGRST106", "The schema must be one of the following: " + all);
    }
    JsonNode arguments = sent.isBlank() ? JSON.createObjectNode() : JSON.readTree(sent);
    return calls.call(schema, path.substring(PREFIX.length()), (ObjectNode) arguments, claims);
  }

  private boolean isServiceToken(String key) {
    try {
      return "service_role".equals(verified(key).getClaim("role").asString());
    } catch (JWTVerificationException other) {
      return false;
    }
  }

  /** A new key stands for its role; it is no token, and tolerated as one only beside itself. */
  private JsonNode claims(String key, String authorization) throws IOException {
    String token = authorization == null ? key : authorization.replaceFirst("(?i)^bearer ", "");
    lastToken = token;
    if (token.equals(key) && key.startsWith("sb_")) {
      String role = key.equals(SECRET) ? "service_role" : "anon";
      return JSON.createObjectNode().put("role", role);
    }
    DecodedJWT good = verified(token);
    return JSON.readTree(Base64.getUrlDecoder().decode(good.getPayload()));
  }

  private DecodedJWT verified(String token) {
    return JWT.require(algorithm).acceptLeeway(LEEWAY_SECONDS).build().verify(token);
  }

  static Said error(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode().put("code", code).putNull("details");
    return Said.of(status, body.putNull("hint").put("message", message).toString());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
