package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Accounts;
import coach.accounts.Passwords;
import coach.accounts.QuickPasswords;
import coach.accounts.Token;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.mcp.RequestState;
import coach.oauth.AuthorizationServer;
import coach.oauth.DocumentSource;
import coach.oauth.HttpAuth;
import coach.testing.CoachDatabase;
import coach.tools.Effect;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind one address any instance serves any step, because all they know is in the database. */
class TwoInstancesTest {
  private static final String CALLBACK = "https://app.example/cb";
  private static final String VERIFIER = Token.random();

  private final CoachDatabase database = new CoachDatabase();
  private final HikariDataSource pool =
      Pool.open(
          database.server().jdbcUrl(), database.server().user(), database.server().password(), 4);
  private final Passwords passwords = QuickPasswords.create();
  private WebServer first;
  private WebServer second;

  @BeforeEach
  void serve() {
    first = instance("http://localhost:0");
    first.start();
    second = instance(first.url().toString());
    second.start();
  }

  @AfterEach
  void stop() {
    first.stop();
    second.stop();
    pool.close();
    database.close();
  }

  private WebServer instance(String publicUrl) {
    return WebServer.guarded(
        WebServer.Settings.local(0, publicUrl, FloodLimits.usual(Optional.empty())),
        new Dispatcher(
            Tools.catalog(),
            database.coach(),
            RequestState.ofOneProcess(Clock.systemUTC()),
            "0",
            false),
        this::auth,
        database.coach());
  }

  private HttpAuth auth(URI url) {
    ServerStatements statements = new ServerStatements(new NativeRoad(pool));
    AuthorizationServer auth =
        new AuthorizationServer(
            url, statements, Optional.empty(), DocumentSource.NONE, Clock.systemUTC());
    return auth.open(
        Pages.all(
            new Pages.Foundation(
                url,
                true,
                statements,
                new Nothing(),
                passwords,
                Optional.empty(),
                auth.authorization(),
                "coach.request")));
  }

  private static URI reached(WebServer server) {
    return URI.create("http://localhost:" + server.port());
  }

  @Test
  void signInHereAllowThereExchangeHereCallThereRefreshHereAndThere() throws Exception {
    Surfer one = new Surfer(reached(first));
    Surfer other = new Surfer(reached(second), one);
    String client = register(one);
    String code = allowed(one, other, client);
    JsonNode tokens = token(other, exchange(client, code));
    assertEquals("Ann", profile(one, tokens));
    JsonNode refreshed = token(one, refresh(client, tokens));
    assertEquals("Ann", profile(other, refreshed));
    JsonNode again = token(other, refresh(client, refreshed));
    assertEquals("Ann", profile(one, again));
    database.execute(
        "update coach_auth.refresh_token set used_at = used_at - interval '31 seconds'");
    assertEquals("invalid_grant", token(one, refresh(client, refreshed)).path("error").asText());
    assertEquals("invalid_grant", token(other, refresh(client, again)).path("error").asText());
  }

