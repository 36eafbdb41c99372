package coach.tools.account;

import coach.Shown;
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
import coach.tools.lifter.Settings;
import coach.tools.workouts.WorkoutArguments;
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
  private static final int MOST_GYMS = 5;
  private static final int MOST_SHOWN = 500;

  private SettingsTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "update_settings",
            "Update settings",
            "Changes settings: unit, zone, gyms, pain, goals, what to remember; those not sent"
                + " stay. Landmarks are merged by muscle, gyms by name; reset restores defaults.",
            Effect.WRITE,
            Write.params(
                Param.choice("unit", "Unit of weights.", WorkoutArguments.UNITS),
                Param.text("time_zone", "IANA name of the time zone.", 60).example("Europe/Berlin"),
                Param.choice("one_rm_formula", "Formula of estimated one-rep maxima.", formulas()),
                Param.choice(
                    "max_history_days", "Furthest look-back.", List.of("30", "90", "180", "365")),
                Param.flag("include_notes", "Show notes in answers."),
                Param.flag("rate_limit_notify", "Say when few calls are left."),
                Param.choice(
                    "landmark_counting",
                    "Primary muscles only, or half sets for secondary ones.",
                    List.of("direct", "fractional")),
                Param.list(
                    "landmarks",
                    "Own landmarks, in hard sets per week.",
                    MuscleGroup.values().length,
                    SettingsParams.landmark()),
                Param.list(
                    "gyms",
                    "Gyms with their bar, plates and equipment.",
                    MOST_GYMS,
                    SettingsParams.gym()),
                Param.texts("remove_gyms", "Gyms to remove.", MOST_GYMS, 60),
                Param.text("gym", "Gym in use.", 60),
                Param.texts(
                    "pain_flags",
                    "Muscles, exercises and joints that hurt, as \"left knee, stairs\".",
                    20,
                    200),
                Param.texts("training_maxes", "As squat=140; 0 removes one.", 20, 200),
                Param.list("goals", "Goals; replaces the list.", 10, SettingsParams.goal()),
                Param.texts("remember", "What to know next time; replaces the list.", 20, 300),
                Param.texts("reset", "Names of settings to reset.", Settings.NAMES.size(), 40)),
            Output.of(Write.OUTPUT + ", settings object, changed array"),
            SettingsTools::update));
  }

  private static List<String> formulas() {
    return Arrays.stream(OneRepMax.values())
        .map(formula -> formula.label().toLowerCase(java.util.Locale.ROOT).replace("'", ""))
        .toList();
  }

  private static ToolAnswer update(ToolCall call) {
    ObjectNode set = Write.body(call);
    ObjectNode body = Json.object();
    checkNames(set.path("reset"));
    moveList(set, body, "reset");
    moveList(set, body, "remove_gyms");
    read(set);
    if (set.isEmpty() && body.isEmpty()) {
      throw new ToolError(
          "No setting was sent. Send at least one of %s."
              .formatted(String.join(", ", Settings.NAMES)));
    }
    body.set("set", set);
    return answer(Write.run(call, body));
  }

  private static void checkNames(JsonNode names) {
    for (JsonNode name : names) {
      ToolError.when(
          !Settings.NAMES.contains(name.textValue()),
          "reset has \"%s\". Send only %s.",
          name.textValue(),
          String.join(", ", Settings.NAMES));
    }
  }

  /** Values as they are stored, in place of those that were sent. */
  private static void read(ObjectNode set) {
    if (set.hasNonNull("time_zone")) {
      set.put("time_zone", zone(set.get("time_zone").textValue()));
    }
    if (set.hasNonNull("max_history_days")) {
      set.put("max_history_days", Integer.parseInt(set.get("max_history_days").textValue()));
    }
    if (set.hasNonNull("landmarks")) {
      set.set("landmarks", landmarks(set.get("landmarks")));
    }
    if (set.hasNonNull("training_maxes")) {
      set.set(
          "training_maxes", Json.array(Json.texts(set.get("training_maxes")), TrainingMax::read));
    }
    withoutNulls(set);
  }

  private static void moveList(ObjectNode from, ObjectNode to, String name) {
    JsonNode list = from.remove(name);
    if (list.isArray() && !list.isEmpty()) {
      to.set(name, list);
    }
  }

  private static void withoutNulls(ObjectNode object) {
    object.removeNulls();
    object.path("goals").forEach(goal -> withoutNulls((ObjectNode) goal));
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
    ObjectNode landmarks = Json.object();
    for (JsonNode one : sent) {
      ObjectNode sets = one.deepCopy();
      String muscle = sets.remove("muscle").textValue();
      try {
        Settings.toLandmark(sets);
      } catch (IllegalArgumentException notRising) {
        throw new ToolError(
            "landmarks of %s are not in ascending order. Send mv <= mev <= mav_low <= mav_high <= mrv."
                .formatted(muscle));
      }
      landmarks.set(muscle, sets);
    }
    return landmarks;
  }

  private static ToolAnswer answer(Answer answer) {
    JsonNode data = answer.data();
    ObjectNode json = Json.object();
    JsonNode after = data.get("after");
    Write.describe(json, data);
    json.set("settings", Settings.known(after));
    List<String> lines = changes(data.get("before"), after, json.putArray("changed"));
    Text text = new Text();
    text.line(
        "%s%s",
        Write.taken(data),
        lines.isEmpty()
            ? "Nothing changed: it was already so."
            : Write.isPreview(data)
                ? "Preview, nothing is stored yet:"
                : "Changed. undo_last_change takes it back.");
    lines.forEach(line -> text.line("%s", line));
    return new ToolAnswer(json, text.toString());
  }

  /** What is not as it was, a line for each, and its name among the changed. */
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
    return value.isValueNode() ? value.asText() : Shown.cut(value.toString(), MOST_SHOWN);
  }
}
