package coach.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The exercise that a statement resolved, or the candidates as an error to choose from. */
public record Exercises(String id, String name) {
  /** The parameter of every tool that is about one exercise. */
  public static Param param() {
    return Param.text("exercise", "Name as typed, or id.", 200).example("bench press");
  }

  /**
   * @param data what the statement answered: {@code exercise} or {@code candidates}
   * @param asked the name as the caller sent it
   * @throws ToolError naming the candidates
   */
  public static Exercises found(JsonNode data, String asked) {
    return found(data, "exercise", asked);
  }

  /** The same for an argument of another name. */
  public static Exercises found(JsonNode data, String field, String asked) {
    JsonNode exercise = data.path("exercise");
    if (exercise.isObject()) {
      return new Exercises(exercise.get("id").textValue(), exercise.get("name").textValue());
    }
    throw unclear(field, asked, data.path("candidates"));
  }

  /**
   * @param field the argument that named the exercise
   * @param candidates what it could be, best first, perhaps none
   */
  public static ToolError unclear(String field, String asked, JsonNode candidates) {
    if (candidates.isEmpty()) {
      return new ToolError(
          "%s is \"%s\", which is not in the catalogue. Find its name with search_exercises."
              .formatted(field, asked));
    }
    return unclear(List.of(name(field, asked, candidates)));
  }

  /** At least one name; the sentence is about the first. */
  public static UnclearExercise unclear(List<UnclearExercise.Name> names) {
    UnclearExercise.Name first = names.get(0);
    String candidates =
        first.candidates().stream()
            .map(candidate -> "%s (%s)".formatted(candidate.title(), candidate.value()))
            .collect(Collectors.joining("; "));
    return new UnclearExercise(
        "%s is \"%s\", which could be several. Send one of these names or ids: %s."
            .formatted(first.field(), first.asked(), candidates),
        names);
  }

  public static UnclearExercise.Name name(String field, String asked, JsonNode candidates) {
    List<Question.Option> options = new ArrayList<>();
    for (JsonNode candidate : candidates) {
      String id = candidate.get("id").textValue();
      options.add(new Question.Option(id, candidate.get("name").textValue()));
    }
    return new UnclearExercise.Name(field, asked, options);
  }

  /** The exercise as answers name it. */
  public ObjectNode json() {
    return Json.MAPPER.createObjectNode().put("id", id).put("name", name);
  }
}
