package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.accounts.SupabaseAuth;
import coach.accounts.Token;
import coach.oauth.OAuthError;
import coach.oauth.SupabaseAuthServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing in through Supabase, at Supabase's own auth server. */
@Tag("slow")
@Timeout(1200)
class SupabaseAuthServerTest {
  private static final String PASSWORD = "their own password";
  private static final String CALLBACK = "https://app.example/cb";

  private static SupabaseAuthServer supabase;
  private static PagesSite site;

  @BeforeAll
  static void start() throws Exception {
    supabase = SupabaseAuthServer.start();
    site = new PagesSite(new SupabaseAuth(supabase.url(), SupabaseAuthServer.KEY));
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
    if (supabase != null) {
      supabase.close();
    }
  }

  private static String json(Object... namesAndValues) {
    ObjectNode object = SupabaseAuthServer.JSON.createObjectNode();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      object.set(
          (String) namesAndValues[index],
          SupabaseAuthServer.JSON.valueToTree(namesAndValues[index + 1]));
    }
    return object.toString();
  }

  /** Signs somebody up there, and answers with their id. */
  private static UUID person(String email) throws Exception {
    JsonNode made =
        supabase.ask(
            200,
            "POST",
            "/signup",
            json("email", email, "password", PASSWORD, "data", Map.of("full_name", "Ann Other")),
            null);
    return UUID.fromString(made.path("user").path("id").asText());
  }

  private static Surfer signedIn(String email, String password) throws Exception {
    Surfer surfer = site.surfer();
    surfer.get("/signin");
    surfer.fill("/signin", "email", email, "password", password);
    return surfer;
  }

  private static List<String> rows(String email) {
    return site.database.column(
        "select app_user_id || ' ' || name from public.app_user where lower(email) = ?", email);
  }

  @Test
  void aPasswordSignsInUnderSupabasesId() throws Exception {
    UUID ann = person("ann@example.com");
    Surfer surfer = signedIn("ANN@example.com", PASSWORD);
    assertEquals("/account", surfer.location(), surfer.last.body());
    assertEquals(List.of(ann + " Ann Other"), rows("ann@example.com"));
    assertTrue(surfer.get("/account").body().contains("You sign in through Supabase"));
    assertEquals(0, site.passwords.evaluations());
  }

  @Test
  void rowsThatExistAlreadyAreMetByTheId() throws Exception {
    UUID ben = person("ben@example.com");
    site.database.execute(
        "insert into public.app_user (app_user_id, name, email) values (?::uuid, 'Ben', ?)",
        ben.toString(),
        "ben@example.com");
    assertEquals("/account", signedIn("ben@example.com", PASSWORD).location());
    assertEquals(List.of(ben + " Ben"), rows("ben@example.com"));
  }

  @Test
  void aWrongPasswordAndAnUnknownEmailAreAnsweredAlike() throws Exception {
    person("dee@example.com");
    Surfer wrong = signedIn("dee@example.com", "not " + PASSWORD);
    Surfer unknown = signedIn("nobody@example.com", PASSWORD);
    for (Surfer surfer : List.of(wrong, unknown)) {
      assertEquals(422, surfer.last.statusCode());
      assertTrue(surfer.last.body().contains("E-mail and password do not match."));
    }
    assertEquals(List.of(), rows("dee@example.com"));
  }

  @Test
  void aProviderLeadsBackWithThePerson() throws Exception {
    Surfer surfer = site.surfer();
    String page = surfer.get("/signin").body();
    assertTrue(page.contains(">Sign in with GitLab<"), page);
    surfer.get("/signin/supabase?next=%2Fconnect&provider=gitlab");
    // To the auth server, to the provider, back to the auth server, back here.
    for (int leg = 0; leg < 4; leg++) {
      surfer.get(surfer.location());
    }
    assertEquals("/connect", surfer.location(), surfer.last.body());
    assertEquals(1, rows("cora@example.com").size());
    assertTrue(rows("cora@example.com").get(0).endsWith(" Cora Social"));
  }

  /** What the stand-in of the other tests answers is what the server itself answers. */
  @Test
  void theStandInRefusesInTheSameWords() throws Exception {
    String made = UUID.randomUUID().toString();
    Map<String, String> requests = new LinkedHashMap<>();
    requests.put("/token?grant_type=password", json("email", "no@example.com", "password", "x"));
    requests.put("/token?grant_type=pkce", json("auth_code", made, "code_verifier", made));
    requests.put("/token?grant_type=pkce#empty", json("auth_code", "", "code_verifier", ""));
    requests.put("/token?grant_type=other", json("a", "b"));
    try (SupabaseStandIn standIn = new SupabaseStandIn()) {
      for (Map.Entry<String, String> request : requests.entrySet()) {
        String path = request.getKey().replaceFirst("#.*", "");
        HttpResponse<String> real = supabase.send("POST", path, request.getValue(), null);
        HttpResponse<String> like = standIn.send("POST", path, request.getValue());
        assertEquals(real.statusCode(), like.statusCode(), request.getKey());
        assertEquals(
            SupabaseAuthServer.JSON.readTree(real.body()),
            SupabaseAuthServer.JSON.readTree(like.body()),
            request.getKey());
      }
    }
  }

  @Test
  void tokensOfItsOwnAuthorizationServerAreVerifiedByItsKeys() throws Exception {
    UUID eve = person("eve@example.com");
    String session =
        supabase
            .ask(
                200,
                "POST",
                "/token?grant_type=password",
                json("email", "eve@example.com", "password", PASSWORD),
                null)
            .path("access_token")
            .asText();
    assertEquals("ES256", header(session).path("alg").asText());
    String client = register();
    Caller caller = supabase.caller(allowed(client, session));
    assertEquals(eve, caller.user());
    assertEquals(client, caller.connection().orElseThrow().client());
    // Nobody allowed an app anything by signing in.
    assertThrows(OAuthError.class, () -> supabase.caller(session));
  }

  private static JsonNode header(String token) throws Exception {
    return SupabaseAuthServer.JSON.readTree(
        Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))));
  }

  private static String register() throws Exception {
    String app =
        json(
            "client_name", "App",
            "redirect_uris", List.of(CALLBACK),
            "token_endpoint_auth_method", "none",
            "grant_types", List.of("authorization_code", "refresh_token"),
            "response_types", List.of("code"));
    return supabase
        .ask(201, "POST", "/oauth/clients/register", app, null)
        .path("client_id")
        .asText();
  }

  /** An access token that the signed-in person allows the app to have. */
  private static String allowed(String client, String session) throws Exception {
    String verifier = Token.random();
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("client_id", client);
    asked.put("redirect_uri", CALLBACK);
    asked.put("response_type", "code");
    asked.put("scope", "email");
    asked.put("state", "s");
    asked.put("code_challenge", Token.hash(verifier));
    asked.put("code_challenge_method", "S256");
    HttpResponse<String> away =
        supabase.send("GET", "/oauth/authorize?" + Surfer.encode(asked), null, null);
    String place = away.headers().firstValue("Location").orElse(away.body());
    String request = "/oauth/authorizations/" + parameter(place, "authorization_id");
    supabase.ask(200, "GET", request, null, session);
    String back =
        supabase
            .ask(200, "POST", request + "/consent", json("action", "approve"), session)
            .path("redirect_url")
            .asText();
    Map<String, String> exchange = new LinkedHashMap<>();
    exchange.put("grant_type", "authorization_code");
    exchange.put("code", parameter(back, "code"));
    exchange.put("redirect_uri", CALLBACK);
    exchange.put("client_id", client);
    exchange.put("code_verifier", verifier);
    return supabase
        .ask(200, "POST", "/oauth/token", Surfer.encode(exchange), null)
        .path("access_token")
        .asText();
  }

  private static String parameter(String address, String name) throws Exception {
    return Form.parse(URI.create(address).getRawQuery()).get(name);
  }
}
