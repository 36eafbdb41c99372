package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InvitationPageTest {
  private static final String[] NEW = {"password", PagesSite.PASSWORD, "again", PagesSite.PASSWORD};

  private static Surfer accept(PagesSite site, String path, String... fields) throws Exception {
    Surfer surfer = site.surfer();
    assertEquals(200, surfer.get(path).statusCode());
    String[] all = new String[fields.length + NEW.length];
    System.arraycopy(fields, 0, all, 0, fields.length);
    System.arraycopy(NEW, 0, all, fields.length, NEW.length);
    surfer.fill("/invite", all);
    return surfer;
  }

  @Test
  void theFirstAccountTakesOverWhatTheLocalLifterHas() throws Exception {
    try (PagesSite site = new PagesSite()) {
      String local = site.database.account("Lifter").user().toString();
      site.database.execute(
          "insert into coach.setting (name, value) values ('local_lifter', ?)", local);
      String token = site.accounts.renewFirstLink().orElseThrow();
      Surfer ann = accept(site, "/first?token=" + token, "name", "Ann", "email", "Ann@example.com");
      assertEquals("/connect", ann.location(), ann.last.body());
      assertTrue(ann.get("/account").body().contains("Ann@example.com"));
      assertEquals(
          List.of(local),
          site.database.column(
              "select app_user_id from public.app_user where name = 'Ann'"
                  + " and email = 'Ann@example.com'"));
      assertEquals(410, site.surfer().get("/first?token=" + token).statusCode());
      assertEquals(Optional.empty(), site.accounts.renewFirstLink());
    }
  }

  @Test
  void onAnotherPostgresTheFirstAccountIsAPersonOfItsOwnOrTheOneWithTheEmail() throws Exception {
    try (PagesSite site = new PagesSite()) {
      String there = site.database.account("Someone").user().toString();
      String token = site.accounts.renewFirstLink().orElseThrow();
      Surfer someone =
          accept(site, "/first?token=" + token, "name", "So", "email", there + "@EXAMPLE.com");
      assertEquals("/connect", someone.location(), someone.last.body());
      assertEquals(
          List.of(there), site.database.column("select app_user_id from coach_auth.account"));
    }
  }

  @Test
  void everyInstancesFirstLinkWorksUntilOneIsUsed() throws Exception {
    try (PagesSite site = new PagesSite()) {
      String old = site.accounts.renewFirstLink().orElseThrow();
      String young = site.accounts.renewFirstLink().orElseThrow();
      assertEquals(200, site.surfer().get("/first?token=" + old).statusCode());
      assertEquals(200, site.surfer().get("/first?token=" + young).statusCode());
      accept(site, "/first?token=" + old, "name", "Ann", "email", "ann@example.com");
      assertEquals(410, site.surfer().get("/first?token=" + young).statusCode());
    }
  }

  @Test
  void firstLinksEndAfterADayAndOfManyTheNewestStay() throws Exception {
    try (PagesSite site = new PagesSite()) {
      String oldest = site.accounts.renewFirstLink().orElseThrow();
      for (int restart = 0; restart < 9; restart++) {
        site.accounts.renewFirstLink();
      }
      assertEquals(200, site.surfer().get("/first?token=" + oldest).statusCode());
      String newest = site.accounts.renewFirstLink().orElseThrow();
      assertEquals(410, site.surfer().get("/first?token=" + oldest).statusCode());
      site.database.execute("update coach_auth.invitation set expires_at = now()");
      assertEquals(410, site.surfer().get("/first?token=" + newest).statusCode());
    }
  }

  @Test
  void anEmailOfSomebodyElseIsNotTakenOver() throws Exception {
    try (PagesSite site = new PagesSite()) {
      String local = site.database.account("Lifter").user().toString();
      site.database.execute(
          "insert into coach.setting (name, value) values ('local_lifter', ?)", local);
      String other = site.database.account("Other").user().toString();
      String token = site.accounts.renewFirstLink().orElseThrow();
      Surfer ann =
          accept(site, "/first?token=" + token, "name", "A", "email", other + "@example.com");
      assertEquals(422, ann.last.statusCode());
      assertTrue(ann.last.body().contains("Another account in this database"));
      assertEquals(List.of(), site.database.column("select app_user_id from coach_auth.account"));
    }
  }

  @Test
  void anInvitationWorksOnceForItsAddressOnly() throws Exception {
    try (PagesSite site = new PagesSite()) {
      String token = site.accounts.invite("ben@example.com").orElseThrow();
      Surfer ben = accept(site, "/invite?token=" + token, "name", "<b>Ben</b>", "email", "x@y");
      assertEquals("/connect", ben.location(), ben.last.body());
      String page = ben.get("/account").body();
      assertTrue(page.contains("ben@example.com") && page.contains("&lt;b&gt;Ben"), page);
      assertFalse(page.contains("<b>Ben"));
      assertEquals(410, site.surfer().get("/invite?token=" + token).statusCode());
      assertEquals(Optional.empty(), site.accounts.invite("BEN@example.com"));
      assertEquals(410, site.surfer().get("/invite?token=").statusCode());
      assertEquals(410, site.surfer().get("/invite?token=" + UUID.randomUUID()).statusCode());
    }
  }

  @Test
  void aBadPasswordIsRefusedWithItsReasonAndTheLinkStaysGood() throws Exception {
    try (PagesSite site = new PagesSite()) {
      String token = site.accounts.invite("ben@example.com").orElseThrow();
      Surfer ben = site.surfer();
      ben.get("/invite?token=" + token);
      ben.fill("/invite", "name", "", "password", "password123", "again", "password12");
      assertEquals(422, ben.last.statusCode());
      String page = ben.last.body();
      assertTrue(page.contains("one of the most common ones"), page);
      assertTrue(page.contains("The two passwords differ."), page);
      assertTrue(page.contains("<a href=\"#name\">Enter a name of 1 to 100 characters.</a>"));
      assertTrue(page.contains("<title>Error: Create your account"), page);
      assertFalse(page.contains("password123"), "a password is never sent back");
      ben.fill("/invite", "name", "Ben", "password", "five plates!", "again", "five plates!");
      assertEquals("/connect", ben.location());
    }
  }

  @Test
  void aResetEndsWhatWasBegunWithTheOldPassword() throws Exception {
    try (PagesSite site = new PagesSite()) {
      site.account("ann@example.com");
      Surfer old = site.signedIn("ann@example.com");
      String token = site.accounts.reset("ann@example.com").orElseThrow();
      Surfer reset = site.surfer();
      reset.get("/invite?token=" + token);
      reset.fill("/invite", "password", "seven plates!", "again", "seven plates!");
      assertEquals("/connect", reset.location(), reset.last.body());
      assertEquals(200, reset.get("/account").statusCode());
      assertEquals("/signin?next=%2Faccount", redirected(old));
      Surfer wrong = site.surfer();
      wrong.get("/signin");
      wrong.fill("/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD);
      assertEquals(422, wrong.last.statusCode());
      assertEquals(Optional.empty(), site.accounts.reset("nobody@example.com"));
    }
  }

  private static String redirected(Surfer surfer) throws Exception {
    surfer.get("/account");
    return surfer.location();
  }

  @Test
  void whereThePeopleAreSupabasesCoachMakesNoAccounts() throws Exception {
    try (PagesSite site = new PagesSite()) {
      String token = site.accounts.invite("ben@example.com").orElseThrow();
      site.account("ann@example.com");
      site.database.execute("insert into auth.users (email) values ('x@example.com')");
      assertEquals(410, site.surfer().get("/invite?token=" + token).statusCode());
      Surfer ann = site.surfer();
      assertEquals(503, ann.get("/signin").statusCode());
      assertTrue(ann.last.body().contains("SUPABASE_URL"), ann.last.body());
    }
  }
}
