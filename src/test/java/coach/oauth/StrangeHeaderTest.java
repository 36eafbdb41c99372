package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger writes into a header is the stranger's fault and never coach's. */
class StrangeHeaderTest {
  private static AuthSite site;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static String error(HttpResponse<String> response) {
    return response.statusCode() + " " + AuthSite.json(response).path("error").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {";", ";;", " ; ", ";charset=utf-8", "/", ","})
  void aContentTypeThatNamesNoneIsTheWrongOne(String type) {
    for (String path : List.of("/token", "/revoke", "/register")) {
      HttpRequest request =
          site.to(path)
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      // RFC 7591 section 3.2.2 has codes of its own.
      String code = path.equals("/register") ? "invalid_client_metadata" : "invalid_request";
      assertEquals("400 " + code, error(site.send(request)), path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%:", "%zz:", "%00:", "\u0000:", "a\u0000b:", "\u0001:"})
  void aBasicNameThatIsNoFormIsRefused(String credentials) {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    Map<String, String> form =
        Map.of("grant_type", "refresh_token", "refresh_token", "x", "token", "x");
    for (String path : List.of("/token", "/revoke")) {
      HttpResponse<String> refused = site.post(path, form, "Authorization", "Basic " + basic);
      assertEquals("401 invalid_client", error(refused), path);
      assertEquals(
          "Basic realm=\"coach\"", refused.headers().firstValue("WWW-Authenticate").orElse(""));
    }
  }

  @Test
  void aNameOfHalfACharacterIsRegisteredWithoutIt() {
    HttpResponse<String> answer =
        site.register(
            "{\"client_name\":\"A\\ud800pp\",\"redirect_uris\":[\"https://a.example/\"]}");
    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals("A pp", AuthSite.json(answer).path("client_name").asText());
  }
}
