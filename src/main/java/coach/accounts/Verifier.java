package coach.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/** Decides whether a password is the account's; answered with whose it is where it is right. */
interface Verifier {
  /**
   * Whose password it is.
   *
   * @param passwordHash that it fits, as it is stored; null where coach does not keep it
   */
  record Proof(UUID account, String passwordHash) {}

  /**
   * @param known the row of {@code begin_sign_in}
   */
  Optional<Proof> verify(String email, String password, JsonNode known);
}
