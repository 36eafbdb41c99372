package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the app hears, and what it is given, whatever it asks for. */
@Timeout(120)
class AuthorizeEndpointTest {
  private static final String CALLBACK = "https://app.example/callback";

  private static PagesSite site;
  private static Surfer ann;
  private static App app;

  @BeforeAll
  static void start() throws Exception {
    site = new PagesSite();
    site.account("ann@example.com");
    ann = site.signedIn("ann@example.com");
    app = App.of(site, CALLBACK);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void forget() {
    site.database.execute("delete from coach_auth.code");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "response_type, none, invalid_request",
        "response_type, token, unsupported_response_type",
        "response_type, id_token, unsupported_response_type",
        "response_type, code token, unsupported_response_type",
        "response_type, CODE, unsupported_response_type",
        "code_challenge, none, invalid_request",
        "code_challenge_method, none, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, s256, invalid_request",
        "code_challenge_method, S512, invalid_request",
        "code_challenge, short, invalid_request",
        "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=, invalid_request",
        "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM, invalid_request",
        "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstwcM, invalid_request"
      })
  @Proves({
    "oauth21-4.1.1-1",
    "oauth21-4.1.2.1-3",
    "oauth21-4.1.2.1-4",
    "oauth21-4.1.2.1-6",
    "rfc7636-4.1-2",
    "rfc7636-4.4.1-1",
    "rfc7636-4.4.1-2",
    "rfc9207-2-1"
  })
  void aFaultIsToldToTheAppAndNothingIsGiven(String name, String value, String error)
      throws Exception {
    assertEquals(400, App.sent(ann, app.asking(name, value)).statusCode(), ann.last.body());
    assertEquals("", ann.location(), "the person decides whether to go there");
    String answer = App.onward(ann);
    assertTrue(answer.startsWith(CALLBACK + "?error=" + error + "&"), answer);
    assertEquals("s1", App.parameter(answer, "state"));
    assertEquals(site.url.toString(), App.parameter(answer, "iss"));
    assertNull(App.parameter(answer, "code"));
    assertEquals(List.of(), site.allowed());
  }

  @Test
  @Proves({
    "oauth21-4.1.2-2",
    "oauth21-4.1.2-3",
    "oauth21-3.1-9",
    "oauth21-4.1.2.1-6",
    "oauth21-B-1",
    "rfc9207-2-1",
    "rfc9207-2.3-1"
  })
  void everyAnswerRepeatsTheStateAndNamesTheIssuerOfTheMetadata() throws Exception {
    String issuer =
        App.json(ann.get("/.well-known/oauth-authorization-server")).get("issuer").textValue();
    StringBuilder all = new StringBuilder();
    for (char one = 0x20; one < 0x7F; one++) {
      all.append(one);
    }
    for (String state :
        List.of(all.toString(), "%2B+%20&iss=x&amp;", " s ", "é€😀", "x".repeat(2_000))) {
      for (String decision : List.of("allow", "deny")) {
        assertAnswered(issuer, state, App.answer(ann, app.asking("state", state), decision));
      }
      Map<String, String> wrong = app.asking("state", state, "code_challenge_method", "plain");
      assertAnswered(issuer, state, App.answer(ann, wrong, "none"));
    }
    String bare = App.answer(ann, app.asking("state", null), "allow");
    assertNull(App.parameter(bare, "state"));
    assertEquals(issuer, App.parameter(bare, "iss"));
  }

  private static void assertAnswered(String issuer, String state, String answer) {
    assertEquals(state, App.parameter(answer, "state"));
    assertEquals(issuer, App.parameter(answer, "iss"));
    List<String> names = new ArrayList<>();
    for (String pair : URI.create(answer).getRawQuery().split("&")) {
      names.add(pair.split("=", 2)[0]);
    }
    assertEquals(names.size(), new HashSet<>(names).size(), answer);
  }

  @Test
  @Proves("oauth21-3.1-6")
  void aParameterWithoutAValueIsNone() throws Exception {
    Map<String, String> empty =
        app.asking("state", "", "scope", "", "resource", "", "response_mode", "");
    String answer = App.answer(ann, empty, "allow");
    assertNull(App.parameter(answer, "state"), answer);
    String tokens = app.exchange(App.parameter(answer, "code")).body();
    assertTrue(tokens.contains("\"scope\":\"read write\""), tokens);
    for (String needed : List.of("response_type", "code_challenge", "code_challenge_method")) {
      String refused = App.answer(ann, app.asking(needed, ""), "none");
      assertEquals("invalid_request", App.parameter(refused, "error"), needed);
    }
  }

