package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Accounts;
import coach.accounts.Passwords;
import coach.accounts.QuickPasswords;
import coach.accounts.Session;
import coach.accounts.SignIn;
import coach.db.NativeRoad;
import coach.db.ServerStatements;
import coach.testing.LockedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What concerns an account locks it first and waits for nobody else's rows: no two wait in turn.
 */
@Timeout(120)
class LockOrderTest {
  private static final String PASSWORD = "correct horse battery";

  private AuthSite site;
  private Accounts accounts;
  private SignIn signIn;
  private UUID ann;
  private Session session;
  private UUID bob;
  private Connection other;

  @BeforeEach
  void serve() throws SQLException {
    site = new AuthSite();
    Passwords passwords = QuickPasswords.create();
    ServerStatements statements = new ServerStatements(new NativeRoad(site.road));
    accounts = new Accounts(statements, passwords, false);
    signIn = SignIn.own(statements, passwords);
    ann = site.person();
    bob = site.person();
    site.database.execute(
        "insert into coach_auth.account (app_user_id, password_hash) values (?::uuid, ?)",
        ann.toString(),
        passwords.hash(PASSWORD));
    session = site.session(ann);
    other = site.database.server().connect();
    other.setAutoCommit(false);
  }

  @AfterEach
  void stop() throws SQLException {
    other.close();
    site.close();
  }

  /** Somebody else's transaction, which goes on. */
  private void elsewhere(String sql, Object... values) throws SQLException {
    try (Statement statement = other.createStatement()) {
      statement.execute(sql.formatted(values));
    }
  }

  private boolean oneWaits() {
    return site.database
            .column(
                "select 1 from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'")
            .size()
        == 1;
  }

  @Test
  void aSignInHoldsNothingWhileItWaitsForItsAccount() throws Exception {
    elsewhere("select from coach_auth.account where app_user_id = '%s' for update", ann);
    CompletableFuture<SignIn.Outcome> signedIn =
        CompletableFuture.supplyAsync(
            () -> signIn.attempt(session.email(), PASSWORD, "192.0.2.1"),
            task -> new Thread(task).start());
    LockedTable.await(this::oneWaits, "the sign-in waiting");
    elsewhere("delete from coach_auth.attempt");
    elsewhere("delete from coach_auth.browser_session where app_user_id = '%s'", ann);
    other.commit();
    assertInstanceOf(SignIn.Outcome.Done.class, signedIn.join());
  }

  @Test
  void aSignInLeavesSessionsThatSomebodyElseEnds() throws Exception {
    site.session(bob);
    site.database.execute(
        "update coach_auth.browser_session set expires_at = now() - interval '1 day'"
            + " where app_user_id = ?::uuid",
        bob.toString());
    elsewhere("select from coach_auth.browser_session where app_user_id = '%s' for update", bob);
    assertTrue(signIn.trusted(ann, "link", "192.0.2.1").isPresent());
  }

  @Test
  void anAllowanceLeavesCodesThatSomebodyElseEnds() throws Exception {
    String client = site.app(AuthSite.CALLBACK);
    site.code(client, bob);
    site.database.execute("update coach_auth.code set expires_at = now() - interval '2 days'");
    elsewhere("select from coach_auth.code for update");
    AuthorizeRequest request = site.read(site.asking(client));
    String location = site.auth().codes().grant(request, session, request.scopes());
    assertTrue(location.contains("code="), location);
  }

  @Test
  void aDeletionLeavesAttemptsThatSomebodyElseForgets() throws Exception {
    site.database.execute(
        "insert into coach_auth.attempt (key, at) values ('another', now() - interval '3 hours')");
    elsewhere("select from coach_auth.attempt for update");
    CompletableFuture<Boolean> deleted =
        CompletableFuture.supplyAsync(
            () -> accounts.delete(session), task -> new Thread(task).start());
    LockedTable.await(() -> deleted.isDone() || oneWaits(), "the deletion over or waiting");
    assertTrue(deleted.isDone(), "it waits");
    assertTrue(deleted.join());
  }
}
