package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes are sent to be registered, the answer is one that a client can read. */
class RegistrationNonsenseTest {
  private static AuthSite site;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** Each byte a character. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ff\u00fe\u00fd",
        "\u0000\u0000\u00ff\u00fe{}",
        "\u00fe\u00ff\u0000\u0000{}",
        "\u0000{\u0000",
        "{\"redirect_uris\":[\"https://a.example/\\u0000\"]}",
        "{\"redirect_uris\":[\"https://a.example/\\r\\nX-Evil: 1\"]}",
        "{\"redirect_uris\":[\"https://a.example/\u00e9\"]}",
        "{\"redirect_uris\":{\"0\":\"https://a.example/\"}}",
        "{\"redirect_uris\":[[\"https://a.example/\"]]}",
        "{\"redirect_uris\":[\"https://a.example/\"]}{}",
        "7",
        ""
      })
  @Proves("rfc7591-3.2.2-1")
  void nonsenseIsRefusedInOrder(String bytes) {
    byte[] body = bytes.getBytes(StandardCharsets.ISO_8859_1);
    refusesInOrder(body);
  }

  @Test
  @Proves("rfc7591-3.2.2-1")
  void aTowerOfBracketsIsRefusedInOrder() {
    refusesInOrder("[".repeat(16_000).getBytes(StandardCharsets.UTF_8));
  }

  private static void refusesInOrder(byte[] body) {
    HttpResponse<String> refused =
        site.send(
            site.to("/register")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    assertEquals(400, refused.statusCode(), refused.body());
    String code = AuthSite.json(refused).get("error").textValue();
    assertTrue(code.matches("invalid_client_metadata|invalid_redirect_uri"), code);
    assertFalse(refused.headers().map().containsKey("X-Evil"));
    assertEquals(List.of(), site.database.column("select client_id from coach_auth.client"));
  }
}
