package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.SupabaseAuth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Supabase knows of a person by now decides whether browsers and apps go on. */
@Timeout(120)
class SupabaseStandingTest {
  private static final String CALLBACK = "https://app.example/cb";

  private static SupabaseStandIn supabase;
  private static PagesSite site;
  private static String ann;
  private static App app;

  @BeforeAll
  static void start() throws Exception {
    supabase = new SupabaseStandIn();
    ann = supabase.person.toString();
    site = new PagesSite(new SupabaseAuth(supabase.url(), SupabaseStandIn.KEY));
    site.database.execute(
        "alter table auth.users add banned_until timestamptz, add deleted_at timestamptz,"
            + " add encrypted_password text");
    site.database.execute(
        "create table auth.sessions (id uuid primary key, user_id uuid, created_at timestamptz)");
    app = App.of(site, CALLBACK);
  }

  @AfterAll
  static void stop() {
    site.close();
    supabase.close();
  }

  @BeforeEach
  void signedUp() {
    site.database.execute("delete from auth.users");
    site.database.execute("delete from auth.sessions");
    site.database.execute(
        "insert into auth.users (id, email, encrypted_password) values (?::uuid, ?, 'old')",
        ann,
        SupabaseStandIn.EMAIL);
    session(1);
  }

  private static void session(int number) {
    site.database.execute(
        "insert into auth.sessions values (('00000000-0000-0000-0000-00000000000' || ?)::uuid,"
            + " ?::uuid, now() - interval '1 hour')",
        Integer.toString(number),
        ann);
  }

  private static Surfer signedIn() throws Exception {
    Surfer surfer = site.surfer();
    surfer.get("/signin");
    surfer.fill("/signin", "email", SupabaseStandIn.EMAIL, "password", SupabaseStandIn.PASSWORD);
    return surfer;
  }

  private static int account(Surfer surfer) throws Exception {
    return surfer.get("/account").statusCode();
  }

  private static String connected(Surfer surfer) throws Exception {
    String code = App.parameter(App.answer(surfer, app.asking(), "allow"), "code");
    return App.json(app.exchange(code)).path("refresh_token").asText();
  }

  /** Answers with the next refresh token, or the error. */
  private static String refreshed(String token) throws Exception {
    var answer =
        App.json(
            app.surfer()
                .post(
                    "/token",
                    Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        app.id(),
                        "refresh_token",
                        token)));
    return answer.path("refresh_token").asText(answer.path("error").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update auth.users set banned_until = now() + interval '1 hour'",
        "update auth.users set deleted_at = now()",
        "update auth.users set encrypted_password = 'new'",
        "delete from auth.sessions",
        "delete from auth.users"
      })
  void whatEndsThereEndsHereAtTheNextRefreshAndPage(String change) throws Exception {
    Surfer browser = signedIn();
    assertEquals(200, account(browser));
    String token = refreshed(connected(browser));
    assertTrue(token.length() > 20, token);
    site.database.execute(change);
    assertEquals("invalid_grant", refreshed(token), "by the refresh");
    assertEquals(303, account(browser), "the browser with it");
    signedUp(change);
    Surfer again = signedIn();
    String next = connected(again);
    site.database.execute("update auth.users set encrypted_password = 'newer'");
    assertEquals(303, account(again), "by the page");
    assertEquals("invalid_grant", refreshed(next), "the app with it");
    assertEquals("/account", signedIn().location(), "who signs in anew is let in");
  }

  /** As it is again when the person may sign in. */
  private void signedUp(String change) {
    if (!change.contains("encrypted_password")) {
      signedUp();
    }
  }

  @Test
  void whatGoesOnThereGoesOnHere() throws Exception {
    Surfer browser = signedIn();
    String token = connected(browser);
    session(2);
    token = refreshed(token);
    site.database.execute("delete from auth.sessions where id::text like '%1'");
    token = refreshed(token);
    assertEquals(200, account(browser), "one of two sessions is left");
    site.database.execute(
        "insert into auth.sessions values (gen_random_uuid(), ?::uuid, now())", ann);
    assertEquals(200, account(browser));
    site.database.execute("delete from auth.sessions where created_at = now()");
    site.database.execute("update auth.users set banned_until = now() - interval '1 hour'");
    assertTrue(refreshed(token).length() > 20, "a ban that is over");
  }

  @Test
  void aCodeOfBeforeGivesNothingAfterwards() throws Exception {
    Surfer browser = signedIn();
    String code = App.parameter(App.answer(browser, app.asking(), "allow"), "code");
    site.database.execute("update auth.users set encrypted_password = 'other'");
    assertEquals("invalid_grant", App.json(app.exchange(code)).path("error").asText());
    List<String> events =
        site.database.column("select kind from coach_auth.event where kind = 'supabase_ended'");
    assertTrue(!events.isEmpty());
  }

  @Test
  void whoIsBannedIsNotLetInByTheProviderEither() throws Exception {
    signedIn();
    site.database.execute("update auth.users set banned_until = 'infinity'");
    Surfer surfer = site.surfer();
    surfer.get("/signin/supabase?provider=google");
    surfer.get(surfer.location());
    assertEquals(403, surfer.get(surfer.location()).statusCode(), surfer.last.body());
  }

  @Test
  void aPeoplesTableThatCannotBeReadEndsNothing() throws Exception {
    site.database.execute("alter table auth.users enable row level security");
    site.database.execute("alter table auth.users force row level security");
    try {
      Surfer browser = signedIn();
      assertEquals(200, account(browser));
      assertTrue(refreshed(connected(browser)).length() > 20);
    } finally {
      site.database.execute("alter table auth.users no force row level security");
    }
  }
}
