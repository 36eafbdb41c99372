package coach.tools.sets;

import coach.tools.Json;
import coach.training.Prescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;

/** A plan's line for an exercise, as {@code coach.target_of} answers it. */
public final class Targets {
  private Targets() {}

  /** The line as arithmetic takes it; empty without one, and for one that cannot be meant. */
  public static Optional<Prescription> prescription(JsonNode target) {
    int reps = target == null ? 0 : target.path("reps").asInt(0);
    if (reps < 1 || reps > 1000) {
      return Optional.empty();
    }
    int sets = target.path("sets").asInt(0);
    double limit = target.path("progression_limit").asDouble(1);
    return Optional.of(
        new Prescription(
            reps,
            sets >= 1 && sets <= 100 ? OptionalInt.of(sets) : OptionalInt.empty(),
            limit > 0 && limit <= 1 ? limit : 1));
  }

  /** The line as answers show it. */
  public static Optional<ObjectNode> json(JsonNode target) {
    return prescription(target)
        .map(
            line -> {
              ObjectNode json = Json.MAPPER.createObjectNode();
              json.put("sets", line.sets().isPresent() ? line.sets().getAsInt() : null);
              json.put("reps", line.reps());
              json.put("progression_limit", line.progressionLimit());
              json.set("plan", target.get("plan"));
              json.set("day", target.get("day"));
              return json;
            });
  }

  /** "5x5 of Upper Lower, Upper A". */
  public static String line(JsonNode target) {
    String sets = target.get("sets").isNull() ? "" : target.get("sets").asText() + "x";
    return "%s%d of %s, %s"
        .formatted(
            sets,
            target.get("reps").intValue(),
            target.get("plan").asText("a plan"),
            target.get("day").asText("a day"));
  }
}
