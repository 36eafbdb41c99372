package coach.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** A log of {@code training_cases}, played through the tools that a client uses. */
final class TrainingCase {
  final TrainingLog log = TrainingLog.begin();

  /** Settings, measurements and workouts of the file of this name. */
  static TrainingCase of(String name) {
    JsonNode file = read(name);
    TrainingCase played = new TrainingCase();
    if (file.has("settings")) {
      played.call("update_settings", file.get("settings"));
    }
    if (file.has("measure")) {
      Ask.tool(played.log, "log_body_measurement", "measurements", file.get("measure"));
    }
    for (JsonNode session : file.get("log")) {
      ObjectNode workout = session.deepCopy();
      int days = workout.remove("days_ago").intValue();
      workout.put("started_at", played.log.daysAgo(days).toString());
      played.call("log_workout", workout);
    }
    return played;
  }

  String text(String tool, Object... arguments) {
    return Ask.text(log, tool, arguments);
  }

  JsonNode json(String tool, Object... arguments) {
    return Ask.json(log, tool, arguments);
  }

  JsonNode next(String exercise) {
    return json("suggest_next_weight", "exercise", exercise);
  }

  /** "52.5x5" of the answer, its range as "50x10-14", help as "-5x8". */
  static String said(JsonNode next) {
    JsonNode target = next.get("target");
    String top = target.hasNonNull("reps_top") ? "-" + target.get("reps_top").asText() : "";
    String weight =
        next.has("assistance")
            ? "-" + Numbers.plain(next.get("assistance").doubleValue(), 2)
            : next.hasNonNull("weight")
                ? Numbers.plain(next.get("weight").doubleValue(), 2)
                : "none";
    return weight + "x" + target.get("reps").asText() + top;
  }

  /** What comes first, and what the other tracks say. */
  List<String> tracks(String exercise) {
    JsonNode next = next(exercise);
    List<String> all = new java.util.ArrayList<>(List.of(said(next)));
    next.get("other_tracks").forEach(other -> all.add(said(other)));
    return all;
  }

  private void call(String tool, JsonNode arguments) {
    Map<?, ?> map = Json.MAPPER.convertValue(arguments, Map.class);
    Ask.tool(
        log,
        tool,
        map.entrySet().stream()
            .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
            .toArray());
  }

  private static JsonNode read(String name) {
    try (InputStream file =
        TrainingCase.class.getResourceAsStream("/training_cases/" + name + ".json")) {
      return Json.MAPPER.readTree(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
