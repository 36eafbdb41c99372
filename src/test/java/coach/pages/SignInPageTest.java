package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SignInPageTest {
  private static PagesSite site;

  @BeforeAll
  static void start() {
    site = new PagesSite();
    site.account("ann@example.com");
    site.account("bob@example.com");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Surfer atTheForm(String path) throws Exception {
    Surfer surfer = site.surfer();
    assertEquals(200, surfer.get(path).statusCode());
    return surfer;
  }

  @Test
  @Proves({"oauth21-3.1-7", "oauth21-7.5.4-1", "rfc9700-2.1-4", "rfc9700-4.12-1"})
  void theRightPasswordLeadsToTheAccount() throws Exception {
    Surfer ann = atTheForm("/signin");
    ann.fill("/signin", "email", "ANN@example.com", "password", PagesSite.PASSWORD);
    assertEquals(303, ann.last.statusCode());
    assertEquals("/account", ann.location());
    String cookie = String.join("\n", ann.last.headers().allValues("Set-Cookie"));
    assertTrue(
        cookie.matches("(?s)coach=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000.*"),
        cookie);
    assertTrue(ann.get("/account").body().contains("ann@example.com"));
  }

  @Test
  void whoIsSignedInIsSentOn() throws Exception {
    Surfer ann = site.signedIn("ann@example.com");
    ann.get("/signin?next=%2Fconnect");
    assertEquals("/connect", ann.location());
  }

  @Test
  void nobodyIsToldWhichAccountsThereAre() throws Exception {
    Surfer wrong = atTheForm("/signin").from("192.0.2.1");
    long before = site.passwords.evaluations();
    HttpResponse<String> known =
        wrong.fill("/signin", "email", "bob@example.com", "password", "not the password");
    long ofKnown = site.passwords.evaluations() - before;
    Surfer nobody = atTheForm("/signin").from("192.0.2.2");
    HttpResponse<String> unknown =
        nobody.fill("/signin", "email", "eve@example.com", "password", "not the password");
    assertEquals(422, known.statusCode());
    assertEquals(known.statusCode(), unknown.statusCode());
    assertEquals(plain(known.body(), "bob@example.com"), plain(unknown.body(), "eve@example.com"));
    assertEquals(1, ofKnown);
    assertEquals(ofKnown, site.passwords.evaluations() - before - ofKnown);
  }

  /** Without what differs from one visit to the next. */
  private static String plain(String page, String email) {
    return page.replace(email, "").replaceAll("name=\"proof\" value=\"[^\"]*\"", "");
  }

  @Test
  void aDisabledAccountLooksLikeAWrongPassword() throws Exception {
    site.account("off@example.com");
    Surfer off = site.signedIn("off@example.com");
    assertTrue(site.accounts.disable("OFF@example.com", true));
    assertEquals(303, off.get("/account").statusCode());
    long before = site.passwords.evaluations();
    Surfer again = atTheForm("/signin");
    again.fill("/signin", "email", "off@example.com", "password", PagesSite.PASSWORD);
    assertEquals(422, again.last.statusCode());
    assertTrue(again.last.body().contains("E-mail and password do not match."));
    assertEquals(1, site.passwords.evaluations() - before);
    assertTrue(site.accounts.disable("off@example.com", false));
    again.fill("/signin", "email", "off@example.com", "password", PagesSite.PASSWORD);
    assertEquals(303, again.last.statusCode());
  }

  @Test
  void everySignInGetsATokenOfItsOwn() throws Exception {
    String real = session(site.signedIn("ann@example.com"));
    String planted = (real.startsWith("_") ? "-" : "_") + real.substring(1);
    Surfer victim = atTheForm("/signin");
    Map<String, String> fields = victim.hidden("/signin");
    fields.put("email", "ann@example.com");
    fields.put("password", PagesSite.PASSWORD);
    String forms = victim.cookie("coach-forms");
    Surfer other = site.surfer();
    other.send(
        other
            .posting("/signin", fields)
            .header("Cookie", "coach=" + planted + "; coach-forms=" + forms)
            .build());
    assertEquals(303, other.last.statusCode());
    assertNotEquals(planted, session(other));
    assertTrue(isStranger(planted));
    assertFalse(isStranger(session(other)));
  }

  private static String session(Surfer surfer) {
    return surfer.cookie("coach");
  }

  private static boolean isStranger(String token) throws Exception {
    Surfer surfer = site.surfer();
    surfer.send(surfer.request("/account").header("Cookie", "coach=" + token).build());
    return surfer.last.statusCode() == 303 && surfer.location().equals("/signin?next=%2Faccount");
  }

  @Test
  void signingOutEndsTheSessionOnTheServer() throws Exception {
    Surfer ann = site.signedIn("ann@example.com");
    String token = session(ann);
    ann.get("/account");
    ann.fill("/signout");
    assertEquals("/", ann.location());
    assertEquals("", session(ann));
    assertTrue(isStranger(token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/account",
        "/\\evil.example",
        "/account\\@evil.example",
        "/account\r\nX-Evil: 1",
        "javascript:alert(1)",
        "/signout",
        "/accountant",
        "",
        "/authorize/../../evil"
      })
  @Proves("rfc9700-2.1-2")
  void nextLeadsNowhereElse(String next) throws Exception {
    Surfer ann = site.surfer();
    ann.get("/signin?next=" + encoded(next));
    ann.fill("/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD, "next", next);
    assertEquals(303, ann.last.statusCode());
    assertEquals("/account", ann.location());
    assertFalse(ann.last.headers().map().containsKey("X-Evil"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void nextLeadsOnToWhatWasAskedFor() throws Exception {
    String next = "/authorize?client_id=a%20b&state=%2F%2F";
    Surfer ann = site.surfer();
    ann.get("/signin?next=" + encoded(next));
    ann.fill("/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD);
    assertEquals(next, ann.location());
  }

  @Test
  @Proves("oauth21-7.1.3.4-1")
  void aFormOfAnotherSiteIsNotTaken() throws Exception {
    Map<String, String> fields = Map.of("email", "ann@example.com", "password", PagesSite.PASSWORD);
    Surfer without = atTheForm("/signin");
    assertEquals(403, without.post("/signin", fields).statusCode());
    Surfer foreign = atTheForm("/signin");
    Map<String, String> withProof = foreign.hidden("/signin");
    withProof.putAll(fields);
    for (List<String> header :
        List.of(
            List.of("Origin", "http://localhost:1"),
            List.of("Origin", "https://evil.example"),
            List.of("Origin", "null"),
            List.of("Sec-Fetch-Site", "cross-site"),
            List.of("Sec-Fetch-Site", "same-site"))) {
      foreign.send(
          foreign.posting("/signin", withProof).header(header.get(0), header.get(1)).build());
      assertEquals(403, foreign.last.statusCode(), header.toString());
    }
    String own = site.url.toString();
    foreign.send(foreign.posting("/signin", withProof).header("Origin", own).build());
    assertEquals(303, foreign.last.statusCode());
  }

  @Test
  void theProofOfOneBrowserIsWorthNothingInAnother() throws Exception {
    String proof = atTheForm("/signin").hidden("/signin").get("proof");
    Surfer other = atTheForm("/signin");
    other.fill(
        "/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD, "proof", proof);
    assertEquals(403, other.last.statusCode());
  }

  @Test
  @Proves("oauth21-7.12-1")
  void whatWasTypedIsShownAsText() throws Exception {
    Surfer surfer = atTheForm("/signin");
    String email = "\"><script>alert(1)</script>";
    surfer.fill("/signin", "email", email, "password", "x");
    assertFalse(surfer.last.body().contains("<script"), surfer.last.body());
    assertTrue(surfer.last.body().contains("&quot;&gt;&lt;script&gt;alert(1)"));
  }

  @Test
  @Proves({"oauth21-7.11-1", "rfc9700-4.16-1"})
  void everyPageKeepsFramesScriptsAndCachesOut() throws Exception {
    Surfer ann = site.signedIn("ann@example.com");
    for (String path :
        List.of("/", "/signin", "/connect", "/account", "/account/password", "/account/delete")) {
      HttpResponse<String> page = ann.get(path);
      String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
      assertEquals(
          "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
              + " frame-ancestors 'none'; base-uri 'none'"
              // One page has a script, which copies what it shows.
              + (path.equals("/connect") ? "; script-src 'self'" : ""),
          policy,
          path);
      assertEquals("DENY", page.headers().firstValue("X-Frame-Options").orElse(""), path);
      assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""), path);
      assertEquals("nosniff", page.headers().firstValue("X-Content-Type-Options").orElse(""));
      assertEquals("same-origin", page.headers().firstValue("Referrer-Policy").orElse(""));
      assertEquals(
          "same-origin", page.headers().firstValue("Cross-Origin-Opener-Policy").orElse(""));
    }
  }

  @Test
  void twoOfOneNameAndTooMuchAreRefused() throws Exception {
    Surfer surfer = atTheForm("/signin");
    assertEquals(400, surfer.get("/signin?next=/a&next=/b").statusCode());
    surfer.post("/signin", Map.of("email", "x".repeat(40_000)));
    assertEquals(400, surfer.last.statusCode());
    assertEquals(405, surfer.get("/signout").statusCode());
    assertEquals("POST", surfer.last.headers().firstValue("Allow").orElse(""));
  }
}
