package coach.pages;

import coach.accounts.Accounts;
import coach.accounts.Session;
import coach.accounts.SignIn;

/** Changes the signed-in user's password. */
record PasswordPage(Accounts accounts, SignIn signIn) implements SignedInPage.WithForm {
  @Override
  public PageResponse show(Visit visit, Session session) {
    return session.hasPassword() ? form(200, visit, session, new Fields()) : elsewhere();
  }

  private static PageResponse elsewhere() {
    return Failures.page(
        404, "coach does not keep your password.", "Change it where you sign in, in Supabase.");
  }

  @Override
  public PageResponse submit(Visit visit, Session session) {
    if (!session.hasPassword()) {
      return elsewhere();
    }
    Form form = visit.form();
    Fields fields = new Fields();
    fields.checkNewPassword(form, session.email());
    if (fields.areFine()) {
      SignIn.Outcome outcome = signIn.prove(session, form.get("current"), visit.address());
      if (outcome instanceof SignIn.Outcome.TooMany wait) {
        return Failures.tooMany(wait.seconds());
      }
      if (outcome instanceof SignIn.Outcome.Proved proved) {
        return changed(session, form, proved.hash());
      }
      fields.fault("current", "This is not your current password.");
    }
    return form(422, visit, session, fields);
  }

  /** A user signed out meanwhile, by a new password, has proved nothing. */
  private PageResponse changed(Session session, Form form, String proven) {
    boolean apps = form.get("apps").equals("yes");
    return accounts.changePassword(session, proven, form.get("password"), apps)
        ? PageResponse.see("/account?done=password")
        : PageResponse.see(Next.afterSignIn("/account"));
  }

  private static PageResponse form(int status, Visit visit, Session session, Fields fields) {
    Html main =
        Html.of(
            """
            <div class="narrow">
            <h1>Change your password</h1>
            <p>All other browsers are signed out.</p>
            {}<form method="post" action="/account/password" class="card">
            {}<input type="hidden" name="username" value="{}" autocomplete="username">
            {}{}<label class="check"><input type="checkbox" name="apps" value="yes">
            Disconnect all apps too. Do this if another person may know the old password.</label>
            <p class="actions"><button>Change the password</button>
            <a class="button second" href="/account">Leave it</a></p>
            </form>
            </div>
            """,
            fields.summary(),
            visit.proof(),
            session.email(),
            fields.input("current", "Current password", "password", "", "current-password", ""),
            fields.newPassword());
    return PageResponse.page(
        status, Layout.page(fields.title("Change your password"), visit, session, main));
  }
}
