package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Accounts;
import coach.accounts.Passwords;
import coach.accounts.QuickPasswords;
import coach.accounts.Session;
import coach.accounts.SignIn;
import coach.db.NativeRoad;
import coach.db.ServerStatements;
import coach.testing.HeldCommit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who knows the old password keeps nothing of what they do while the owner sets a new one. */
@Timeout(120)
class ResetRaceTest {
  private static final String OLD = "the old password";
  private static final String NEW = "the owner's new password";

  private static AuthSite site;
  private static Passwords passwords;
  private static Accounts accounts;
  private static SignIn signIn;
  private UUID ann;
  private String proven;
  private Session session;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
    passwords = QuickPasswords.create();
    ServerStatements statements = new ServerStatements(new NativeRoad(site.road));
    accounts = new Accounts(statements, passwords, false);
    signIn = SignIn.own(statements, passwords);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void begin() {
    ann = site.person();
    proven = passwords.hash(OLD);
    site.database.execute(
        "insert into coach_auth.account (app_user_id, password_hash) values (?::uuid, ?)",
        ann.toString(),
        proven);
    session = site.session(ann);
  }

  /** What comes of the work that begins when the reset has done its own and is about to commit. */
  private <T> T whileReset(Supplier<T> work) throws Exception {
    String link = accounts.reset(session.email()).orElseThrow();
    try (HeldCommit held = new HeldCommit(site.database.server(), "password_reset")) {
      CompletableFuture<Object> reset = begun(() -> accounts.acceptReset(link, NEW));
      held.awaitWaiting(1);
      CompletableFuture<T> meanwhile = begun(work);
      held.awaitWaiting(2);
      held.release();
      reset.join();
      return meanwhile.join();
    }
  }

  private static <T> CompletableFuture<T> begun(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  private List<String> ofAnn(String sql) {
    return site.database.column(sql + " where app_user_id = ?::uuid", ann.toString());
  }

  private void onlyTheNewPasswordHolds() {
    List<String> stored = ofAnn("select password_hash from coach_auth.account");
    assertTrue(passwords.matches(NEW, stored.get(0)));
    assertEquals(List.of(), ofAnn("select session_hash from coach_auth.browser_session"));
  }

  @Test
  void aSignInWithTheOldPasswordIsRefused() throws Exception {
    SignIn.Outcome outcome = whileReset(() -> signIn.attempt(session.email(), OLD, "192.0.2.1"));
    assertEquals(new SignIn.Outcome.Refused(), outcome);
    onlyTheNewPasswordHolds();
  }

  @Test
  void aPasswordChosenWithTheOldOneIsNotTaken() throws Exception {
    assertFalse(
        whileReset(() -> accounts.changePassword(session, proven, "the guest's own", false)));
    onlyTheNewPasswordHolds();
  }

  @Test
  void theAccountIsNotDeleted() throws Exception {
    assertFalse(whileReset(() -> accounts.delete(session)));
    assertEquals(1, ofAnn("select name from public.app_user").size());
    onlyTheNewPasswordHolds();
  }

  @Test
  void whatIsAllowedToAnAppBecomesNoCode() throws Exception {
    AuthorizeRequest request = site.read(site.asking(site.app(AuthSite.CALLBACK)));
    String location =
        whileReset(() -> site.auth().codes().grant(request, session, request.scopes()));
    assertTrue(location.contains("error=access_denied"), location);
    assertEquals(List.of(), ofAnn("select code_hash from coach_auth.code"));
    onlyTheNewPasswordHolds();
  }

  @Test
  void anOldPasswordProvenBeforeAnotherChangeChangesNothing() {
    assertTrue(accounts.changePassword(session, proven, NEW, false));
    assertFalse(accounts.changePassword(session, proven, "the guest's own", false));
  }
}
