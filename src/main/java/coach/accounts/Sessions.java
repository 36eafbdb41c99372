package coach.accounts;

import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds and ends the browsers that are signed in; {@link SignIn} starts them. */
public record Sessions(ServerStatements statements) {
  /** Whose browser holds this token, unless it has expired, was ended or its account disabled. */
  public Optional<Session> find(String token) {
    JsonNode found = statements.run("find_session", Map.of("session_hash", Token.hash(token)));
    if (!found.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new Session(
            token,
            UUID.fromString(found.get("app_user_id").textValue()),
            found.get("name").textValue(),
            found.get("email").textValue(),
            found.get("has_password").booleanValue(),
            found.get("is_fresh").booleanValue()));
  }

  public void end(Session session) {
    statements.run("end_session", Map.of("session_hash", Token.hash(session.token())));
  }
}
