package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Token;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AccountPageTest {
  private static final String CLIENT = "https://app.example/client.json";

  private static PagesSite site;

  @BeforeAll
  static void start() {
    site = new PagesSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** An app that asks for a person's data, with this name of its own choosing. */
  private static void connect(String account, String client, String name) {
    connect(site, account, client, name);
  }

  static void connect(PagesSite site, String account, String client, String name) {
    site.database.execute(
        "insert into coach_auth.client (client_id, name, redirect_uris, metadata)"
            + " values (?, ?, '{https://app.example/callback}', '{}') on conflict do nothing",
        client,
        name);
    site.database.execute(
        "with family as (insert into coach_auth.token_family"
            + " (family, client_id, app_user_id, scopes)"
            + " values (gen_random_uuid(), ?, ?::uuid, '{read,write}') returning *)"
            + " insert into coach_auth.refresh_token"
            + " (token_hash, family, client_id, app_user_id, scopes, resource, expires_at)"
            + " select gen_random_uuid()::text, family, client_id, app_user_id, scopes, 'r',"
            + " now() + interval '1 day' from family",
        client,
        account);
  }

  private static List<String> open(String account) {
    return site.database.column(
        "select client_id from coach_auth.token_family where app_user_id = ?::uuid"
            + " and revoked_at is null order by 1",
        account);
  }

  @Test
  void anAppIsDisconnectedByItsOwnerOnly() throws Exception {
    String ann = site.account("ann@example.com");
    String bob = site.account("bob@example.com");
    connect(ann, CLIENT, "<script>alert(1)</script>");
    connect(ann, "other", "Other");
    connect(bob, CLIENT, "");
    Surfer surfer = site.signedIn("ann@example.com");
    String page = surfer.get("/account").body();
    assertTrue(page.contains("<h3>&lt;script&gt;alert(1)&lt;/script&gt;</h3>"), page);
    assertFalse(page.contains("<script"));
    assertTrue(page.contains("Reads and changes your data · leads to app.example"), page);
    String first = surfer.hidden("/account/disconnect").get("client");
    surfer.fill("/account/disconnect", "client", CLIENT);
    assertEquals("/account?done=app", surfer.location(), first);
    assertEquals(List.of("other"), open(ann));
    assertEquals(List.of(CLIENT), open(bob));
    page = surfer.get("/account?done=app").body();
    assertTrue(page.contains("The app is disconnected."));
    assertTrue(page.contains("<td>App disconnected</td><td>&lt;script&gt;"), page);
  }

  @Test
  void disconnectingNeedsTheFormOfThisSession() throws Exception {
    String cat = site.account("cat@example.com");
    connect(cat, "kept", "Kept");
    Surfer surfer = site.signedIn("cat@example.com");
    assertEquals(
        403, surfer.post("/account/disconnect", java.util.Map.of("client", "kept")).statusCode());
    assertEquals(List.of("kept"), open(cat));
  }

  @Test
  void theDownloadsAreTheSignedInPersonsOwn() throws Exception {
    String dee = site.account("dee@example.com");
    Surfer surfer = site.signedIn("dee@example.com");
    HttpResponse<String> json = surfer.get("/account/export.json");
    assertEquals("{\"of\":\"" + dee + "\"}", json.body());
    assertEquals(
        "attachment; filename=\"coach-backup.json\"",
        json.headers().firstValue("Content-Disposition").orElse(""));
    assertEquals("of\r\n" + dee + "\r\n", surfer.get("/account/export.csv").body());
    assertTrue(surfer.get("/account").body().contains("<td>Data downloaded</td>"));
    assertEquals(303, site.surfer().get("/account/export.json").statusCode());
  }

  @Test
  void aNewPasswordEndsTheOtherBrowsersAndOnRequestTheApps() throws Exception {
    String eve = site.account("eve@example.com");
    connect(eve, "app", "App");
    Surfer other = site.signedIn("eve@example.com");
    Surfer surfer = site.signedIn("eve@example.com");
    String next = "quite another one";
    surfer.get("/account/password");
    surfer.fill("/account/password", "current", "wrong", "password", next, "again", next);
    assertTrue(surfer.last.body().contains("This is not your current password."));
    surfer.fill(
        "/account/password", "current", PagesSite.PASSWORD, "password", next, "again", next);
    assertEquals("/account?done=password", surfer.location(), surfer.last.body());
    assertEquals(200, surfer.get("/account").statusCode());
    assertEquals(303, other.get("/account").statusCode());
    assertEquals(List.of("app"), open(eve));
    surfer.get("/account/password");
    String last = "and one more of them";
    surfer.fill(
        "/account/password", "current", next, "password", last, "again", last, "apps", "yes");
    assertEquals(List.of(), open(eve));
  }

  @Test
  void theAccountIsDeletedWithItsPasswordOnly() throws Exception {
    String fay = site.account("fay@example.com");
    Surfer surfer = site.signedIn("fay@example.com");
    surfer.get("/account/delete");
    surfer.fill("/account/delete", "current", "wrong password");
    assertEquals(422, surfer.last.statusCode());
    assertEquals(1, people(fay));
    surfer.fill("/account/delete", "current", PagesSite.PASSWORD);
    assertEquals("/?gone=account", surfer.location(), surfer.last.body());
    assertEquals(0, people(fay));
    assertEquals(303, surfer.get("/account").statusCode());
    assertEquals(
        List.of(),
        site.database.column(
            "select key from coach_auth.attempt where key = ?",
            "sign_in account " + Token.hash("fay@example.com")),
        "not even that somebody tried to sign in");
  }

  @Test
  void whoeverWaitedInVainIsToldToLookWhetherTheAccountIsGone() throws Exception {
    String joe = site.account("joe@example.com");
    Surfer surfer = site.signedIn("joe@example.com");
    surfer.get("/account/delete");
    site.database.execute(
        "create function coach_auth.too_long() returns trigger language plpgsql as"
            + " $$ begin raise exception using errcode = 'query_canceled'; end $$");
    site.database.execute(
        "create trigger too_long before delete on public.app_user"
            + " for each row execute function coach_auth.too_long()");
    try {
      surfer.fill("/account/delete", "current", PagesSite.PASSWORD);
    } finally {
      site.database.execute("drop trigger too_long on public.app_user");
      site.database.execute("drop function coach_auth.too_long()");
    }
    assertEquals(503, surfer.last.statusCode());
    assertTrue(
        surfer.last.body().contains("Check in a minute whether your account"), surfer.last.body());
    assertFalse(surfer.last.body().contains("Nothing was changed"), surfer.last.body());
    assertEquals(1, people(joe));
  }

  private static int people(String id) {
    return site.database
        .column("select 1 from public.app_user where app_user_id = ?::uuid", id)
        .size();
  }

  @Test
  void whatHappenedBeforeIsOnTheNextPages() throws Exception {
    String hal = site.account("hal@example.com");
    site.database.execute(
        "insert into coach.change_log (app_user_id, tool, summary, reverse, changed_at)"
            + " select ?::uuid, 'tool_' || n, 'x', '[]', now() - n * interval '1 day'"
            + " from generate_series(1, 120) n",
        hal);
    Surfer surfer = site.signedIn("hal@example.com");
    String first = surfer.get("/account").body();
    assertTrue(first.contains("href=\"/account?page=2#events\">Older"), first);
    assertFalse(first.contains(">Newer<"), first);
    assertFalse(first.contains("tool_60<"), first);
    String second = surfer.get("/account?page=2").body();
    assertTrue(second.contains("tool_60<"), second);
    assertTrue(second.contains("href=\"/account?page=1#events\">Newer"), second);
    String last = surfer.get("/account?page=3").body();
    assertTrue(last.contains("tool_120<"), last);
    assertFalse(last.contains(">Older<"), last);
    assertEquals(200, surfer.get("/account?page=9999").statusCode());
    assertTrue(surfer.get("/account?page=-1").body().contains("Signed in"));
  }

  @Test
  void whatHappenedIsListedWithoutContents() throws Exception {
    String gus = site.account("gus@example.com");
    site.database.execute(
        "insert into coach.change_log (app_user_id, tool, summary, reverse)"
            + " values (?::uuid, 'log_workout', '5 x 100 kg', '{}')",
        gus);
    String page = site.signedIn("gus@example.com").get("/account").body();
    assertTrue(page.contains("Account made"), page);
    assertTrue(page.contains("Signed in"));
    assertTrue(page.contains("Data changed: log_workout"));
    assertFalse(page.contains("100 kg"));
  }

  @Test
  void whatHappenedLongAgoIsOnTheNextPage() throws Exception {
    String ivy = site.account("ivy@example.com");
    site.database.execute(
        "insert into coach_auth.event (app_user_id, client_id, kind, at)"
            + " select ?::uuid, 'gone', 'app_allowed', now() - n * interval '7 days'"
            + " from generate_series(1, 57) n",
        ivy);
    Surfer surfer = site.signedIn("ivy@example.com");
    String page = surfer.get("/account").body();
    assertTrue(page.contains("<td>App allowed</td><td>gone</td>"), page);
    assertEquals(50, page.split("<tr><td>").length - 1);
    assertTrue(page.contains("href=\"/account?page=2#events\""), page);
    String older = surfer.get("/account?page=2").body();
    assertEquals(9, older.split("<tr><td>").length - 1, "with the account and its sign-in");
    assertFalse(older.contains(">Older<"));
  }
}
