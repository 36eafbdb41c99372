package coach.tools.exercises;

import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Text;
import coach.training.Pain;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lifts that a painful joint bears better; no list of muscles says so, for all of them load it. */
final class Sparing {
  private Sparing() {}

  /**
   * @param data what search_exercises read
   * @param replaced the exercise to replace, or null
   */
  static List<String> of(JsonNode data, Exercises replaced) {
    if (replaced == null) {
      return List.of();
    }
    List<String> primary = Json.texts(data.path("primary"));
    List<String> flags = flags(data);
    List<String> back = List.of("lower back");
    List<String> kinds = Json.texts(data.at("/restricted/equipment"));
    return Pain.sparing(
        Pain.concerning(flags, replaced.name(), primary, back),
        replaced.name(),
        data.path("category").textValue(),
        primary,
        kind -> kinds.isEmpty() || kind.equals("body only") || kinds.contains(kind));
  }

  static List<String> flags(JsonNode data) {
    return Json.texts(data.at("/restricted/pain_flags"));
  }

  /** The flags that an exercise of the answer loads, too. */
  static List<String> loads(JsonNode exercise, List<String> flags) {
    return Pain.concerning(
        flags,
        exercise.get("name").textValue(),
        Json.texts(exercise.path("primary_muscles")),
        Json.texts(exercise.path("secondary_muscles")));
  }

  static ObjectNode json(Exercises replaced, List<String> easier) {
    ObjectNode json = replaced.json();
    json.set("easier", Json.array(easier));
    return json;
  }

  /** The exercise with a sentence on why it is an alternative. */
  static ObjectNode why(ObjectNode exercise, List<String> flags) {
    List<String> loads = loads(exercise, flags);
    return exercise.put(
        "why",
        "also %s %s for %s, with %s%s"
            .formatted(
                exercise.path("mechanic").asText("an exercise"),
                exercise.path("force").asText(""),
                Json.join(exercise.get("primary_muscles")),
                exercise.path("equipment").asText("other equipment"),
                loads.isEmpty() ? "" : "; loads what hurts: " + String.join(", ", loads)));
  }

  /** What the search left out; a flag that its exercises load all the same is no such thing. */
  static String leftOut(JsonNode restricted, Set<String> loaded) {
    List<String> reasons = new ArrayList<>();
    if (restricted.path("equipment").isArray()) {
      reasons.add("equipment other than " + Json.join(restricted.get("equipment")));
    }
    List<String> spared = new ArrayList<>(Json.texts(restricted.path("pain_flags")));
    spared.removeAll(loaded);
    if (!spared.isEmpty()) {
      reasons.add("what hurts: " + String.join(", ", spared));
    }
    return reasons.isEmpty() ? null : String.join("; ", reasons);
  }

  static void write(Text text, String leftOut, Set<String> loaded, List<String> easier) {
    text.lineIf(leftOut != null, "Left out: %s.", leftOut);
    text.lineIf(!loaded.isEmpty(), "Still loaded by some of these: %s.", String.join(", ", loaded));
    text.lineIf(!easier.isEmpty(), "Easier on what hurts: %s.", String.join(", ", easier));
  }
}
