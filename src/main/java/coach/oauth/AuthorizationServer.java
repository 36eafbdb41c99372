package coach.oauth;

import coach.Config;
import coach.db.ServerStatements;
import coach.pages.Authorization;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * @param pages what people see, by address
   */
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
}
