package coach.pages;

import coach.accounts.PasswordRule;

/** The two fields in which a new password is chosen, twice, because what is typed is hidden. */
final class NewPassword {
  private static final String HINT =
      "At least %d characters. A few words in a row are easy to remember."
          .formatted(PasswordRule.SHORTEST);

  private NewPassword() {}

  static Html inputs(Fields fields) {
    return Html.all(
        fields.input("password", "New password", "password", "", "new-password", HINT),
        fields.input("again", "Repeat the password", "password", "", "new-password", ""));
  }

  /** Notes what is wrong with what was typed. */
  static void check(Form form, String email, Fields fields) {
    PasswordRule.fault(form.get("password"), email)
        .ifPresent(sentence -> fields.fault("password", sentence));
    if (!form.get("password").equals(form.get("again"))) {
      fields.fault("again", "The two passwords differ. Type the same one twice.");
    }
  }
}
