package coach.oauth;

import coach.accounts.Session;
import coach.accounts.Token;
import coach.db.ServerStatements;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Codes that an app gets when a person allows it, and exchanges within one minute. */
public record AuthorizationCodes(ServerStatements statements) {
  /**
   * Notes what a person allows.
   *
   * @param session in which they do so
   * @param scopes some or all of those asked for
   * @return where to send the browser
   * @throws coach.db.DatabaseException where nothing could be stored
   */
  public String grant(AuthorizeRequest request, Session session, Set<String> scopes) {
    Set<String> allowed = Scope.implied(scopes);
    if (allowed.isEmpty() || !request.scopes().containsAll(allowed)) {
      throw new IllegalArgumentException("only what was asked for can be allowed");
    }
    String code = Token.random();
    Map<String, String> values =
        Map.of(
            "code_hash", Token.hash(code),
            "client_id", request.client().id(),
            "app_user_id", session.account().toString(),
            "session_hash", Token.hash(session.token()),
            "redirect_uri", request.redirectUri().text(),
            "challenge", request.challenge(),
            "scopes", Scope.text(allowed),
            "resource", request.resource());
    boolean added = statements.run("add_code", values).get("added").booleanValue();
    return added
        ? request.allowed(code)
        : request.refused("access_denied", "The app, the account or the sign-in is gone.");
  }

  /** Notes that a person did not allow it; returns where to send the browser. */
  String deny(AuthorizeRequest request, UUID account) {
    statements.run(
        "note_denied",
        Map.of("app_user_id", account.toString(), "client_id", request.client().id()));
    return request.denied();
  }
}
