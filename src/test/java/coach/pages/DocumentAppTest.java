package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Token;
import coach.oauth.DocumentSource.Document;
import coach.oauth.DocumentSource.Unavailable;
import coach.security.Proves;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people see of an app that is described at its own address, and where it cannot send them.
 */
@Timeout(120)
class DocumentAppTest {
  private static final String ID = "https://vouching.example/client.json";
  private static final String CALLBACK = "https://app.example/cb";

  /** What the web holds, by address. */
  private static final Map<String, String> WEB = new ConcurrentHashMap<>();

  private static PagesSite site;
  private Surfer ann;

  @BeforeAll
  static void start() {
    site =
        new PagesSite(
            address -> {
              String json = WEB.get(address.toString());
              if (json == null) {
                throw new Unavailable("nobody is there");
              }
              byte[] body = json.getBytes(StandardCharsets.UTF_8);
              return new Document(200, "application/json", null, body);
            });
    site.account("ann@example.com");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void forget() throws Exception {
    WEB.clear();
    site.database.execute("delete from coach_auth.client");
    site.database.execute("delete from coach_auth.attempt");
    ann = site.signedIn("ann@example.com");
  }

  private static void publish(String name, String redirectUri) {
    WEB.put(
        ID,
        "{\"client_id\":\"%s\",\"client_name\":\"%s\",\"redirect_uris\":[\"%s\"]}"
            .formatted(ID, name, redirectUri));
  }

  private static Map<String, String> asking(String id) {
    Map<String, String> asking = new LinkedHashMap<>();
    asking.put("client_id", id);
    asking.put("redirect_uri", CALLBACK);
    asking.put("response_type", "code");
    asking.put("code_challenge", Token.hash("verifier"));
    asking.put("code_challenge_method", "S256");
    asking.put("scope", "read");
    asking.put("state", "s");
    return asking;
  }

  private String page(Map<String, String> asking) throws Exception {
    return ann.get("/authorize?" + Surfer.encode(asking)).body();
  }

  @Test
  @Proves("cimd-8.5-1")
  void theQuestionNamesTheHostThatVouches() throws Exception {
    publish("Claude", CALLBACK);
    String page = page(asking(ID));
    assertTrue(page.contains("<h1>Connect Claude?</h1>"), page);
    assertTrue(page.contains("<dt>The name is</dt><dd>vouched for by vouching.example</dd>"), page);
    assertTrue(page.contains("<dt>Answers go to</dt><dd>app.example</dd>"), page);
    String registered = ann.get(site.ask("Claude", CALLBACK, "read", "s")).body();
    assertFalse(registered.contains("vouched"), registered);
  }

  @Test
  @Proves("cimd-8.5-1")
  void aNameThatPretendsToBeAHostChangesNothing() throws Exception {
    publish("<b>x</b></dd> vouched for by claude.ai \\u202e", CALLBACK);
    String page = page(asking(ID));
    assertTrue(page.contains("vouched for by vouching.example"), page);
    assertTrue(page.contains("&lt;b&gt;x&lt;/b&gt;&lt;/dd&gt; vouched for by claude.ai"), page);
    assertFalse(page.contains("<b>x"), page);
    assertFalse(page.contains("\u202e"), page);
  }

  @Test
  void anAppOnThisDeviceIsWarnedOfWhoeverVouches() throws Exception {
    publish("Claude Code", "http://localhost/callback");
    Map<String, String> asking = asking(ID);
    asking.put("redirect_uri", "http://localhost:51234/callback");
    String page = page(asking);
    assertTrue(page.contains("class=\"warning\""), page);
    assertTrue(page.contains("<dd>this device</dd>"), page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/cb",
        "https://app.example/cb/",
        "https://app.example/cb?next=https://evil.example",
        "https://app.example@evil.example/cb",
        "https://app.example\\@evil.example/cb",
        "//evil.example/cb",
        "javascript:alert(1)",
        "https://app.example/cb\r\nLocation: https://evil.example"
      })
  @Proves("cimd-4.2-1")
  void nobodyIsSentAnywhereElse(String elsewhere) throws Exception {
    publish("Claude", CALLBACK);
    Map<String, String> asking = asking(ID);
    assertTrue(page(asking).contains("Connect Claude?"));
    asking.put("redirect_uri", elsewhere);
    // With and without another fault, which an app would be told of at its own address.
    for (String method : List.of("S256", "plain")) {
      asking.put("code_challenge_method", method);
      String page = page(asking);
      assertEquals(400, ann.last.statusCode(), page);
      assertEquals("", ann.location());
      assertFalse(page.contains("evil.example"), page);
      assertFalse(page.contains("alert(1)"), page);
    }
  }

  @Test
  void aFormThatWasChangedLeadsNowhereElseEither() throws Exception {
    publish("Claude", CALLBACK);
    for (String decision : List.of("allow", "deny")) {
      page(asking(ID));
      String page =
          ann.fill("/authorize", "decision", decision, "redirect_uri", "https://evil.example/cb")
              .body();
      assertEquals(400, ann.last.statusCode(), page);
      assertEquals("", ann.location());
      assertFalse(page.contains("evil.example"), page);
    }
    assertEquals(List.of(), site.allowed());
    page(asking(ID));
    ann.fill("/authorize", "decision", "allow");
    assertEquals(1, site.allowed().size(), "unchanged it is taken");
  }

  @Test
  void whatAnAppSendsAlongBecomesNoHeader() throws Exception {
    publish("Claude", CALLBACK);
    Map<String, String> asking = asking(ID);
    asking.put("state", "s\r\nX-Evil: 1\r\nSet-Cookie: evil=1\r\n\r\n<script>");
    asking.put("scope", "evil\r\nX-Evil: 1");
    page(asking);
    assertEquals(400, ann.last.statusCode());
    String location = App.onward(ann);
    assertTrue(location.startsWith(CALLBACK + "?error=invalid_scope&"), location);
    assertTrue(location.contains("state=s%0D%0AX-Evil%3A%201%0D%0ASet-Cookie"), location);
    assertFalse(ann.last.headers().map().containsKey("X-Evil"));
    assertEquals("", ann.cookie("evil"));
    Surfer stranger = site.surfer();
    stranger.get("/authorize?" + Surfer.encode(asking));
    assertTrue(stranger.location().startsWith("/signin?next="), stranger.location());
    assertFalse(stranger.last.headers().map().containsKey("X-Evil"));
    assertEquals("", stranger.cookie("evil"));
  }

  @Test
  void whoHasManyDocumentsFetchedHearsWhenToComeAgain() throws Exception {
    Surfer stranger = site.surfer().from("198.51.100.7");
    for (int number = 0; number < 20; number++) {
      stranger.get("/authorize?" + Surfer.encode(asking(ID + number)));
      assertEquals(400, stranger.last.statusCode());
    }
    publish("Claude", CALLBACK);
    stranger.get("/authorize?" + Surfer.encode(asking(ID)));
    assertEquals(429, stranger.last.statusCode());
    assertEquals("3600", stranger.last.headers().firstValue("Retry-After").orElse(""));
    assertTrue(stranger.last.body().contains("Try again in an hour."), stranger.last.body());
    assertTrue(page(asking(ID)).contains("Connect Claude?"), "others go on");
    stranger.get("/authorize?" + Surfer.encode(asking(ID)));
    assertEquals(303, stranger.last.statusCode(), "what is known needs no fetching");
  }
}
