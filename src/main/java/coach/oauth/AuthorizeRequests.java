package coach.oauth;

import coach.db.ServerStatements;
import coach.net.RedirectUri;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what an app asks for when it sends a person here (RFC 6749 section 4.1.1). */
public final class AuthorizeRequests {
  private static final int LONGEST_STATE = 2_000;

  /**
   * Of the whole query as it is sent. It stands encoded once more in the address of the sign-in
   * page, and that must fit into what a server takes.
   */
  private static final int LONGEST_QUERY = 5_900;

  private final Addresses addresses;
  private final Clients clients;

  public AuthorizeRequests(
      Addresses addresses, ServerStatements statements, DocumentSource documents) {
    this.addresses = addresses;
    this.clients = new Clients(statements, new ClientDocuments(documents));
  }

  /**
   * The request that these parameters make; the same again when the person has answered.
   *
   * @param values of the address or the form, each name once
   * @param address of the browser
   * @throws AuthorizeRefusal for the person or the app
   * @throws coach.db.DatabaseException where the database cannot answer now
   */
  public AuthorizeRequest read(Map<String, String> values, String address) {
    if (length(values) > LONGEST_QUERY) {
      throw AuthorizeRefusal.page(
          OAuthError.invalidRequest(
              "The app's request is longer than %d characters.".formatted(LONGEST_QUERY)));
    }
    Parameters parameters = new Parameters(values);
    Client client;
    RedirectUri redirectUri;
    try {
      client = clients.find(parameters.need("client_id"), address);
      redirectUri = redirectUri(parameters.need("redirect_uri"), client);
    } catch (OAuthError unproved) {
      throw AuthorizeRefusal.page(unproved);
    }
    Optional<String> state = parameters.get("state");
    AuthorizeRequest bare =
        new AuthorizeRequest(
            client, redirectUri, "", Set.of(), addresses.resource(), state, addresses.issuer());
    try {
      return checked(parameters, bare);
    } catch (OAuthError wrong) {
      throw AuthorizeRefusal.redirect(
          redirectUri, bare.refused(wrong.code(), wrong.getMessage()), wrong);
    }
  }

  private static RedirectUri redirectUri(String wanted, Client client) {
    try {
      RedirectUri uri = RedirectUri.parse(wanted);
      if (uri.isOneOf(client.redirectUris())) {
        return uri;
      }
    } catch (IllegalArgumentException unfit) {
      // Nobody can register such an address, so that the answer is the same.
    }
    throw OAuthError.invalidRequest(
        "The app asked for a redirect address that it has not registered.");
  }

  private static int length(Map<String, String> values) {
    int length = 0;
    for (Map.Entry<String, String> value : values.entrySet()) {
      length += value.getKey().length() + 2;
      length += URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8).length();
    }
    return length;
  }

  private AuthorizeRequest checked(Parameters parameters, AuthorizeRequest bare) {
    if (!parameters.need("response_type").equals("code")) {
      throw OAuthError.badRequest(
          "unsupported_response_type", "response_type is not code, which is all coach does.");
    }
    if (!parameters.get("response_mode").orElse("query").equals("query")) {
      throw OAuthError.invalidRequest("response_mode is not query, which is all coach does.");
    }
    if (bare.state().orElse("").length() > LONGEST_STATE) {
      throw OAuthError.invalidRequest(
          "state is longer than %d characters. Send less.".formatted(LONGEST_STATE));
    }
    return new AuthorizeRequest(
        bare.client(),
        bare.redirectUri(),
        challenge(parameters),
        scopes(parameters),
        resource(parameters),
        bare.state(),
        bare.issuer());
  }

  /** Only with S256: a plain challenge gives the secret away (RFC 9700 section 2.1.1). */
  private static String challenge(Parameters parameters) {
    String challenge = parameters.need("code_challenge");
    if (!parameters.get("code_challenge_method").orElse("plain").equals("S256")) {
      throw OAuthError.invalidRequest("code_challenge_method is not S256. Send S256.");
    }
    if (!challenge.matches("[A-Za-z0-9_-]{43}")) {
      throw OAuthError.invalidRequest(
          "code_challenge is no SHA-256 in base64url without padding. Send one.");
    }
    return challenge;
  }

  /** What is known of what is asked for; everything where nothing of ours is. */
  private static Set<String> scopes(Parameters parameters) {
    Set<String> known = Scope.known(parameters.get("scope").orElse(""));
    return known.isEmpty() ? new TreeSet<>(Scope.ALL) : known;
  }

  private String resource(Parameters parameters) {
    Optional<String> asked = parameters.get("resource");
    if (asked.isEmpty()) {
      return addresses.resource();
    }
    return addresses
        .meant(asked.get())
        .orElseThrow(
            () ->
                OAuthError.badRequest(
                    "invalid_target",
                    "resource is another server. Send %s.".formatted(addresses.resource())));
  }
}
