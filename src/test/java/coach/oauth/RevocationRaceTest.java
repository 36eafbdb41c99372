package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.accounts.Accounts;
import coach.accounts.QuickPasswords;
import coach.accounts.Session;
import coach.db.NativeRoad;
import coach.db.ServerStatements;
import coach.testing.HeldCommit;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is being ended ends, whatever an app asks for in the same moment. */
@Timeout(120)
class RevocationRaceTest {
  private static AuthSite site;
  private static Accounts accounts;
  private UUID ann;
  private String client;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
    accounts =
        new Accounts(
            new ServerStatements(new NativeRoad(site.road)), QuickPasswords.create(), false);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void begin() {
    ann = site.person();
    site.database.execute(
        "insert into coach_auth.account (app_user_id, password_hash) values (?::uuid, 'x')",
        ann.toString());
    client = site.app(AuthSite.CALLBACK);
  }

  private String email() {
    return ann + "@example.com";
  }

  private static <T> CompletableFuture<T> begun(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  private HttpResponse<String> refresh(String token) {
    return site.post("/token", AuthSite.refreshing(client, token));
  }

  private static String refreshToken(JsonNode tokens) {
    return tokens.get("refresh_token").textValue();
  }

  private static String error(HttpResponse<String> response) {
    return response.statusCode() + " " + AuthSite.json(response).path("error").asText();
  }

  /** Whoever ends it does so in the way that leaves this event. */
  private Supplier<Object> end(String event, String oldToken, String accessToken) {
    return switch (event) {
      case "password_reset" -> {
        String link = accounts.reset(email()).orElseThrow();
        yield () -> accounts.acceptReset(link, "another password");
      }
      case "password_changed" ->
          () -> {
            accounts.changePassword(session(), stored(), "another password", true);
            return null;
          };
      case "account_disabled" -> () -> accounts.disable(email(), true);
      case "app_disconnected" -> () -> accounts.disconnect(session(), client);
      case "token_revoked" ->
          () -> site.post("/revoke", Map.of("token", accessToken, "client_id", client));
      case "refresh_replayed" -> () -> refresh(oldToken);
      default -> throw new IllegalArgumentException(event);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password_reset",
        "password_changed",
        "account_disabled",
        "app_disconnected",
        "token_revoked",
        "refresh_replayed"
      })
  void aRefreshInTheSameMomentRevivesNothing(String event) throws Exception {
    JsonNode first = site.tokens(client, ann);
    JsonNode second = AuthSite.json(refresh(refreshToken(first)));
    site.database.execute(
        "update coach_auth.refresh_token set used_at = used_at - interval '31 seconds'");
    String access = second.get("access_token").textValue();
    Supplier<Object> end = end(event, refreshToken(first), access);
    CompletableFuture<HttpResponse<String>> refreshed;
    try (HeldCommit held = new HeldCommit(site.database.server(), event)) {
      CompletableFuture<Object> ended = begun(end);
      held.awaitWaiting(1);
      refreshed = begun(() -> refresh(refreshToken(second)));
      held.awaitWaiting(2);
      held.release();
      ended.join();
    }
    assertEquals("400 invalid_grant", error(refreshed.join()));
    assertEquals(401, site.profile(access).statusCode());
    assertEquals(List.of(), open());
  }

  /** Each ends what the person's apps had begun. */
  private static final String ENDINGS = "password_reset password_changed account_disabled";

  @Test
  void aCodeThatWasNotExchangedEndsWithTheRest() {
    for (String event : ENDINGS.split(" ")) {
      String code = site.code(client, ann);
      end(event, null, null).get();
      accounts.disable(email(), false);
      assertEquals(
          "400 invalid_grant",
          error(site.post("/token", AuthSite.exchanging(client, code))),
          event);
    }
    String kept = site.code(client, ann);
    accounts.changePassword(session(), stored(), "a third password", false);
    assertEquals(200, site.post("/token", AuthSite.exchanging(client, kept)).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password_reset", "password_changed", "account_disabled", "app_disconnected"})
  void whatACodeBecomesInTheSameMomentEndsToo(String event) throws Exception {
    site.tokens(client, ann);
    String code = site.code(client, ann);
    Supplier<Object> end = end(event, null, null);
    CompletableFuture<HttpResponse<String>> exchanged;
    try (HeldCommit held = new HeldCommit(site.database.server(), "token_issued")) {
      exchanged = begun(() -> site.post("/token", AuthSite.exchanging(client, code)));
      held.awaitWaiting(1);
      CompletableFuture<Object> ended = begun(end);
      held.awaitWaiting(2);
      held.release();
      ended.join();
    }
    String access = AuthSite.json(exchanged.join()).get("access_token").textValue();
    assertEquals(401, site.profile(access).statusCode());
    assertEquals(List.of(), open());
  }

  private List<String> open() {
    return site.database.column(
        "select family::text from coach_auth.token_family"
            + " where app_user_id = ?::uuid and revoked_at is null",
        ann.toString());
  }

  private String stored() {
    return site.database
        .column(
            "select password_hash from coach_auth.account where app_user_id = ?::uuid",
            ann.toString())
        .get(0);
  }

  private Session session() {
    return site.session(ann);
  }
}
