package coach.store;

import coach.Caller;
import coach.db.Database;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * Ids that follow from what a row is, so that storing the same thing twice stores it once; the
 * lifter's seed is part of each, so that no other lifter can compute them and take them first.
 */
public final class OwnIds {
  private final UUID seed;

  public OwnIds(UUID seed) {
    this.seed = seed;
  }

  /** Reads the lifter's seed, which is made at the first time. */
  public static OwnIds of(Database database, Caller caller) {
    String seed = database.run(caller, "own_seed", Map.of()).data().get("seed").textValue();
    return new OwnIds(UUID.fromString(seed));
  }

  /** The id of the row of this kind that these words identify. */
  public UUID of(String kind, Object... words) {
    StringBuilder name = new StringBuilder("coach:").append(seed).append(':').append(kind);
    for (Object word : words) {
      name.append('\u0000').append(word);
    }
    return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8));
  }
}
