package coach.tools.sets;

import coach.tools.Json;
import coach.training.Gap;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A stretch without training as answers show it. */
public final class Gaps {
  private Gaps() {}

  public static ObjectNode json(Gap gap) {
    return Json.object()
        .put("since", gap.from().toString())
        .put("to", gap.to().toString())
        .put("days", gap.days())
        .put("open", gap.open());
  }

  public static String line(Gap gap) {
    return "%s to %s (%d days%s)"
        .formatted(gap.from(), gap.to(), gap.days(), gap.open() ? ", still open" : "");
  }
}
