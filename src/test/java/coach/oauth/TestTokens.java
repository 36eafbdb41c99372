package coach.oauth;

import coach.Caller;
import coach.db.ServerStatements;
import coach.oauth.AccessTokens.Grant;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Real tokens of a running server for tests that are about something else. */
public final class TestTokens {
  private final Addresses addresses;
  private final AccessTokens tokens;

  /**
   * @param base the server's public address
   */
  public TestTokens(URI base, ServerStatements statements) {
    addresses = new Addresses(base);
    tokens =
        new AccessTokens(
            addresses, new SigningKeys(statements, Optional.empty()), Clock.systemUTC());
  }

  /** A token to read and write what is this person's. */
  public String of(UUID person) {
    return tokens.issue(
        new Grant(
            person,
            "app",
            UUID.randomUUID(),
            Set.of(Caller.READ, Caller.WRITE),
            addresses.resource()));
  }
}
