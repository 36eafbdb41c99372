package coach.oauth;

import coach.Config;
import coach.accounts.SupabaseAuth;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Another server signs people in; coach says which, and takes its tokens. */
public final class ExternalIssuer {
  private ExternalIssuer() {}

  /**
   * For a server of this public address.
   *
   * @param meeting makes the account of a person of Supabase's where there is none yet
   */
  public static HttpAuth open(
      URI base, Config.Issuer issuer, Consumer<SupabaseAuth.Person> meeting, Clock clock) {
    Addresses addresses = new Addresses(base);
    // Supabase refuses a request for scopes that it does not know, so clients must not hear of any.
    List<String> scopes = issuer.isSupabase() ? List.of() : Scope.ALL;
    return new HttpAuth(
        addresses,
        new IssuerTokens(issuer, new IssuerKeys(issuer, clock), meeting, clock),
        scopes,
        AuthorizationServer.resource(addresses, issuer.url(), scopes));
  }

  /**
   * How many keys it publishes that coach can check tokens by, always at least one.
   *
   * @throws IOException which says what is wrong with its discovery document or its keys
   */
  public static int keys(Config.Issuer issuer) throws IOException {
    int keys = new IssuerKeys(issuer, Clock.systemUTC()).load().size();
    if (keys == 0) {
      throw new IOException(IssuerKeys.NO_KEYS);
    }
    return keys;
  }
}
