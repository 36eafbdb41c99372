package coach.oauth;

import coach.Config;
import coach.accounts.Session;
import coach.db.ServerStatements;
import coach.oauth.Metadata.Publication;
import coach.pages.Authorization;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * coach signs people in itself: the authorization server whose addresses stand here in one list.
 * What a person sees comes from {@code pages}, which is given what it needs to ask and to answer.
 */
public final class AuthorizationServer {
  private final Addresses addresses;
  private final ServerStatements statements;
  private final AccessTokens accessTokens;
  private final SigningKeys keys;
  private final DocumentSource documents;

  /**
   * @param base the public address
   * @param secret encrypts signing keys at rest
   * @param documents fetches what apps say of themselves
   */
  public AuthorizationServer(
      URI base,
      ServerStatements statements,
      Optional<Config.Secret> secret,
      DocumentSource documents,
      Clock clock) {
    this.addresses = new Addresses(base);
    this.statements = statements;
    this.keys = new SigningKeys(statements, secret, clock);
    this.accessTokens = new AccessTokens(addresses, keys, clock);
    this.documents = documents;
  }

  /** Reads what an app asks a person for. */
  AuthorizeRequests requests() {
    return new AuthorizeRequests(addresses, statements, documents);
  }

  /** Notes what a person allows. */
  AuthorizationCodes codes() {
    return new AuthorizationCodes(statements);
  }

  /** What the consent page asks and answers through. */
  public Authorization authorization() {
    return new Consents(requests(), codes());
  }

  /** Everything that is served, with these pages by address. */
  public HttpAuth open(Map<String, HttpServlet> pages) {
    Map<String, HttpServlet> routes =
        new LinkedHashMap<>(resource(addresses, addresses.issuer(), Scope.ALL));
    routes.put("/.well-known/oauth-authorization-server", serverMetadata());
    // The same document: RFC 8414 section 5 lets older clients find it here.
    routes.put("/.well-known/openid-configuration", serverMetadata());
    routes.put(Metadata.KEYS, new Publication(host -> keys.published()));
    routes.put(Metadata.REGISTER, new Registration(statements));
    routes.put(Metadata.TOKEN, new TokenEndpoint(addresses, statements, accessTokens));
    routes.put(Metadata.REVOKE, new Revocation(statements, accessTokens));
    routes.putAll(pages);
    return new HttpAuth(addresses, accessTokens, Scope.ALL, routes);
  }

  private Publication serverMetadata() {
    return new Publication(host -> Metadata.server(addresses));
  }

  /** The two places where clients look for what this server is. */
  static Map<String, HttpServlet> resource(
      Addresses addresses, String issuer, List<String> scopes) {
    Function<String, ObjectNode> metadata =
        host -> Metadata.resource(addresses, issuer, scopes, host);
    return Map.of(
        Addresses.RESOURCE_METADATA,
        new Publication(metadata),
        Addresses.RESOURCE_METADATA + Addresses.PATH,
        new Publication(metadata));
  }

  /** What the consent page asks and answers through. */
  private record Consents(AuthorizeRequests requests, AuthorizationCodes codes)
      implements Authorization {
    @Override
    public AuthorizationOutcome read(Map<String, String> parameters, String address) {
      try {
        AuthorizeRequest request = requests.read(parameters, address);
        Client client = request.client();
        return new AuthorizationOutcome.Request(
            client.id(),
            client.name(),
            client.isDocument() ? URI.create(client.id()).getHost() : null,
            request.redirectUri(),
            request.scopes());
      } catch (AuthorizeRefusal refused) {
        return refused.redirect().isPresent()
            ? refused.redirect().get()
            : new AuthorizationOutcome.Wrong(
                refused.status(), refused.getMessage(), refused.retrySeconds());
      }
    }

    @Override
    public String allow(
        Map<String, String> parameters, String address, Session session, Set<String> scopes) {
      return codes.grant(requests.read(parameters, address), session, scopes);
    }

    @Override
    public String deny(Map<String, String> parameters, String address, UUID account) {
      return codes.deny(requests.read(parameters, address), account);
    }
  }
}
