package coach.oauth;

import coach.accounts.Token;
import coach.db.ServerStatements;
import coach.oauth.AccessTokens.Grant;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** Exchanges codes and refresh tokens for tokens (RFC 6749 sections 4.1.3 and 6). */
final class TokenEndpoint extends Endpoint {
  private static final long serialVersionUID = 1L;

  /** RFC 7636 section 4.1. */
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private final transient Addresses addresses;
  private final transient ServerStatements statements;
  private final transient AccessTokens accessTokens;

  TokenEndpoint(Addresses addresses, ServerStatements statements, AccessTokens accessTokens) {
    super("POST");
    this.addresses = addresses;
    this.statements = statements;
    this.accessTokens = accessTokens;
  }

  @Override
  ObjectNode answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Parameters form = Parameters.posted(request);
    String type = form.need("grant_type");
    if (!type.equals("authorization_code") && !type.equals("refresh_token")) {
      throw OAuthError.badRequest(
          "unsupported_grant_type",
          "grant_type is neither authorization_code nor refresh_token. Send one of them.");
    }
    Map<String, String> values = new HashMap<>();
    values.put("client_id", form.clientId(request, response));
    values.put("resource", resource(form));
    String refresh = Token.random();
    values.put("refresh_hash", Token.hash(refresh));
    // Before the code is used up: without a signing key it would be lost.
    accessTokens.prepare();
    boolean refreshing = type.equals("refresh_token");
    // Less than was granted, where a refresh asks for less (RFC 6749 section 6).
    Set<String> asked = refreshing ? Scope.known(form.get("scope").orElse("")) : Set.of();
    JsonNode result = refreshing ? refresh(form, values, asked) : exchange(form, values);
    response.setHeader("Pragma", "no-cache");
    return tokens(result.get("grant"), asked, refresh);
  }

  private JsonNode exchange(Parameters form, Map<String, String> values) {
    String verifier = form.need("code_verifier");
    if (!VERIFIER.matcher(verifier).matches()) {
      throw invalidGrant("code_verifier is not made of 43 to 128 letters, digits and -._~ signs.");
    }
    values.put("code_hash", Token.hash(form.need("code")));
    // RFC 7636 section 4.6: what was announced is the verifier's hash.
    values.put("challenge", Token.hash(verifier));
    values.put("redirect_uri", form.get("redirect_uri").orElse(null));
    return good(statements.run("exchange_code", values), "code");
  }

  private JsonNode refresh(Parameters form, Map<String, String> values, Set<String> asked) {
    values.put("token_hash", Token.hash(form.need("refresh_token")));
    values.put("scopes", asked.isEmpty() ? null : Scope.text(asked));
    return good(statements.run("rotate_refresh", values), "refresh token");
  }

  private String resource(Parameters form) {
    return form.get("resource")
        .map(asked -> addresses.meant(asked).orElseThrow(TokenEndpoint::otherResource))
        .orElse(null);
  }

  private static OAuthError otherResource() {
    return OAuthError.badRequest(
        "invalid_target", "resource is not the server that access was granted to. Send that one.");
  }

  /** The result, unless something is wrong, which is told in as few words as a client needs. */
  private static JsonNode good(JsonNode result, String what) {
    if (!result.get("client").booleanValue()) {
      // Not invalid_grant: on this code clients register again (RFC 6749 section 5.2).
      throw OAuthError.invalidClient(
          "No app is registered under this client_id. Register it again.");
    }
    return switch (result.get("verdict").textValue()) {
      case "good" -> result;
      case "resource" -> throw otherResource();
      case "often" -> throw often(result.get("wait").intValue());
      case "scope" ->
          throw OAuthError.badRequest(
              "invalid_scope", "scope asks for more than was granted. Send less or none.");
      default -> throw invalidGrant("The %s is invalid or expired.".formatted(what));
    };
  }

  private static OAuthError often(int seconds) {
    int minutes = (seconds + 59) / 60;
    return OAuthError.tooMany(
        "This sign-in was given 60 tokens within an hour. Each is good for an hour: keep it, and refresh again in %d %s."
            .formatted(minutes, minutes == 1 ? "minute" : "minutes"),
        seconds);
  }

  private static OAuthError invalidGrant(String fault) {
    return OAuthError.badRequest("invalid_grant", fault + " Sign in again.");
  }

  private ObjectNode tokens(JsonNode granted, Set<String> asked, String refresh) {
    Set<String> scopes = new TreeSet<>();
    granted.get("scopes").forEach(scope -> scopes.add(scope.textValue()));
    Grant grant =
        new Grant(
            UUID.fromString(granted.get("app_user_id").textValue()),
            granted.get("client_id").textValue(),
            UUID.fromString(granted.get("family").textValue()),
            asked.isEmpty() ? scopes : asked,
            granted.get("resource").textValue());
    return JSON.createObjectNode()
        .put("access_token", accessTokens.issue(grant))
        .put("token_type", "Bearer")
        .put("expires_in", AccessTokens.LIFETIME.toSeconds())
        .put("refresh_token", refresh)
        .put("scope", Scope.text(grant.scopes()));
  }
}
