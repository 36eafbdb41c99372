package coach.pages;

import coach.accounts.Accounts;
import coach.accounts.Accounts.EmailTaken;
import coach.accounts.Accounts.Invitation;
import coach.accounts.Accounts.Purpose;
import coach.accounts.SignIn;
import java.util.Optional;
import java.util.UUID;

/** Where one-time links lead: the first account, an invited one, a forgotten password. */
record InvitationPage(Site site, Accounts accounts, SignIn signIn) implements Page.WithForm {
  private static final int LONGEST_NAME = 100;

  @Override
  public PageResponse show(Visit visit) {
    return find(visit.query())
        .map(invitation -> form(200, visit, visit.query(), invitation, new Fields()))
        .orElseGet(InvitationPage::tooLate);
  }

  private Optional<Invitation> find(Form form) {
    // Where people sign in elsewhere, links of before lead nowhere.
    return accounts.kind() == Accounts.Kind.OWN
        ? accounts.invitation(form.get("token"))
        : Optional.empty();
  }

  private static PageResponse tooLate() {
    return Failures.page(
        410,
        "This link no longer works.",
        "It was used, replaced by a newer one, or has expired. Ask the operator of this server for another link.");
  }

  @Override
  public PageResponse submit(Visit visit) {
    Optional<Invitation> found = find(visit.form());
    if (found.isEmpty()) {
      return tooLate();
    }
    Invitation invitation = found.get();
    Form form = visit.form();
    Fields fields = new Fields();
    check(form, invitation, fields);
    if (fields.areFine()) {
      try {
        return accept(form, invitation)
            .flatMap(account -> signIn.trusted(account, "link", visit.address()))
            .map(token -> SignInPage.signedIn(site, visit, token, "/connect"))
            .orElseGet(InvitationPage::tooLate);
      } catch (EmailTaken taken) {
        fields.fault(
            "email", "Another account in this database has this e-mail address. Use another one.");
      }
    }
    return form(422, visit, form, invitation, fields);
  }

  private Optional<UUID> accept(Form form, Invitation invitation) throws EmailTaken {
    String token = form.get("token");
    String name = form.get("name").strip();
    String password = form.get("password");
    return switch (invitation.purpose()) {
      case FIRST -> accounts.acceptFirst(token, name, form.get("email").strip(), password);
      case INVITE -> accounts.acceptInvitation(token, name, password);
      case RESET -> accounts.acceptReset(token, password);
    };
  }

  private static void check(Form form, Invitation invitation, Fields fields) {
    String email = invitation.email();
    if (invitation.purpose() != Purpose.RESET) {
      String name = form.get("name").strip();
      if (name.isEmpty() || name.length() > LONGEST_NAME) {
        fields.fault("name", "Enter a name of 1 to %d characters.".formatted(LONGEST_NAME));
      }
    }
    if (email == null) {
      email = form.get("email").strip();
      if (!Accounts.isEmail(email)) {
        fields.fault("email", "Enter an e-mail address, such as name@example.com.");
      }
    }
    fields.checkNewPassword(form, email);
  }

  private PageResponse form(
      int status, Visit visit, Form values, Invitation invitation, Fields fields) {
    boolean reset = invitation.purpose() == Purpose.RESET;
    String title = title(invitation);
    String name = values.text("name").orElse(invitation.name() == null ? "" : invitation.name());
    Html main =
        Html.of(
            """
            <div class="narrow">
            <h1>{}</h1>
            {}{}<form method="post" action="/invite" class="card">
            {}<input type="hidden" name="token" value="{}">
            {}{}{}<button>{}</button>
            </form>
            </div>
            """,
            title,
            introduction(invitation),
            fields.summary(),
            visit.proof(),
            values.get("token"),
            Html.when(
                !reset,
                fields.input("name", "Your name", "text", name, "name", "Assistants see it too.")),
            email(values, invitation, fields),
            fields.newPassword(),
            reset ? "Set the password" : "Create the account");
    return PageResponse.page(status, Layout.page(fields.title(title), main));
  }

  private static String title(Invitation invitation) {
    return switch (invitation.purpose()) {
      case FIRST -> "Create the first account";
      case INVITE -> "Create your account";
      case RESET -> "Choose a new password";
    };
  }

  private static Html introduction(Invitation invitation) {
    return switch (invitation.purpose()) {
      case FIRST ->
          Html.of(
              "<p>Everything that is in this coach already becomes this account's: nothing is lost, and nothing has to be imported again. Where there is only the demo, assistants are shown that until you log or import a workout.</p>");
      case INVITE -> Html.of("<p>You were invited to keep your training log here.</p>");
      case RESET ->
          Html.of(
              "<p>Every browser and every app that is signed in now will have to sign in again.</p>");
    };
  }

  /** An invitation is for one address; it stands in the form so that browsers remember it. */
  private static Html email(Form values, Invitation invitation, Fields fields) {
    if (invitation.email() == null) {
      String hint = "You sign in with it. coach sends no mail.";
      return fields.input("email", "E-mail", "email", values.get("email"), "username", hint);
    }
    return Html.of(
        "<div class=\"field\"><label for=\"known\">E-mail</label><input id=\"known\" type=\"email\""
            + " value=\"{}\" autocomplete=\"username\" readonly></div>",
        invitation.email());
  }
}
