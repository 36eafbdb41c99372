package coach.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The exercise that a statement resolved, or the candidates as an error to choose from. */
record Exercises(String id, String name) {
  /** The parameter of every tool that is about one exercise. */
  static Param param() {
    return Param.text("exercise", "Name as typed, or id.", 200).such("bench press");
  }

  /**
   * @param data what the statement answered: {@code exercise} or {@code candidates}
   * @param asked the name as the caller sent it
   * @throws ToolError naming the candidates
   */
  static Exercises found(JsonNode data, String asked) {
    JsonNode exercise = data.path("exercise");
    if (exercise.isObject()) {
      return new Exercises(exercise.get("id").textValue(), exercise.get("name").textValue());
    }
    throw unclear("exercise", asked, data.path("candidates"));
  }

  /**
   * @param field the argument that named the exercise
   * @param candidates what it could be, best first, perhaps none
   */
  static ToolError unclear(String field, String asked, JsonNode candidates) {
    List<String> names = new ArrayList<>();
    for (JsonNode candidate : candidates) {
      names.add(
          "%s (%s)".formatted(candidate.get("name").textValue(), candidate.get("id").textValue()));
    }
    return new ToolError(
        names.isEmpty()
            ? "%s is \"%s\", which is not in the catalogue. Find its name with search_exercises."
                .formatted(field, asked)
            : "%s is \"%s\", which could be several. Send one of these names or ids: %s."
                .formatted(field, asked, String.join("; ", names)));
  }

  /** The exercise as answers name it. */
  com.fasterxml.jackson.databind.node.ObjectNode json() {
    return Json.MAPPER.createObjectNode().put("id", id).put("name", name);
  }
}
