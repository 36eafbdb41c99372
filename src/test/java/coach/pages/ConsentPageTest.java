package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConsentPageTest {
  private static PagesSite site;
  private static String ann;

  @BeforeAll
  static void start() {
    site = new PagesSite();
    ann = site.account("ann@example.com");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static String ask(String name, String back, String scope, String state) {
    return site.ask(name, back, scope, state);
  }

  @Test
  @Proves("oauth21-3.1-1")
  void whoIsNotSignedInComesBackToTheQuestion() throws Exception {
    String path = ask("Claude", "https://claude.ai/cb", "read", "s&1 é");
    Surfer surfer = site.surfer();
    surfer.get(path);
    assertEquals(303, surfer.last.statusCode());
    surfer.get(surfer.location());
    assertTrue(surfer.last.body().contains("An app asks for access"), surfer.last.body());
    surfer.fill("/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD);
    assertEquals(parameters(path), parameters(surfer.location()));
    assertEquals(200, surfer.get(surfer.location()).statusCode());
    assertEquals("s&1 é", surfer.hidden("/authorize").get("state"));
  }

  private static Map<String, String> parameters(String address) throws Exception {
    assertTrue(address.startsWith("/authorize?"), address);
    return Form.parse(URI.create(address).getRawQuery()).values();
  }

  @Test
  void aLongRequestIsCarriedThroughTheSignInOrRefusedBefore() throws Exception {
    Surfer surfer = site.surfer();
    String state = "é".repeat(900);
    String path = ask("Long", "https://claude.ai/cb", "read", state);
    surfer.get(path + "&" + "unknown=" + "x".repeat(3_000));
    surfer.get(surfer.location());
    surfer.fill("/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD);
    assertEquals(200, surfer.get(surfer.location()).statusCode());
    assertEquals(state, surfer.hidden("/authorize").get("state"));
    String longer = ask("Long", "https://claude.ai/cb", "read", "é".repeat(1_100));
    for (Surfer anybody : List.of(surfer, site.surfer())) {
      assertEquals(400, anybody.get(longer).statusCode());
      assertTrue(anybody.last.body().contains("longer than 5900 characters"));
    }
  }

  @Test
  @Proves({"oauth21-2.4-5", "oauth21-3.1-3", "rfc7591-5-5"})
  void theQuestionNamesTheAppThePlaceAndTheWishes() throws Exception {
    Surfer surfer = site.signedIn("ann@example.com");
    String page = surfer.get(ask("Claude", "https://claude.ai/cb", "read write", "s")).body();
    assertTrue(page.contains("<h1>Connect Claude?</h1>"), page);
    assertTrue(page.contains("<dt>Answers go to</dt><dd>claude.ai</dd>"), page);
    assertTrue(page.contains("read your workouts"), page);
    assertTrue(page.contains("name=\"may_write\" value=\"yes\" checked"), page);
    assertTrue(page.contains("what the app calls itself"), page);
    assertFalse(page.contains("class=\"warning\""), page);
    page = surfer.get(ask("Mine", "http://127.0.0.1:1234/cb", "read", "s")).body();
    assertTrue(page.contains("class=\"warning\""), page);
    assertTrue(page.contains("<dd>this device</dd>"), page);
    assertFalse(page.contains("may_write"), page);
    page = surfer.get(ask("Cursor", "cursor://anysphere.cursor-mcp/cb", "read", "s")).body();
    assertTrue(page.contains("class=\"warning\""), page);
    assertTrue(page.contains("<dd>cursor://anysphere.cursor-mcp</dd>"), page);
    assertFalse(page.contains(" device"), page);
    page = surfer.get(ask("Files", "smb://evil.example/cb", "read", "s")).body();
    assertTrue(page.contains("coach cannot check what opens smb://evil.example:"), page);
    assertFalse(page.contains(" device"), page);
    page = surfer.get(ask("Ray", "com.raycast:/oauth", "read", "s")).body();
    assertTrue(page.contains("the program on this device that opens com.raycast links"), page);
  }

  @Test
  void whatIsAllowedIsGivenAndNoMore() throws Exception {
    Surfer surfer = site.signedIn("ann@example.com");
    site.database.execute("delete from coach_auth.code");
    surfer.get(ask("A", "https://claude.ai/cb", "read write", "s\"'<1>"));
    surfer.fill("/authorize", "decision", "allow", "may_write", "yes");
    assertEquals(200, surfer.last.statusCode());
    String issuer = URLEncoder.encode(site.url.toString(), StandardCharsets.UTF_8);
    assertTrue(
        surfer
            .last
            .body()
            .matches(
                "(?s).*content=\"0;url=https://claude\\.ai/cb\\?code=[\\w-]{43}&amp;"
                    + "state=s%22%27%3C1%3E&amp;iss="
                    + issuer
                    + "\".*"),
        surfer.last.body());
    surfer.get(ask("B", "https://claude.ai/cb", "read write", "s"));
    surfer.fill("/authorize", "decision", "allow");
    surfer.get(ask("C", "https://claude.ai/cb", "read", "s"));
    surfer.fill("/authorize", "decision", "allow", "may_write", "yes");
    assertEquals(
        List.of(
            ann + " Ahttps://claude.ai/cb read write",
            ann + " Bhttps://claude.ai/cb read",
            ann + " Chttps://claude.ai/cb read"),
        site.allowed());
  }

  @Test
  void anAppAnswersNoneOfTheQuestionsItself() throws Exception {
    Surfer surfer = site.signedIn("ann@example.com");
    site.database.execute("delete from coach_auth.code");
    String asking = ask("Sly", "https://claude.ai/cb", "read write", "s");
    surfer.get(asking + "&may_write=yes&decision=allow&proof=x&nonce=n");
    Map<String, String> hidden = surfer.hidden("/authorize");
    assertFalse(hidden.containsKey("may_write"), hidden.toString());
    assertFalse(hidden.containsKey("decision"), hidden.toString());
    assertEquals(
        200, surfer.fill("/authorize", "decision", "allow").statusCode(), surfer.last.body());
    assertEquals(List.of(ann + " Slyhttps://claude.ai/cb read"), site.allowed());
  }

  @Test
  void everythingButAnExplicitYesIsANo() throws Exception {
    Surfer surfer = site.signedIn("ann@example.com");
    site.database.execute("delete from coach_auth.code");
    for (String decision : List.of("deny", "", "ALLOW")) {
      surfer.get(ask("Claude", "https://claude.ai/cb", "read write", "s"));
      surfer.fill("/authorize", "decision", decision);
      assertTrue(surfer.last.body().contains("https://claude.ai/cb?error=access_denied"));
    }
    assertEquals(List.of(), site.allowed());
  }

  @Test
  @Proves("oauth21-7.1.3.4-1")
  void nobodyAllowsInAnothersPlace() throws Exception {
    Surfer surfer = site.signedIn("ann@example.com");
    site.database.execute("delete from coach_auth.code");
    surfer.get(ask("Claude", "https://claude.ai/cb", "read", "s"));
    Map<String, String> fields = surfer.hidden("/authorize");
    fields.put("decision", "allow");
    fields.put("proof", "made up");
    assertEquals(403, surfer.post("/authorize", fields).statusCode());
    fields.remove("proof");
    assertEquals(403, surfer.post("/authorize", fields).statusCode());
    // A form that was opened before signing in is bound to something else.
    Surfer before = site.surfer();
    before.get("/signin");
    String proof = before.hidden("/signin").get("proof");
    before.fill("/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD);
    fields.put("proof", proof);
    assertEquals(403, before.post("/authorize", fields).statusCode());
    assertEquals(List.of(), site.allowed());
  }

  @Test
  void anUnfitRequestIsExplainedOrSentBack() throws Exception {
    Surfer surfer = site.surfer();
    assertEquals(400, surfer.get("/authorize?client_id=x").statusCode());
    Surfer known = site.signedIn("ann@example.com");
    String fit = ask("Claude", "https://claude.ai/cb", "read", "s");
    known.get(
        fit.replace(
            "redirect_uri=https%3A%2F%2Fclaude.ai", "redirect_uri=https%3A%2F%2Fevil.example"));
    assertEquals(400, known.last.statusCode());
    assertTrue(known.last.body().contains("a redirect address that it has not registered"));
    known.get(fit.replace("S256", "plain"));
    assertEquals(400, known.last.statusCode());
    assertEquals("", known.location(), "a link to coach is no link to wherever an app likes");
    String page = known.last.body();
    assertFalse(page.contains("http-equiv"), page);
    assertTrue(page.contains("it leads to claude.ai."), page);
    assertTrue(
        page.contains("id=\"onward\" href=\"https://claude.ai/cb?error=invalid_request&amp;"),
        page);
    assertEquals(400, known.get(fit + "&scope=write").statusCode());
  }

  @Test
  @Proves({"oauth21-7.13.2-1", "oauth21-7.13.2-2", "rfc9700-4.11.2-2", "rfc9700-4.11.2-3"})
  void nobodyIsSentToAnAppBeforeCoachKnowsThem() throws Exception {
    Surfer stranger = site.surfer();
    String fit = ask("Claude", "https://claude.ai/cb", "read", "s");
    stranger.get(fit.replace("S256", "plain"));
    assertTrue(stranger.location().startsWith("/signin?next=%2Fauthorize"), stranger.location());
  }

  @Test
  @Proves("rfc7591-2.2-1")
  void aNameFullOfMarkupIsText() throws Exception {
    Surfer surfer = site.signedIn("ann@example.com");
    String name = "<script>alert(1)</script>\u202Eevil\"onload=";
    String page = surfer.get(ask(name, "https://claude.ai/cb", "read", "s")).body();
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("\u202E"), page);
    assertTrue(page.contains("&lt;script&gt;"), page);
  }

  @Test
  void aBrowserIsNeverSentToAnAddressThatRuns() throws Exception {
    Surfer surfer = site.signedIn("ann@example.com");
    // Nobody can register them; this is what holds if somebody could, or has before.
    for (String address : List.of("javascript:alert(1)//", "HTTPS://evil.example/cb")) {
      assertEquals(400, surfer.get(ask("Evil", address, "read", "s")).statusCode());
      assertFalse(surfer.last.body().contains(address), surfer.last.body());
    }
  }
}
