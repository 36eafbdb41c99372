package coach.store;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids that follow from what a row is, so that storing the same thing twice stores it once; the
 * lifter's id is part of each, so that two lifters never collide.
 */
public final class OwnIds {
  private final UUID user;

  public OwnIds(UUID user) {
    this.user = user;
  }

  /** The id of the row of this kind that these words identify. */
  public UUID of(String kind, Object... words) {
    StringBuilder name = new StringBuilder("coach:").append(user).append(':').append(kind);
    for (Object word : words) {
      name.append('\u0000').append(word);
    }
    return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8));
  }
}
