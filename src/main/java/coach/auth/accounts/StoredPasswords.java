package coach.auth.accounts;

import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Passwords that coach keeps itself. */
final class StoredPasswords implements Verifier {
  private final ServerStatements statements;
  private final Passwords passwords;

  StoredPasswords(ServerStatements statements, Passwords passwords) {
    this.statements = statements;
    this.passwords = passwords;
  }

  /** The same work for an account, for one without a password and for none at all. */
  @Override
  public Optional<UUID> verify(String email, String password, JsonNode known) {
    String stored = known.path("password_hash").textValue();
    boolean right = passwords.matches(password, stored);
    if (!right || known.path("disabled").booleanValue()) {
      return Optional.empty();
    }
    UUID account = UUID.fromString(known.get("app_user_id").textValue());
    if (passwords.isOutdated(stored)) {
      statements.run(
          "rehash_password",
          Map.of(
              "app_user_id", account.toString(),
              "old_hash", stored,
              "password_hash", passwords.hash(password)));
    }
    return Optional.of(account);
  }
}
