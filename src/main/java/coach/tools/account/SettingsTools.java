package coach.tools.account;

import coach.db.Answer;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.Write;
import coach.tools.exercises.ExerciseTools;
import coach.tools.lifter.Settings;
import coach.tools.workouts.WorkoutArguments;
import coach.training.Landmark;
import coach.training.MuscleGroup;
import coach.training.OneRepMax;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Changing how coach reads, counts and answers; the stored shape is told in {@link Settings}. */
public final class SettingsTools {
  private static final List<String> SETS = List.of("mv", "mev", "mav_low", "mav_high", "mrv");
  private static final int MOST_GYMS = 5;
  private static final int MOST_PLATES = 15;

  private SettingsTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "update_settings",
            "Update settings",
            "Changes the lifter's settings; what is not sent stays. Landmarks join those that are"
                + " there by muscle, gyms by name; pain_flags replaces the whole list; reset takes"
                + " a setting back to its default.",
            Effect.WRITE,
            Write.params(
                Param.choice("unit", "", WorkoutArguments.UNITS),
                Param.text("time_zone", "IANA name.", 60).example("Europe/Berlin"),
                Param.choice("one_rm_formula", "", formulas()),
                Param.choice("max_history_days", "", List.of("30", "90", "180", "365")),
                Param.flag("include_notes", "Notes may appear in answers."),
                Param.flag("rate_limit_notify", ""),
                Param.choice("landmark_counting", "", List.of("direct", "fractional")),
                Param.list(
                    "landmarks",
                    "Own weekly hard sets.",
                    MuscleGroup.values().length,
                    Param.object("landmark", "", landmark())),
                Param.list("gyms", "", MOST_GYMS, Param.object("gym", "", gym())),
                Param.list("remove_gyms", "", MOST_GYMS, Param.text("name", "", 60)),
                Param.text("gym", "Where the lifter trains now.", 60),
                Param.list("pain_flags", "", 20, Param.text("name", "Muscle or exercise.", 200)),
                Param.list(
                    "reset",
                    "",
                    Settings.NAMES.size(),
                    Param.choice("setting", "", Settings.NAMES))),
            Output.of(
                Write.OUTPUT + ", settings object, changed array, unit string, time_zone string"),
            SettingsTools::update));
  }

  private static List<String> formulas() {
    return Arrays.stream(OneRepMax.values())
        .map(formula -> formula.label().toLowerCase(java.util.Locale.ROOT).replace("'", ""))
        .toList();
  }

  private static List<Param> landmark() {
    List<Param> fields = new ArrayList<>();
    fields.add(
        Param.choice(
                "muscle", "", Arrays.stream(MuscleGroup.values()).map(MuscleGroup::label).toList())
            .required());
    SETS.forEach(name -> fields.add(Param.integer(name, "", 0, 100).required()));
    return fields;
  }

  private static List<Param> gym() {
    return List.of(
        Param.text("name", "", 60).required().example("Home"),
        Param.choice("unit", "Of bar and plates.", WorkoutArguments.UNITS),
        Param.number("bar", "", 0, 100),
        Param.list(
            "plates",
            "",
            MOST_PLATES,
            Param.object(
                "plate",
                "",
                List.of(
                    Param.number("weight", "", 0.1, 100).required(),
                    Param.integer("count", "Single plates; default any number.", 1, 100)))),
        Param.list(
            "equipment",
            "",
            ExerciseTools.EQUIPMENT.size(),
            Param.choice("kind", "", ExerciseTools.EQUIPMENT)));
  }

  private static ToolAnswer update(ToolCall call) {
    ObjectNode set = Write.body(call);
    ObjectNode body = Json.MAPPER.createObjectNode();
    moveList(set, body, "reset");
    moveList(set, body, "remove_gyms");
    if (set.hasNonNull("time_zone")) {
      set.put("time_zone", zone(set.get("time_zone").textValue()));
    }
    if (set.hasNonNull("max_history_days")) {
      set.put("max_history_days", Integer.parseInt(set.get("max_history_days").textValue()));
    }
    if (set.hasNonNull("landmarks")) {
      set.set("landmarks", landmarks(set.get("landmarks")));
    }
    withoutNulls(set);
    if (set.isEmpty() && body.isEmpty()) {
      throw new ToolError(
          "No setting was sent. Send at least one of %s."
              .formatted(String.join(", ", Settings.NAMES)));
    }
    body.set("set", set);
    return answer(Write.run(call, body));
  }

  private static void moveList(ObjectNode from, ObjectNode to, String name) {
    JsonNode list = from.remove(name);
    if (list.isArray() && !list.isEmpty()) {
      to.set(name, list);
    }
  }

  private static void withoutNulls(ObjectNode object) {
    List<String> empty = new ArrayList<>();
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                empty.add(field.getKey());
              }
            });
    object.remove(empty);
    for (JsonNode gym : object.path("gyms")) {
      withoutNulls((ObjectNode) gym);
      gym.path("plates").forEach(plate -> withoutNulls((ObjectNode) plate));
    }
  }

  /** An area and a place as IANA spells them: the database takes only those. */
  private static String zone(String name) {
    if (name.equalsIgnoreCase("utc") || name.equalsIgnoreCase("gmt")) {
      return "Etc/UTC";
    }
    return ZoneId.getAvailableZoneIds().stream()
        .filter(known -> known.equalsIgnoreCase(name) && known.contains("/"))
        .findFirst()
        .orElseThrow(
            () ->
                new ToolError(
                    "time_zone is \"%s\". Send an IANA name such as Europe/Berlin or America/New_York."
                        .formatted(name)));
  }

  private static ObjectNode landmarks(JsonNode sent) {
    ObjectNode landmarks = Json.MAPPER.createObjectNode();
    for (JsonNode one : sent) {
      ObjectNode sets = one.deepCopy();
      String muscle = sets.remove("muscle").textValue();
      try {
        new Landmark(
            sets.get("mv").intValue(),
            sets.get("mev").intValue(),
            sets.get("mav_low").intValue(),
            sets.get("mav_high").intValue(),
            sets.get("mrv").intValue());
      } catch (IllegalArgumentException notRising) {
        throw new ToolError(
            "landmarks of %s do not rise. Send mv <= mev <= mav_low <= mav_high <= mrv."
                .formatted(muscle));
      }
      landmarks.set(muscle, sets);
    }
    return landmarks;
  }

  private static ToolAnswer answer(Answer answer) {
    JsonNode data = answer.data();
    ObjectNode json = Json.MAPPER.createObjectNode();
    JsonNode after = data.get("after");
    // The call's own context is of the moment before the change.
    json.put("unit", after.path("unit").asText("").equals("lb") ? "lb" : "kg");
    json.put("time_zone", after.path("time_zone").asText("UTC"));
    Write.describe(json, data);
    json.set("settings", Settings.known(after));
    List<String> lines = changes(data.get("before"), after, json.putArray("changed"));
    Text text = new Text();
    text.line(
        "%s%s",
        Write.taken(data),
        lines.isEmpty()
            ? "Nothing changed: it was so already."
            : Write.isPreview(data)
                ? "Preview, nothing is stored yet:"
                : "Changed. undo_last_change takes it back.");
    lines.forEach(line -> text.line("%s", line));
    return new ToolAnswer(json, text.toString());
  }

  /**
   * What is not as it was, a line for each.
   *
   * @param changed gets their names
   */
  private static List<String> changes(JsonNode all, JsonNode after, ArrayNode changed) {
    TreeSet<String> names = new TreeSet<>();
    all.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      JsonNode before = all.path(name);
      if (!before.equals(after.path(name))) {
        changed.add(name);
        lines.add("- %s: %s -> %s".formatted(name, shown(before), shown(after.path(name))));
      }
    }
    return lines;
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "default";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
