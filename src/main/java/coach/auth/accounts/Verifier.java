package coach.auth.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/** Decides whether a password is the account's; answered with the account's id where it is. */
interface Verifier {
  /**
   * @param known the row of {@code begin_sign_in}
   */
  Optional<UUID> verify(String email, String password, JsonNode known);
}
