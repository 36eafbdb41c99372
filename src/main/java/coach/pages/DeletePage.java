package coach.pages;

import coach.accounts.Accounts;
import coach.accounts.Session;
import coach.accounts.SignIn;
import coach.db.DatabaseException;
import java.util.Map;

/** Deletes the signed-in user's account with all its data. */
record DeletePage(Site site, Accounts accounts, SignIn signIn) implements SignedInPage.WithForm {
  @Override
  public PageResponse show(Visit visit, Session session) {
    return mustSignInAgain(session)
        ? again(200, visit, session)
        : form(200, visit, session, new Fields());
  }

  @Override
  public PageResponse submit(Visit visit, Session session) {
    if (mustSignInAgain(session)) {
      return again(403, visit, session);
    }
    Fields fields = new Fields();
    if (session.hasPassword()) {
      SignIn.Outcome outcome = signIn.prove(session, visit.form().get("current"), visit.address());
      if (outcome instanceof SignIn.Outcome.TooMany wait) {
        return Failures.tooMany(wait.seconds());
      }
      if (!(outcome instanceof SignIn.Outcome.Proved)) {
        fields.fault("current", "This is not your password.");
      }
    } else if (!visit.form().get("email").strip().equalsIgnoreCase(session.email())) {
      fields.fault("email", "Type " + session.email() + " to confirm.");
    }
    if (!fields.areFine()) {
      return form(422, visit, session, fields);
    }
    return deleted(session);
  }

  private PageResponse deleted(Session session) {
    try {
      return accounts.delete(session)
          ? site.gone("/?gone=account")
          : PageResponse.see(Next.afterSignIn("/account/delete"));
    } catch (DatabaseException failed) {
      if (failed.kind() != DatabaseException.Kind.UNAVAILABLE) {
        throw failed;
      }
      return uncertain();
    }
  }

  /** Where the connection breaks off, the database may still end what it was told to do. */
  private static PageResponse uncertain() {
    return Failures.page(
            503,
            "Your account may or may not be gone.",
            "The database did not answer in time. Check in a minute whether your account still opens: if it does, nothing was deleted, and you can try again.")
        .with("Retry-After", "60");
  }

  /** An e-mail address is no secret, so any user of a signed-in browser could type it. */
  private static boolean mustSignInAgain(Session session) {
    return !session.hasPassword() && !session.isFresh();
  }

  private static PageResponse again(int status, Visit visit, Session session) {
    String target = "/signin?" + Next.query(Map.of("again", "yes", "next", "/account/delete"));
    Html main =
        Html.of(
            """
            <div class="narrow">
            <h1>Delete your account and data</h1>
            <p>To protect your account, sign in again first, and come back within
            ten minutes.</p>
            <p class="actions"><a class="button" href="{}">Sign in again</a>
            <a class="button second" href="/account">Keep it</a></p>
            </div>
            """,
            target);
    return PageResponse.page(status, Layout.page("Delete your account", visit, session, main));
  }

  private static PageResponse form(int status, Visit visit, Session session, Fields fields) {
    Html main =
        Html.of(
            """
            <div class="narrow">
            <h1>Delete your account and data</h1>
            <div class="warning"><p>Your workouts, plans, measurements, exercises, settings and connected
            apps are deleted at once. This cannot be undone.</p>{}</div>
            <p>You may want to keep a copy: <a href="/account/export.json">download everything</a>. Any
            coach takes it in again.</p>
            {}<form method="post" action="/account/delete" class="card">
            {}<input type="hidden" name="username" value="{}" autocomplete="username">
            {}<p class="actions"><button class="bad">Delete everything</button>
            <a class="button second" href="/account">Keep it</a></p>
            </form>
            </div>
            """,
            elsewhere(session),
            fields.summary(),
            visit.proof(),
            session.email(),
            confirmation(session, fields));
    return PageResponse.page(
        status, Layout.page(fields.title("Delete your account"), visit, session, main));
  }

  private static Html elsewhere(Session session) {
    return Html.when(
        !session.hasPassword(),
        Html.of("<p>Your Supabase account stays; the operator of that project can delete it.</p>"));
  }

  private static Html confirmation(Session session, Fields fields) {
    return session.hasPassword()
        ? fields.input("current", "Your password", "password", "", "current-password", "")
        : fields.input(
            "email", "Type your e-mail address to confirm", "text", "", "off", session.email());
  }
}