  @Test
  @Proves("oauth21-1.4.1-2")
  void whoNamesNoScopeIsAskedAboutReadingAndWritingAndGetsNoMore() throws Exception {
    for (String none : new String[] {null, "", " ", "offline_access"}) {
      App.sent(ann, app.asking("scope", none));
      assertTrue(ann.last.body().contains("read your workouts"), ann.last.body());
      assertTrue(ann.last.body().contains("may_write"), ann.last.body());
      String answer = App.answer(ann, app.asking("scope", none), "allow");
      String tokens = app.exchange(App.parameter(answer, "code")).body();
      assertTrue(tokens.contains("\"scope\":\"read write\""), tokens);
    }
    for (String unknown : List.of("openid", "*", "admin all", "x".repeat(1_001))) {
      String refused = App.answer(ann, app.asking("scope", unknown), "allow");
      assertEquals("invalid_scope", App.parameter(refused, "error"), unknown);
    }
  }

  @Test
  @Proves("oauth21-3.1-5")
  void whatIsThereTwiceIsRefused() throws Exception {
    for (String name : List.of("client_id", "redirect_uri", "state", "scope", "favourite_colour")) {
      String query = Surfer.encode(app.asking()) + "&" + name + "=x&" + name + "=x";
      assertEquals(400, ann.get("/authorize?" + query).statusCode(), name);
      assertEquals("", ann.location());
    }
  }

  @Test
  @Proves({"oauth21-3.2.3-3", "oauth21-7.11-1", "rfc9700-4.16-1"})
  void neitherTheQuestionNorItsAnswerIsFramedOrKept() throws Exception {
    App.sent(ann, app.asking());
    assertAlone("Connect ");
    ann.fill("/authorize", "decision", "allow");
    assertAlone("Connected");
    App.sent(ann, app.asking("client_id", "nobody"));
    assertAlone("This app cannot be connected.");
    App.sent(ann, app.asking());
    ann.fill("/authorize", "decision", "allow", "proof", "made up");
    assertAlone("This form has expired.");
  }

  private static void assertAlone(String shown) {
    assertTrue(ann.last.body().contains(shown), ann.last.body());
    String policy = ann.last.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertTrue(policy.startsWith("default-src 'none'"), policy);
    assertEquals("DENY", ann.last.headers().firstValue("X-Frame-Options").orElse(""));
    assertEquals("no-store", ann.last.headers().firstValue("Cache-Control").orElse(""));
  }

  @Test
  @Proves("oauth21-7.1.3.4-1")
  void anotherSiteCannotAllowAnAppInThePersonsName() throws Exception {
    App.sent(ann, app.asking());
    Map<String, String> fields = ann.hidden("/authorize");
    fields.put("decision", "allow");
    for (List<String> header :
        List.of(
            List.of("Origin", "https://evil.example"),
            List.of("Origin", "http://localhost:1"),
            List.of("Origin", "null"),
            List.of("Sec-Fetch-Site", "cross-site"),
            List.of("Sec-Fetch-Site", "same-site"))) {
      ann.send(ann.posting("/authorize", fields).header(header.get(0), header.get(1)).build());
      assertEquals(403, ann.last.statusCode(), header.toString());
    }
    assertEquals(List.of(), site.allowed());
    ann.send(ann.posting("/authorize", fields).header("Origin", site.url.toString()).build());
    assertEquals(1, site.allowed().size());
  }

  @Test
  @Proves("oauth21-1.4.1-1")
  void whoGetsLessThanItAskedForIsTold() throws Exception {
    App.sent(ann, app.asking("scope", "read write"));
    ann.fill("/authorize", "decision", "allow");
    assertScope("read", App.onward(ann));
    assertScope("read", App.answer(ann, app.asking("scope", "read admin"), "allow"));
    assertScope("read write", App.answer(ann, app.asking("scope", "write"), "allow"));
  }

  private static void assertScope(String scope, String answer) throws Exception {
    HttpResponse<String> tokens = app.exchange(App.parameter(answer, "code"));
    assertEquals(scope, App.json(tokens).path("scope").asText(), tokens.body());
  }

  @Test
  @Proves("oauth21-3.1-4")
  void whatNobodyKnowsIsIgnored() throws Exception {
    Map<String, String> asking = app.asking("prompt", "none", "favourite_colour", "blue");
    assertScope("read write", App.answer(ann, asking, "allow"));
  }
}
