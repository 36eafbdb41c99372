package coach.pages;

import coach.accounts.Accounts;
import coach.accounts.SignIn;
import java.util.Optional;

/** E-mail and password, or a sign-in that Supabase offers. */
record SignInPage(Site site, Accounts accounts, SignIn signIn, Optional<SupabasePages> supabase)
    implements Page.WithForm {
  /** Says nothing about whether there is such an account. */
  private static final String REFUSED = "E-mail and password do not match.";

  private static final int LONGEST = 1_000;

  @Override
  public PageResponse show(Visit visit) {
    // Who must prove anew that they are there comes with a session.
    if (visit.session().isPresent() && !visit.query().get("again").equals("yes")) {
      return PageResponse.see(Next.safe(visit.query().get("next")));
    }
    return form(200, visit, visit.query(), new Fields());
  }

  @Override
  public PageResponse submit(Visit visit) {
    Form form = visit.form();
    String email = form.get("email").strip();
    String password = form.get("password");
    Fields fields = new Fields();
    if (email.isEmpty()) {
      fields.fault("email", "Enter your e-mail address.");
    }
    if (password.isEmpty()) {
      fields.fault("password", "Enter your password.");
    }
    if (!fields.areFine() || accounts.kind() == Accounts.Kind.SUPABASE_UNKNOWN) {
      return form(422, visit, form, fields);
    }
    if (email.length() > LONGEST || password.length() > LONGEST) {
      fields.fault("email", REFUSED);
      return form(422, visit, form, fields);
    }
    SignIn.Outcome outcome = signIn.attempt(email, password, visit.address());
    if (outcome instanceof SignIn.Outcome.Done done) {
      return signedIn(site, visit, done.token(), Next.safe(form.get("next")));
    }
    if (outcome instanceof SignIn.Outcome.TooMany wait) {
      return Failures.tooMany(wait.seconds());
    }
    fields.fault("email", REFUSED);
    return form(422, visit, form, fields);
  }

  /**
   * Hands the browser its token and sends it on; the one of its forms before has served, and a
   * session whose token is lost must not live on.
   */
  static PageResponse signedIn(Site site, Visit visit, String token, String next) {
    visit.session().ifPresent(site.sessions()::end);
    return PageResponse.see(next)
        .cookie(site.cookies().set(Cookies.SESSION, token, 30L * 24 * 60 * 60))
        .cookie(site.cookies().clear(Cookies.FORMS));
  }

  private PageResponse form(int status, Visit visit, Form values, Fields fields) {
    Accounts.Kind kind = accounts.kind();
    if (kind == Accounts.Kind.SUPABASE_UNKNOWN) {
      return notYet();
    }
    String next = Next.safe(values.get("next"));
    Html main =
        Html.of(
            """
            <div class="narrow">
            <h1>Sign in</h1>
            {}{}{}{}<p class="soft">{}</p>
            </div>
            """,
            Html.when(
                next.startsWith("/authorize"),
                Html.of(
                    "<p>An app asks for access to your training data. Sign in to see which one.</p>")),
            fields.summary(),
            card(visit, next, values.get("email"), fields),
            supabase.map(pages -> pages.links(next)).orElse(Html.NONE),
            kind == Accounts.Kind.OWN
                ? Html.of(
                    "No account, or forgot your password? Ask the operator of this server for a link: <code>bin/coach user invite EMAIL</code> or <code>bin/coach user reset EMAIL</code> prints it.")
                : "You sign in with the same account as in the workout app.");
    return PageResponse.page(status, Layout.page(fields.title("Sign in"), main));
  }

  private static PageResponse notYet() {
    return Failures.page(
        503,
        "Sign-in is not set up yet.",
        "This database has Supabase accounts. The operator must set SUPABASE_URL and SUPABASE_ANON_KEY.");
  }

  private static Html card(Visit visit, String next, String email, Fields fields) {
    return Html.of(
        """
        <form method="post" action="/signin" class="card">
        {}<input type="hidden" name="next" value="{}">
        {}{}<button>Sign in</button>
        </form>
        """,
        visit.proof(),
        next,
        fields.input("email", "E-mail", "email", email, "username", ""),
        fields.input("password", "Password", "password", "", "current-password", ""));
  }
}
