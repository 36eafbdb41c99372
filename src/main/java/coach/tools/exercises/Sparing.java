package coach.tools.exercises;

import coach.tools.Exercises;
import coach.tools.Json;
import coach.training.Pain;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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
    List<String> flags = Json.texts(data.at("/restricted/pain_flags"));
    List<String> back = List.of("lower back");
    return Pain.sparing(
        Pain.concerning(flags, replaced.name(), primary, back), replaced.name(), primary);
  }

  static ObjectNode json(Exercises replaced, List<String> easier) {
    ObjectNode json = replaced.json();
    json.set("easier", Json.array(easier));
    return json;
  }
}
