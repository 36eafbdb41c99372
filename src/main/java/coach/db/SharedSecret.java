package coach.db;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A secret that all instances on one database share: the operator's, else one that the first
 * instance to need it stores there. It is fetched at its first use, so that nothing waits for the
 * database before.
 */
public final class SharedSecret implements Supplier<byte[]> {
  private static final int BYTES = 32;

  private final ServerStatements statements;
  private volatile byte[] known;

  /**
   * @param configured the operator's own, which then never meets the database
   */
  public SharedSecret(ServerStatements statements, Optional<String> configured) {
    this.statements = statements;
    known = configured.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
  }

  /** Throws {@link DatabaseException} where the database is needed and does not answer. */
  @Override
  public byte[] get() {
    byte[] secret = known;
    if (secret == null) {
      secret = Base64.getDecoder().decode(stored());
      known = secret;
    }
    return secret;
  }

  private String stored() {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    String offered = Base64.getEncoder().encodeToString(fresh);
    return statements.run("request_state_key", Map.of("fresh", offered)).get("secret").textValue();
  }
}
