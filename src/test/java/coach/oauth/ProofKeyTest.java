package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.accounts.Token;
import coach.security.Proves;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only a secret that is long enough to be one ties a code to the app that asked for it. */
class ProofKeyTest {
  private static final String ALL_KINDS = "abcXYZ0189-._~";

  private static AuthSite site;
  private static UUID ann;
  private static String client;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
    ann = site.person();
    client = site.app(AuthSite.CALLBACK);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void forget() {
    site.database.execute("delete from coach_auth.attempt");
  }

  /** Exchanges a code whose challenge this verifier meets. */
  private static HttpResponse<String> exchange(String verifier) {
    Map<String, String> asking = site.asking(client);
    asking.put("code_challenge", Token.hash(verifier));
    String code = AuthSite.parameter(site.allow(asking, ann), "code");
    Map<String, String> form = AuthSite.exchanging(client, code);
    form.put("code_verifier", verifier);
    return site.post("/token", form);
  }

  static List<String> unfit() {
    return List.of(
        "a".repeat(42),
        "a".repeat(129),
        "a",
        "a".repeat(42) + " ",
        " " + "a".repeat(43),
        "a".repeat(42) + "+",
        "a".repeat(42) + "/",
        "a".repeat(42) + "=",
        "a".repeat(43) + "\n",
        "é".repeat(43));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  @Proves("rfc7636-4.1-2")
  void aVerifierOfAnotherFormIsRefusedAlthoughItMeetsTheChallenge(String verifier) {
    HttpResponse<String> refused = exchange(verifier);
    assertEquals(400, refused.statusCode(), refused.body());
    assertEquals("invalid_grant", AuthSite.json(refused).path("error").asText());
  }

  @Test
  @Proves("rfc7636-4.1-2")
  void everyVerifierOfTheStandardsFormIsTaken() {
    for (String verifier :
        List.of(ALL_KINDS + "a".repeat(43 - ALL_KINDS.length()), ALL_KINDS + "a".repeat(114))) {
      assertEquals(200, exchange(verifier).statusCode(), verifier);
    }
  }

  @Test
  @Proves({"oauth21-4.1.3-7", "rfc9700-2.1.1-4", "rfc9700-4.8.2-1", "rfc9700-4.8.2-3"})
  void aCodeWithoutAChallengeIsGoodForNobodyWhateverVerifierComes() {
    for (String verifier : List.of(AuthSite.VERIFIER, "", "a", "a".repeat(43))) {
      Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
      form.put("code_verifier", verifier);
      // No request leads to such a code; this is what holds if one did.
      site.database.execute(
          "update coach_auth.code set challenge = '' where code_hash = ?",
          Token.hash(form.get("code")));
      HttpResponse<String> refused = site.post("/token", form);
      assertEquals(400, refused.statusCode(), refused.body());
    }
  }
}
