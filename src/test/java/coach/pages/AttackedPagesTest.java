package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What strangers try with other people's browsers, and what they learn from the answers. */
@Timeout(120)
class AttackedPagesTest {
  private static final List<String> FORMS =
      List.of(
          "/signin",
          "/first",
          "/invite",
          "/authorize",
          "/account/disconnect",
          "/account/password",
          "/account/delete",
          "/signout");

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

  private static int posted(Surfer surfer, String path, String proof, String... header)
      throws Exception {
    Map<String, String> fields = proof == null ? Map.of() : Map.of("proof", proof);
    HttpRequest.Builder request = surfer.posting(path, fields);
    if (header.length > 0) {
      request.headers(header);
    }
    return surfer.send(request.build()).statusCode();
  }

  @Test
  @Proves("oauth21-7.1.3.4-1")
  void noFormIsTakenThatAnotherSiteSends() throws Exception {
    Surfer ann = site.signedIn("ann@example.com");
    ann.get("/account");
    String proof = ann.hidden("/signout").get("proof");
    Surfer bob = site.signedIn("bob@example.com");
    bob.get("/account");
    String bobs = bob.hidden("/signout").get("proof");
    assertNotEquals(proof, bobs);
    for (String path : FORMS) {
      assertEquals(403, posted(ann, path, null), path);
      assertEquals(403, posted(ann, path, bobs), path);
      assertEquals(403, posted(ann, path, proof, "Origin", "https://evil.example"), path);
      assertEquals(403, posted(ann, path, proof, "Sec-Fetch-Site", "cross-site"), path);
      int own = posted(ann, path, proof, "Origin", site.url.toString());
      assertTrue(own != 403 && own < 500, path + " " + own);
    }
    assertEquals("", ann.cookie("coach"), "the last form has signed out");
  }

  @Test
  void onlyWhatIsSaidToBeAFormIsReadAsOne() throws Exception {
    String form = "application/x-www-form-urlencoded";
    assertEquals(400, typed(form + "X"));
    assertEquals(400, typed("text/plain"));
    assertEquals(403, typed(form), "which is read, and proves nothing");
    assertEquals(403, typed("APPLICATION/X-WWW-FORM-URLENCODED ; charset=utf-8"));
  }

  private static int typed(String type) throws Exception {
    Surfer surfer = site.surfer();
    HttpRequest.Builder request = surfer.posting("/signin", Map.of("email", "ann"));
    return surfer.send(request.setHeader("Content-Type", type).build()).statusCode();
  }

  @Test
  @Proves("oauth21-7.12-1")
  void nothingThatIsSentEndsAHeader() throws Exception {
    Surfer ann = site.signedIn("ann@example.com");
    String evil = "x\r\nSet-Cookie: coach=evil\r\nX-Evil: 1\n\nX";
    App app = App.of(site, "https://app.example/callback");
    for (String name : List.of("state", "scope", "response_type", "resource", "redirect_uri")) {
      HttpResponse<String> answer = App.sent(ann, app.asking(name, evil));
      assertHarmless(answer);
      HttpResponse<String> unknown = App.sent(site.surfer(), app.asking(name, evil));
      assertHarmless(unknown);
    }
    assertHarmless(ann.get("/signin?" + Surfer.encode(Map.of("next", "/account?" + evil))));
  }

  private static void assertHarmless(HttpResponse<String> answer) {
    assertFalse(answer.headers().map().containsKey("x-evil"), answer.headers().map().toString());
    String cookies = String.join("\n", answer.headers().allValues("Set-Cookie"));
    assertFalse(cookies.contains("evil"), cookies);
    assertTrue(answer.statusCode() < 500, answer.body());
  }

  /** An attempt from an address of its own, so that none is slowed down for another. */
  private static HttpResponse<String> attempt(String address, String email, String password)
      throws Exception {
    Surfer surfer = site.surfer().from(address);
    surfer.get("/signin");
    return surfer.fill("/signin", "email", email, "password", password);
  }

  @Test
  void noAnswerAndNoAmountOfWorkTellsWhichAccountsThereAre() throws Exception {
    site.accounts.invite("invited@example.com").orElseThrow();
    site.account("off@example.com");
    assertTrue(site.accounts.disable("off@example.com", true));
    Map<String, String> seen = new HashMap<>();
    List<String> kinds =
        List.of("ann@example.com", "nobody@example.com", "invited@example.com", "off@example.com");
    for (String email : kinds) {
      String address = "192.0.2." + (1 + seen.size());
      long before = site.passwords.evaluations();
      HttpResponse<String> answer = attempt(address, email, "not the password");
      long work = site.passwords.evaluations() - before;
      String page =
          answer.body().replace(email, "").replaceAll("name=\"proof\" value=\"[^\"]*\"", "");
      Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
      headers.remove("date");
      headers.remove("content-length");
      headers.remove("set-cookie");
      seen.put(email, answer.statusCode() + " " + work + headers.keySet() + page);
    }
    for (String email : kinds) {
      assertEquals(seen.get("ann@example.com"), seen.get(email), email);
      assertTrue(seen.get(email).startsWith("422 1"), seen.get(email));
    }
    // The right password of an account that is shut out is one more wrong one.
    long before = site.passwords.evaluations();
    HttpResponse<String> off = attempt("192.0.2.99", "off@example.com", PagesSite.PASSWORD);
    assertEquals(422, off.statusCode());
    assertEquals(1, site.passwords.evaluations() - before);
  }

  @Test
  @Proves({"oauth21-7.11-1", "rfc9700-4.16-1"})
  void noPageCanBeFramedNotEvenOneAboutAFault() throws Exception {
    Surfer ann = site.signedIn("ann@example.com");
    for (String path :
        List.of(
            "/",
            "/signin?a=1&a=2",
            "/first?token=x",
            "/invite?token=x",
            "/authorize",
            "/authorize?client_id=nobody",
            "/signout",
            "/account/delete")) {
      HttpResponse<String> page = ann.get(path);
      String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("frame-ancestors 'none'"), path + policy);
      assertEquals("DENY", page.headers().firstValue("X-Frame-Options").orElse(""), path);
    }
  }
}
