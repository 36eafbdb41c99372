package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.SupabaseAuth;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SupabaseSignInTest {
  private SupabaseStandIn supabase;
  private PagesSite site;

  @BeforeEach
  void start() throws Exception {
    supabase = new SupabaseStandIn();
    site = new PagesSite(new SupabaseAuth(supabase.url(), SupabaseStandIn.KEY));
  }

  @AfterEach
  void stop() {
    site.close();
    supabase.close();
  }

  private Surfer withPassword(String password) throws Exception {
    Surfer surfer = site.surfer();
    surfer.get("/signin");
    surfer.fill("/signin", "email", SupabaseStandIn.EMAIL, "password", password);
    return surfer;
  }

  private List<String> people() {
    return site.database.column("select app_user_id || ' ' || name from public.app_user");
  }

  @Test
  void theAccountIsSupabasesAndIsMadeWhereItIsMissing() throws Exception {
    Surfer ann = withPassword(SupabaseStandIn.PASSWORD);
    assertEquals("/account", ann.location(), ann.last.body());
    assertEquals(List.of(supabase.person + " Ann Other"), people());
    String page = ann.get("/account").body();
    assertTrue(page.contains("coach keeps no password of yours"), page);
    assertEquals(404, ann.get("/account/password").statusCode());
    assertEquals(0, site.passwords.evaluations());
    assertEquals(0, supabase.sessions.get(), "none of ours is left there");
  }

  @Test
  void nobodyIsToldToWaitForAnInvitation() throws Exception {
    String page = site.surfer().get("/").body();
    assertTrue(page.contains("the same account as in the workout app"), page);
    assertFalse(page.contains("invitation"), page);
  }

  @Test
  void aRowThatIsThereAlreadyStaysAsItIs() throws Exception {
    site.database.execute(
        "insert into public.app_user (app_user_id, name, email) values (?::uuid, 'Mine', ?)",
        supabase.person.toString(),
        SupabaseStandIn.EMAIL);
    assertEquals(303, withPassword(SupabaseStandIn.PASSWORD).last.statusCode());
    assertEquals(List.of(supabase.person + " Mine"), people());
  }

  @Test
  void anEmailThatSomebodyElseHasIsNotGivenAway() throws Exception {
    site.database.execute(
        "insert into public.app_user (name, email) values ('Else', ?)", SupabaseStandIn.EMAIL);
    Surfer ann = withPassword(SupabaseStandIn.PASSWORD);
    assertEquals(403, ann.last.statusCode());
    assertTrue(ann.last.body().contains("another account in this database"), ann.last.body());
  }

  @Test
  void aWrongPasswordIsAsSilentAsEver() throws Exception {
    Surfer ann = withPassword("wrong");
    assertEquals(422, ann.last.statusCode());
    assertTrue(ann.last.body().contains("E-mail and password do not match."));
    assertEquals(List.of(), people());
  }

  @Test
  void whatSupabaseDoesNotAnswerIsNotHeldAgainstThePerson() throws Exception {
    supabase.trouble = 500;
    Surfer ann = withPassword(SupabaseStandIn.PASSWORD);
    assertEquals(503, ann.last.statusCode());
    assertTrue(ann.last.body().contains("Supabase does not answer as it should"));
    supabase.trouble = 401;
    assertTrue(withPassword("x").last.body().contains("SUPABASE_ANON_KEY"));
    supabase.trouble = 0;
    supabase.close();
    Surfer alone = withPassword(SupabaseStandIn.PASSWORD);
    assertEquals(503, alone.last.statusCode());
    assertTrue(alone.last.headers().firstValue("Retry-After").isPresent());
    assertTrue(alone.last.body().contains("Supabase cannot be reached"), alone.last.body());
  }

  @Test
  void troubleWithSupabaseIsNoFailureOfThePerson() throws Exception {
    for (int status : new int[] {500, 429, 401, 503}) {
      supabase.trouble = status;
      for (int times = 0; times < 3; times++) {
        withPassword(SupabaseStandIn.PASSWORD);
      }
    }
    supabase.trouble = 0;
    assertEquals("/account", withPassword(SupabaseStandIn.PASSWORD).location());
    assertEquals(List.of(), site.database.column("select key from coach_auth.attempt"));
  }

  @Test
  void manySignInsAtSupabaseAreSaidToBeThat() throws Exception {
    supabase.trouble = 429;
    Surfer ann = withPassword(SupabaseStandIn.PASSWORD);
    assertEquals(503, ann.last.statusCode());
    assertTrue(ann.last.headers().firstValue("Retry-After").isPresent());
    assertTrue(ann.last.body().contains("receiving too many sign-ins"), ann.last.body());
  }

  @Test
  void whatTheProjectDoesNotAllowIsNoWrongPassword() throws Exception {
    supabase.refusal = "captcha_failed";
    Surfer ann = withPassword(SupabaseStandIn.PASSWORD);
    assertEquals(403, ann.last.statusCode());
    assertTrue(ann.last.body().contains("asks for a captcha"), ann.last.body());
    supabase.refusal = "email_provider_disabled";
    assertTrue(withPassword("x").last.body().contains("has switched passwords off"));
    supabase.refusal = "user_banned";
    assertEquals(422, withPassword(SupabaseStandIn.PASSWORD).last.statusCode());
  }

  /** A gateway's own answer, such as to a wrong path, says nothing about the password. */
  @Test
  void onlyWhatHasSupabasesCodeIsItsWord() throws Exception {
    for (int status : new int[] {400, 403, 404, 422, 301}) {
      supabase.trouble = status;
      Surfer ann = withPassword("wrong");
      assertEquals(503, ann.last.statusCode(), "to " + status);
      assertTrue(ann.last.body().contains("SUPABASE_URL"), ann.last.body());
    }
    assertEquals(List.of(), site.database.column("select key from coach_auth.attempt"));
  }

  @Test
  void whoMustDoMoreThanAPasswordIsToldWhat() throws Exception {
    supabase.refusal = "email_not_confirmed";
    Surfer ann = withPassword(SupabaseStandIn.PASSWORD);
    assertEquals(403, ann.last.statusCode());
    assertTrue(ann.last.body().contains("not confirmed yet"), ann.last.body());
    supabase.refusal = null;
    supabase.more = "\"factors\":[{\"id\":\"f\",\"status\":\"unverified\"}],";
    assertEquals(303, withPassword(SupabaseStandIn.PASSWORD).last.statusCode());
    supabase.more = "\"factors\":[{\"id\":\"f\",\"status\":\"verified\"}],";
    ann = withPassword(SupabaseStandIn.PASSWORD);
    assertEquals(403, ann.last.statusCode());
    assertTrue(ann.last.body().contains("a second factor"), ann.last.body());
    Surfer social = fromProvider("google");
    assertEquals(403, social.last.statusCode(), "nor does a provider replace it");
    assertEquals(List.of(), site.database.column("select key from coach_auth.attempt"));
    assertEquals(0, supabase.sessions.get(), "sessions there are ended, whatever becomes of them");
  }

  @Test
  void whoHasNoAddressIsToldSoAndNotStored() throws Exception {
    supabase.email = "";
    Surfer ann = fromProvider("google");
    assertEquals(403, ann.last.statusCode());
    assertTrue(ann.last.body().contains("no e-mail address"), ann.last.body());
    assertEquals(List.of(), people());
    ann.get("/signin/supabase?provider=google");
    String said =
        "error=server_error&error_description=Error+getting+user+email+from+external+provider";
    ann.get("/signin/supabase/callback?" + said);
    assertTrue(ann.last.body().contains("no e-mail address"), ann.last.body());
  }

  private Surfer fromProvider(String provider) throws Exception {
    Surfer surfer = site.surfer();
    surfer.get("/signin/supabase?provider=" + provider);
    surfer.get(surfer.location());
    surfer.get(surfer.location());
    return surfer;
  }

  @Test
  void aSocialSignInComesBackWithThePerson() throws Exception {
    Surfer ann = site.surfer();
    String page = ann.get("/signin?next=%2Fconnect").body();
    assertTrue(page.contains(">Sign in with GitHub<"), page);
    assertFalse(page.contains("Apple"));
    ann.get("/signin/supabase?next=%2Fconnect&provider=google");
    assertEquals(303, ann.last.statusCode());
    assertTrue(ann.location().startsWith(supabase.url() + "/auth/v1/authorize?provider=google&"));
    ann.get(ann.location());
    String back = ann.location();
    assertTrue(back.startsWith(site.url + "/signin/supabase/callback?code="), back);
    assertEquals(403, site.surfer().get(back).statusCode(), "another browser");
    ann.get(URI.create(back).getRawPath() + "?" + URI.create(back).getRawQuery());
    assertEquals("/connect", ann.location(), ann.last.body());
    assertTrue(ann.get("/account").body().contains("Signed in through Supabase"));
    assertEquals(403, ann.get(back).statusCode(), "once only");
  }

  @Test
  void anErrorOfTheProviderAndAnUnknownProviderLeadToAPage() throws Exception {
    Surfer ann = site.surfer();
    assertEquals(404, ann.get("/signin/supabase?provider=evil").statusCode());
    ann = fromProvider("github");
    assertEquals(403, ann.last.statusCode());
    assertTrue(ann.last.body().contains("refused the sign-in"), ann.last.body());
    assertFalse(ann.last.body().contains("denied your access"));
    assertEquals(403, ann.get("/signin/supabase/callback?code=made-up").statusCode());
  }

  @Test
  void whoeverDeletesTheirAccountTypesTheirAddress() throws Exception {
    Surfer ann = withPassword(SupabaseStandIn.PASSWORD);
    ann.get("/account/delete");
    ann.fill("/account/delete", "email", "else@example.com");
    assertEquals(422, ann.last.statusCode());
    ann.fill("/account/delete", "email", "ANN@example.com");
    assertEquals("/?gone=account", ann.location());
    assertEquals(List.of(), people());
  }

  @Test
  void whoeverFindsTheBrowserOpenDeletesNothing() throws Exception {
    Surfer ann = withPassword(SupabaseStandIn.PASSWORD);
    ann.get("/account/delete");
    site.database.execute(
        "update coach_auth.browser_session set created_at = created_at - interval '11 minutes'");
    ann.fill("/account/delete", "email", SupabaseStandIn.EMAIL);
    assertEquals(403, ann.last.statusCode());
    assertEquals(1, people().size());
    String page = ann.get("/account/delete").body();
    assertTrue(page.contains("href=\"/signin?again=yes&amp;next=%2Faccount%2Fdelete\""), page);
    ann.get("/signin?again=yes&next=%2Faccount%2Fdelete");
    ann.fill("/signin", "email", SupabaseStandIn.EMAIL, "password", SupabaseStandIn.PASSWORD);
    assertEquals("/account/delete", ann.location(), ann.last.body());
    assertEquals(
        List.of(),
        site.database.column(
            "select session_hash from coach_auth.browser_session"
                + " where created_at < now() - interval '10 minutes'"),
        "the session before lives on without a browser");
    ann.get(ann.location());
    ann.fill("/account/delete", "email", SupabaseStandIn.EMAIL);
    assertEquals("/?gone=account", ann.location());
    assertEquals(List.of(), people());
  }
}
