package coach.pages;

import coach.accounts.Session;
import coach.accounts.Token;
import java.util.Optional;

/**
 * One request to a page.
 *
 * @param target path and query as the browser asked for them
 * @param query what stands in the address
 * @param form what was posted
 * @param session whose browser it is
 * @param formKey the secret of this browser that its forms are bound to
 * @param address of the browser
 * @param away the value of the cookie that came along from a sign-in elsewhere
 */
record Visit(
    String target,
    Form query,
    Form form,
    Optional<Session> session,
    String formKey,
    String address,
    Optional<String> away) {
  /** The name of the hidden field that proves that a form came from a page of ours. */
  static final String PROOF = "proof";

  /** The hidden field for a form of this browser. */
  Html proof() {
    return Html.of(
        "<input type=\"hidden\" name=\"{}\" value=\"{}\">", PROOF, Token.derive(formKey, PROOF));
  }

  /** Whether the posted form came from a page that this browser was given. */
  boolean isProved() {
    return Token.same(form.get(PROOF), Token.derive(formKey, PROOF));
  }
}
