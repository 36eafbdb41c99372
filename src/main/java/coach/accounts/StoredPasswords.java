package coach.accounts;

import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Passwords that coach keeps itself. */
record StoredPasswords(ServerStatements statements, Passwords passwords) implements Verifier {
  /** The same work for an account, for one without a password and for none at all. */
  @Override
  public Optional<Proof> verify(String email, String password, JsonNode known) {
    String stored = known.path("password_hash").textValue();
    boolean right = passwords.matches(password, stored);
    if (!right || known.path("disabled").booleanValue()) {
      return Optional.empty();
    }
    UUID account = UUID.fromString(known.get("app_user_id").textValue());
    String kept = passwords.isOutdated(stored) ? rehashed(account, password, stored) : stored;
    return Optional.of(new Proof(account, kept));
  }

  /** What is stored from now on; the old one where another request was faster. */
  private String rehashed(UUID account, String password, String stored) {
    String hash = passwords.hash(password);
    Map<String, String> values =
        Map.of("app_user_id", account.toString(), "old_hash", stored, "password_hash", hash);
    return statements.run("rehash_password", values).get("changed").booleanValue() ? hash : stored;
  }
}
