package coach.oauth;

import coach.accounts.Token;
import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Lets apps give back what they hold (RFC 7009). A token of either kind ends all that came of the
 * same consent, and one that is not good is gone already, which is no error.
 */
final class Revocation extends Endpoint {
  private static final long serialVersionUID = 1L;

  private final transient ServerStatements statements;
  private final transient AccessTokens accessTokens;

  Revocation(ServerStatements statements, AccessTokens accessTokens) {
    super("POST");
    this.statements = statements;
    this.accessTokens = accessTokens;
  }

  @Override
  ObjectNode answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Parameters form = Parameters.posted(request);
    String token = form.need("token");
    Map<String, String> values = new HashMap<>();
    values.put("client_id", form.clientId(request, response));
    values.put("token_hash", Token.hash(token));
    values.put("family", family(token));
    if (!statements.run("revoke_tokens", values).get("client").booleanValue()) {
      throw OAuthError.invalidClient("No app is registered under this client_id.");
    }
    return null;
  }

  /** Of an access token; null for anything else. */
  private String family(String token) {
    try {
      return accessTokens
          .verify(token)
          .connection()
          .flatMap(connection -> connection.family())
          .map(UUID::toString)
          .orElse(null);
    } catch (OAuthError notAnAccessToken) {
      return null;
    }
  }
}
