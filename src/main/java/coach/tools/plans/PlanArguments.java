package coach.tools.plans;

import coach.Shown;
import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Param;
import coach.tools.ToolError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sessions, weekdays and swaps as callers send them and as the database takes them. */
final class PlanArguments {
  static final int MOST_WEEKS = 52;
  private static final int MOST_SESSIONS = 14;
  private static final int MOST_EXERCISES = 15;
  private static final int MOST_SETS = 20;
  private static final Pattern REPS = Pattern.compile("(\\d{1,3})(?: ?(?:-|–|to) ?(\\d{1,3}))?");

  private PlanArguments() {}

  static Param sessions(String name, String description) {
    return Param.list(
        name,
        description,
        MOST_SESSIONS,
        List.of(
            Param.text("name", "Name.", 100).required().example("Upper A"),
            Param.list("exercises", "In order.", MOST_EXERCISES, exercise()).required()));
  }

  private static List<Param> exercise() {
    return List.of(
        Exercises.param().describedAs("Name or id.").required(),
        Param.integer("sets", "Work sets.", 1, MOST_SETS).required(),
        Param.text("reps", "\"5\" or \"8-12\".", 9).required().example("8-12"),
        Param.integer("rest_seconds", "Rest.", 0, 1800),
        Param.number("step_increment", "Added on success.", 0, 50),
        Param.text("superset", "Same letter.", 20),
        Param.number("target_rpe", "Effort.", 6, 10),
        Param.list(
            "percent_of_training_max", "By week.", 16, Param.number("percent", null, 1, 110)));
  }

  /** The same list; what its elements hold is described with another tool. */
  static Param unlisted(Param list) {
    Param element = list.fields().get(0);
    List<Param> fields =
        element.fields().stream().map(field -> field.describedAs(Param.UNLISTED)).toList();
    int most = list.max().intValue();
    return Param.list(list.name(), list.description(), most, fields);
  }

  /** Whether it is a date in the years that a plan can be kept in. */
  static boolean isDate(String text) {
    try {
      int year = java.time.LocalDate.parse(text).getYear();
      return year >= 2000 && year <= 2100;
    } catch (java.time.DateTimeException none) {
      return false;
    }
  }

  /** Not listed, because the refusal that it answers names it. */
  static Param acceptWarnings() {
    return Param.flag("accept_warnings", Param.UNLISTED).defaultsTo(false);
  }

  static Param weekdays() {
    return Param.texts("weekdays", "One per session, or none.", 7, 12);
  }

  static Param swaps() {
    return Param.list(
        "swaps",
        "Exercises.",
        20,
        List.of(
            Param.text("from", "In the plan.", 200).required().example("Barbell Row"),
            Param.text("to", "Instead.", 200).required().example("Seated Cable Row")));
  }

  /** The reps and percentages of every exercise as numbers. */
  static void read(String field, JsonNode sessions) {
    for (int day = 0; day < sessions.size(); day++) {
      JsonNode exercises = sessions.get(day).path("exercises");
      String path = "%s[%d].exercises".formatted(field, day);
      for (int place = 0; place < exercises.size(); place++) {
        read("%s[%d]".formatted(path, place), (ObjectNode) exercises.get(place));
      }
    }
  }

  static void startsOn(ObjectNode body) {
    String date = body.path("starts_on").asText("");
    ToolError.when(
        !date.isEmpty() && !isDate(date),
        "starts_on is %s. Send a date from 2000-01-01 to 2100-12-31.",
        date);
  }

  private static void read(String path, ObjectNode exercise) {
    String reps = exercise.path("reps").asText("");
    Matcher range = REPS.matcher(reps.strip());
    int least = range.matches() ? Integer.parseInt(range.group(1)) : 0;
    int top = range.matches() && range.group(2) != null ? Integer.parseInt(range.group(2)) : least;
    ToolError.when(
        least < 1 || top < least || top > 100,
        "%s.reps is %s. Send a number of reps up to 100, or a range such as 8-12.",
        path,
        Shown.quoted(reps, 20));
    exercise.put("reps", least);
    if (top > least) {
      exercise.put("reps_top", top);
    }
    double rpe = exercise.path("target_rpe").asDouble(8);
    ToolError.when(
        rpe * 2 != Math.rint(rpe * 2),
        "%s.target_rpe is %s. Send 6 to 10 in steps of 0.5.",
        path,
        exercise.path("target_rpe").asText());
    percents(exercise);
  }

  /** One list of sets per week, as templates have them. */
  private static void percents(ObjectNode exercise) {
    JsonNode percents = exercise.remove("percent_of_training_max");
    if (percents == null || percents.isEmpty()) {
      return;
    }
    ArrayNode weeks = exercise.putArray("percent");
    for (JsonNode percent : percents) {
      ArrayNode sets = weeks.addArray();
      for (int set = 0; set < exercise.get("sets").asInt(); set++) {
        sets.add((int) Math.round(percent.doubleValue()));
      }
    }
  }

  /** Weekdays as numbers from 1 for Monday. */
  static void weekdays(ObjectNode body) {
    JsonNode names = body.path("weekdays");
    ArrayNode numbers = Json.MAPPER.createArrayNode();
    List<String> seen = new ArrayList<>();
    for (int place = 0; place < names.size(); place++) {
      DayOfWeek weekday = weekday("weekdays[%d]".formatted(place), names.get(place).asText());
      ToolError.when(
          seen.contains(weekday.name()),
          "weekdays has %s twice. Send one session a weekday.",
          PlanAnswer.shown(weekday));
      seen.add(weekday.name());
      numbers.add(weekday.getValue());
    }
    if (names.isArray()) {
      body.set("weekdays", numbers);
    }
  }

  /** A weekday by its English name or the first three letters of it. */
  static Optional<DayOfWeek> weekday(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    for (DayOfWeek weekday : DayOfWeek.values()) {
      if (name.length() >= 3 && weekday.name().startsWith(name)) {
        return Optional.of(weekday);
      }
    }
    return Optional.empty();
  }

  static DayOfWeek weekday(String field, String text) {
    return weekday(text)
        .orElseThrow(
            () ->
                new ToolError(
                    "%s is %s. Send a weekday such as monday."
                        .formatted(field, Shown.quoted(text, 40))));
  }
}
