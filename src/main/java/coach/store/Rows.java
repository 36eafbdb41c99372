package coach.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Small pieces of the rows that are sent to the database as JSON. */
public final class Rows {
  private Rows() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An interval as PostgreSQL reads it, or null. */
  public static String interval(Duration duration) {
    return duration == null ? null : duration.toSeconds() + " seconds";
  }

  /** The object, or null where it holds nothing. */
  static ObjectNode orNull(ObjectNode object) {
    return object.isEmpty() ? null : object;
  }
}