  /** Signs Ann in here and lets her allow the app there; the code that it gets. */
  private String allowed(Surfer one, Surfer other, String client) throws Exception {
    Accounts accounts = new Accounts(new ServerStatements(new NativeRoad(pool)), passwords, false);
    String invitation = accounts.invite("ann@example.com").orElseThrow();
    accounts.acceptInvitation(invitation, "Ann", PagesSite.PASSWORD).orElseThrow();
    one.get("/signin");
    one.fill("/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD);
    assertEquals(303, one.last.statusCode(), one.last.body());
    other.get("/authorize?" + Surfer.encode(request(client)));
    // The page comes from one instance, its form goes to the other.
    one.last = other.last;
    one.fill("/authorize", "decision", "allow", "may_write", "yes");
    Matcher code = Pattern.compile("code=([\\w-]{43})&").matcher(one.last.body());
    assertTrue(code.find(), one.last.body());
    return code.group(1);
  }

  /** One call of every tool that writes, in an order that works. */
  private static final List<String> WRITES =
      List.of(
          "log_workout {'exercises':[{'exercise':'bench press','sets':[{'weight':123.5,'reps':5}]}],'note':'secret'}",
          "edit_workout {'session':'last','exercise':'bench press','change':{'reps':4}}",
          "undo_last_change {}",
          "delete_workout {'session':'last'}",
          "create_exercise {'name':'Atlas Heave','primary_muscles':['glutes']}",
          "log_body_measurement {'measurements':[{'kind':'body_weight','value':81.5}]}",
          "create_workout_plan {'name':'Mine','based_on':'Minimal, 2 Days'}",
          "modify_user_plan {'visibility':'shared'}",
          "draft_session {'save':true}",
          "update_settings {'time_zone':'Europe/Berlin'}");

  private static void imports(Surfer surfer, JsonNode tokens) throws Exception {
    String file = "{\"text\":\"date,exercise,weight,reps,unit\\n2026-01-02,Squat,100,5,kg\"%s}";
    JsonNode preview = call(surfer, tokens, "import_workouts", file.formatted(""));
    String code = preview.at("/structuredContent/confirm").textValue();
    String confirm = ",\"confirm\":\"%s\"".formatted(code);
    JsonNode stored = call(surfer, tokens, "import_workouts", file.formatted(confirm));
    assertTrue(stored.at("/structuredContent/change").isNumber(), stored.toString());
    assertFalse(stored.at("/structuredContent/dry_run").asBoolean(), stored.toString());
  }

  @Test
  void signInsConsentsTokensAndEveryWriteAreListedWithTheAppAndWithoutContents() throws Exception {
    Surfer one = new Surfer(reached(first));
    Surfer other = new Surfer(reached(second), one);
    String client = register(one);
    JsonNode tokens = token(other, exchange(client, allowed(one, other, client)));
    JsonNode refreshed = token(one, refresh(client, tokens));
    for (String write : WRITES) {
      String[] parts = write.split(" ", 2);
      JsonNode result = call(other, refreshed, parts[0], parts[1].replace('\'', '"'));
      assertFalse(result.path("isError").asBoolean(), result.toString());
    }
    imports(other, refreshed);
    database.execute(
        "update coach_auth.refresh_token set used_at = used_at - interval '31 seconds'");
    token(other, refresh(client, tokens));
    one.get("/account");
    one.fill("/signout");
    one.get("/signin");
    one.fill("/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD);
    String page = one.get("/account").body();

    Set<String> writers = new TreeSet<>();
    Tools.all().stream()
        .filter(tool -> tool.effect() != Effect.READ)
        .forEach(tool -> writers.add(tool.name().replace("draft_session", "save_draft")));
    Set<String> listed = new TreeSet<>();
    Matcher change = Pattern.compile("<td>Data changed: (\\w+)</td><td>Ledger</td>").matcher(page);
    while (change.find()) {
      listed.add(change.group(1));
    }
    assertEquals(writers, listed, page);
    for (String event :
        List.of(
            "App allowed",
            "App connected",
            "App in use",
            "App disconnected, because its token was used twice")) {
      assertTrue(page.contains("<td>" + event + "</td><td>Ledger</td>"), event + " in " + page);
    }
    for (String event : List.of("Account made", "Signed in", "Signed out")) {
      assertTrue(page.contains("<td>" + event + "</td>"), event + " in " + page);
    }
    for (String content : List.of("123.5", "secret", "Atlas", "81.5")) {
      assertFalse(page.contains(content), content);
    }
  }

  private static JsonNode call(Surfer surfer, JsonNode tokens, String tool, String arguments)
      throws Exception {
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
            .formatted(tool, arguments);
    HttpRequest request =
        surfer
            .request("/mcp")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + tokens.path("access_token").asText())
            .POST(HttpRequest.BodyPublishers.ofString(call))
            .build();
    return json(surfer, request).path("result");
  }

  private static JsonNode json(Surfer surfer, HttpRequest request) throws Exception {
    return new ObjectMapper().readTree(surfer.send(request).body());
  }

  private static String register(Surfer surfer) throws Exception {
    HttpRequest request =
        surfer
            .request("/register")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"client_name\":\"Ledger\",\"redirect_uris\":[\"" + CALLBACK + "\"]}"))
            .build();
    return json(surfer, request).get("client_id").textValue();
  }

  private static Map<String, String> request(String client) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", client);
    request.put("redirect_uri", CALLBACK);
    request.put("code_challenge", Token.hash(VERIFIER));
    request.put("code_challenge_method", "S256");
    return request;
  }

  private static Map<String, String> exchange(String client, String code) {
    return Map.of(
        "grant_type", "authorization_code",
        "client_id", client,
        "redirect_uri", CALLBACK,
        "code", code,
        "code_verifier", VERIFIER);
  }

  private static Map<String, String> refresh(String client, JsonNode tokens) {
    return Map.of(
        "grant_type",
        "refresh_token",
        "client_id",
        client,
        "refresh_token",
        tokens.get("refresh_token").textValue());
  }

  private static JsonNode token(Surfer surfer, Map<String, String> form) throws Exception {
    return json(surfer, surfer.posting("/token", form).build());
  }

  private static String profile(Surfer surfer, JsonNode tokens) throws Exception {
    return call(surfer, tokens, "get_profile", "{}").at("/structuredContent/name").asText();
  }

  /** Nobody downloads anything here. */
  private static final class Nothing implements Downloads {
    @Override
    public void json(UUID account, OutputStream out) {}

    @Override
    public void csv(UUID account, OutputStream out) {}
  }
}
