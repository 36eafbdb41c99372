package coach.testing;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * A project's {@code /auth/v1} for one person: passwords, refresh tokens that are good once, and
 * signing out, in the words of the real one.
 */
public final class SignInDesk implements HttpHandler {
  public static final String EMAIL = "ann@example.com";
  public static final String PASSWORD = "their own password";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final UUID person;
  private final Set<String> good = new HashSet<>();

  /** How long a token is good. */
  public volatile int seconds = 3600;

  /** How many sign-ins have been renewed, and how many ended. */
  public volatile int renewed;

  public volatile int ended;

  public SignInDesk(UUID person) {
    this.person = person;
  }

  /** Nobody's refresh token is good any more. */
  public synchronized void forget() {
    good.clear();
  }

  @Override
  public synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String asked = exchange.getRequestURI().toString().replaceFirst(".*/auth/v1/", "");
      ObjectNode answer = answer(asked, JSON.readTree(body));
      byte[] said = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.has("error_code") ? 400 : 200, said.length);
      exchange.getResponseBody().write(said);
    }
  }

  private ObjectNode answer(String asked, JsonNode sent) {
    switch (asked) {
      case "token?grant_type=password" -> {
        boolean right =
            sent.path("email").asText().equals(EMAIL)
                && sent.path("password").asText().equals(PASSWORD);
        return right ? session() : refusal("invalid_credentials", "Invalid login credentials");
      }
      case "token?grant_type=refresh_token" -> {
        if (!good.remove(sent.path("refresh_token").asText())) {
          return refusal("refresh_token_not_found", "Invalid Refresh Token");
        }
        renewed++;
        return session();
      }
      case "logout?scope=local" -> {
        ended++;
        return JSON.createObjectNode();
      }
      default -> {
        return JSON.createObjectNode();
      }
    }
  }

  private static ObjectNode refusal(String code, String message) {
    return JSON.createObjectNode().put("code", 400).put("error_code", code).put("msg", message);
  }

  private ObjectNode session() {
    String refresh = UUID.randomUUID().toString();
    good.add(refresh);
    Instant now = Instant.now();
    String token =
        JWT.create()
            .withSubject(person.toString())
            .withAudience("authenticated")
            .withClaim("role", "authenticated")
            .withIssuedAt(now)
            .withExpiresAt(now.plusSeconds(seconds))
            .sign(Algorithm.HMAC256(RestSite.SIGNING_KEY));
    return JSON.createObjectNode()
        .put("access_token", token)
        .put("token_type", "bearer")
        .put("expires_in", seconds)
        .put("refresh_token", refresh);
  }
}
