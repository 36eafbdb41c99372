package coach.auth;

import coach.Config;
import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * coach signs people in itself: the authorization server whose addresses stand here in one list.
 * What a person sees comes from {@code pages}, which is given what it needs to ask and to answer.
 */
public final class BuiltinDoor {
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
  public BuiltinDoor(
      URI base,
      ServerStatements statements,
      Optional<Config.Secret> secret,
      DocumentSource documents,
      Clock clock) {
    this.addresses = new Addresses(base);
    this.statements = statements;
    this.keys = new SigningKeys(statements, secret);
    this.accessTokens = new AccessTokens(addresses, keys, clock);
    this.documents = documents;
  }

  /** Reads what an app asks a person for. */
  public AuthorizeRequests requests() {
    return new AuthorizeRequests(addresses, statements, documents);
  }

  /** Notes what a person allows. */
  public AuthorizationCodes codes() {
    return new AuthorizationCodes(statements);
  }

  /**
   * @param pages what people see, by address
   */
  public FrontDoor open(Map<String, HttpServlet> pages) {
    Map<String, HttpServlet> routes = new LinkedHashMap<>(resource(addresses, addresses.issuer()));
    Publication server = new Publication(host -> Metadata.server(addresses));
    routes.put("/.well-known/oauth-authorization-server", server);
    routes.put(
        "/.well-known/openid-configuration", new Publication(host -> Metadata.server(addresses)));
    routes.put(Metadata.KEYS, new Publication(host -> keys.published()));
    routes.put(Metadata.REGISTER, new Registration(statements));
    routes.put(Metadata.TOKEN, new TokenEndpoint(addresses, statements, accessTokens));
    routes.put(Metadata.REVOKE, new Revocation(statements, accessTokens));
    routes.putAll(pages);
    return new FrontDoor(addresses, accessTokens, routes);
  }

  /** The two places where clients look for what this server is. */
  static Map<String, HttpServlet> resource(Addresses addresses, String issuer) {
    Function<String, ObjectNode> metadata = host -> Metadata.resource(addresses, issuer, host);
    return Map.of(
        Addresses.RESOURCE_METADATA,
        new Publication(metadata),
        Addresses.RESOURCE_METADATA + Addresses.PATH,
        new Publication(metadata));
  }
}
