package coach.oauth;

import coach.Config;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Another server signs people in; coach says which, and takes its tokens. */
public final class ExternalIssuer {
  private ExternalIssuer() {}

  /** For a server of this public address. */
  public static HttpAuth open(URI base, Config.Issuer issuer, Clock clock) {
    Addresses addresses = new Addresses(base);
    // Supabase refuses a request for scopes that it does not know, so clients must not hear of any.
    List<String> scopes =
        issuer.audience().equals(IssuerTokens.SUPABASE_AUDIENCE) ? List.of() : Scope.ALL;
    return new HttpAuth(
        addresses,
        new IssuerTokens(issuer, new IssuerKeys(issuer.url(), clock), clock),
        scopes,
        AuthorizationServer.resource(addresses, issuer.url(), scopes));
  }
}
