package coach.tools;

import coach.Shown;
import coach.tools.ExerciseChoice.UnclearExercise;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The exercise that a statement resolved; {@code typed} is what was sent where only similar. */
public record Exercises(String id, String name, String typed) {
  /** The parameter of every tool that is about one exercise. */
  public static Param param() {
    return Param.text("exercise", "Name as the lifter says it, or id.", 200).example("bench press");
  }

  /** Of {@code exercise}; throws {@link ToolError} with {@code candidates} instead. */
  public static Exercises found(JsonNode data, String asked) {
    return found(data, "exercise", asked);
  }

  /** The same for an argument of another name. */
  public static Exercises found(JsonNode data, String field, String asked) {
    JsonNode exercise = data.path("exercise");
    if (exercise.isObject()) {
      return new Exercises(
          exercise.get("id").textValue(),
          exercise.get("name").textValue(),
          exercise.path("similar").booleanValue() ? asked : null);
    }
    ObjectNode name = Json.object().put("field", field).put("asked", asked);
    throw unclear(List.of(name.set("candidates", data.path("candidates"))));
  }

  /**
   * Everything that is wrong with the names of a call, at once.
   *
   * @param problems each with field, asked and candidates: what it could be, best first
   * @return a choice, unless a name has no candidates
   */
  static ToolError unclear(Iterable<JsonNode> problems) {
    List<UnclearExercise.Name> names = new ArrayList<>();
    problems.forEach(problem -> names.add(name(problem)));
    List<UnclearExercise.Name> unknown =
        names.stream().filter(name -> name.candidates().isEmpty()).toList();
    // What cannot be chosen comes first: it needs another call in any case.
    List<UnclearExercise.Name> ordered = new ArrayList<>(unknown);
    names.stream().filter(name -> !name.candidates().isEmpty()).forEach(ordered::add);
    String sentences =
        ordered.stream().map(Exercises::sentence).distinct().collect(Collectors.joining(" "));
    return unknown.isEmpty() ? new UnclearExercise(sentences, names) : new ToolError(sentences);
  }

  private static UnclearExercise.Name name(JsonNode problem) {
    List<Question.Option> options = new ArrayList<>();
    for (JsonNode candidate : problem.path("candidates")) {
      String id = candidate.get("id").textValue();
      options.add(new Question.Option(id, candidate.get("name").textValue()));
    }
    return new UnclearExercise.Name(
        problem.get("field").textValue(), problem.get("asked").textValue(), options);
  }

  private static String sentence(UnclearExercise.Name name) {
    if (name.candidates().isEmpty()) {
      return "%s is \"%s\", which is not in the catalogue. Find its name with search_exercises."
          .formatted(name.field(), name.asked());
    }
    String candidates =
        name.candidates().stream()
            .map(
                candidate ->
                    "%s (%s)".formatted(Named.exercise(candidate.title()), candidate.value()))
            .collect(Collectors.joining("; "));
    String wanted =
        name.candidates().size() == 1
            ? "which is not in the catalogue. If this is what is meant, send its name or id: %s."
            : "which could be several. Send one of these names or ids: %s.";
    return ("%s is \"%s\", " + wanted).formatted(name.field(), name.asked(), candidates);
  }

  /** The exercise as the first line of an answer names it. */
  public String title() {
    String known = Named.exercise(name);
    return typed == null ? known : "%s, taken for %s".formatted(Shown.quoted(typed, 200), known);
  }

  /** The exercise as answers name it. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("id", id).put("name", name);
    return typed == null ? json : json.put("typed", typed);
  }
}
