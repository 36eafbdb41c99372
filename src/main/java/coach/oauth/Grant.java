package coach.oauth;

import java.util.Set;
import java.util.UUID;

/**
 * What someone allowed an app.
 *
 * @param family the tokens that come of it, which end together
 * @param resource the server that the tokens are for (RFC 8707)
 */
record Grant(UUID user, String client, UUID family, Set<String> scopes, String resource) {}
