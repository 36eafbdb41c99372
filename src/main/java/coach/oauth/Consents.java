package coach.oauth;

import coach.accounts.Session;
import coach.pages.Authorization;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the consent page asks and answers through. */
record Consents(AuthorizeRequests requests, AuthorizationCodes codes) implements Authorization {
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
