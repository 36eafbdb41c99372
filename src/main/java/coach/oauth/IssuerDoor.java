package coach.oauth;

import coach.Config;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Another server signs people in; coach says which, and takes its tokens. */
public final class IssuerDoor {
  private IssuerDoor() {}

  /**
   * @param base the public address
   */
  public static FrontDoor open(URI base, Config.Issuer issuer, Clock clock) {
    Addresses addresses = new Addresses(base);
    // Supabase refuses a request for scopes that it does not know, so clients must not hear of any.
    List<String> scopes =
        issuer.audience().equals(IssuerTokens.SUPABASE_AUDIENCE) ? List.of() : Scope.ALL;
    return new FrontDoor(
        addresses,
        new IssuerTokens(issuer, new IssuerKeys(issuer.url(), clock), clock),
        scopes,
        BuiltinDoor.resource(addresses, issuer.url(), scopes));
  }
}
