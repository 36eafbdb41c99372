package coach.tools.plans;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.training.PlanSchedule;
import coach.training.PlanVolume;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A plan in an answer: what it asks for, what that comes to in a week, and what to look out for.
 */
record PlanAnswer(Lifter lifter, Plan plan) {
  static final String OUTPUT = "unit string, plan object?";

  /** "Monday". */
  static String shown(DayOfWeek weekday) {
    return weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  void write(ObjectNode json, Text text) {
    json.set("plan", head());
    text.line(headline());
    text.lineIf(
        plan.json().hasNonNull("description"),
        "About it: %s",
        Named.note(plan.json().path("description")));
    next(json, text);
    ArrayNode days = ((ObjectNode) json.get("plan")).putArray("days");
    // A day that was moved for good stands where the week has it.
    plan.days().stream()
        .sorted(Comparator.comparing(day -> day.weekday().map(DayOfWeek::getValue).orElse(0)))
        .forEach(day -> day(day, days, text));
    ObjectNode shown = (ObjectNode) json.get("plan");
    volume(shown, text);
    List<String> warnings = new PlanWarnings(lifter, plan).all();
    shown.set("warnings", Json.array(warnings));
    warnings.forEach(warning -> text.line("Warning: %s", warning));
    withoutNulls(json.get("plan"));
  }

  /** Names the plan that this one replaces. */
  static void replaced(ObjectNode head, JsonNode data) {
    if (data.hasNonNull("replaced")) {
      head.put("replaces", data.at("/replaced/name").textValue());
    }
  }

  /** What is not said takes no room. */
  static void withoutNulls(JsonNode json) {
    if (json instanceof ObjectNode object) {
      object.removeIf(value -> value.isNull() || value.isMissingNode());
    }
    json.forEach(PlanAnswer::withoutNulls);
  }

  private ObjectNode head() {
    ObjectNode head = Json.object();
    JsonNode json = plan.json();
    for (String field :
        List.of("id", "kind", "name", "visibility", "created_by", "version", "starts_on")) {
      head.set(field, json.get(field));
    }
    head.put("active", plan.isActive());
    head.set("ends_on", json.get("ends_on"));
    head.set("deload_weeks", json.at("/data/deload_weeks"));
    plan.weeks().ifPresent(weeks -> head.put("weeks", weeks));
    head.put("week", plan.schedule().week(lifter.today()).orElse(null));
    head.put("today", lifter.today().toString());
    return head;
  }

  private String headline() {
    JsonNode json = plan.json();
    List<String> words = new ArrayList<>();
    words.add(json.path("kind").asText());
    words.add(plan.isActive() ? "active" : json.path("archived").asBoolean() ? "archived" : "");
    words.add(json.path("visibility").asText(""));
    words.add(json.has("version") ? "version " + json.get("version").asText() : "");
    words.add(json.path("created_by").asText("").equals("ai") ? "made by an assistant" : "");
    words.removeIf(String::isEmpty);
    // A preview has none, because it is stored under another one.
    String id = json.hasNonNull("id") ? ", id " + json.get("id").asText() : "";
    return "%s (%s)%s: %s."
        .formatted(Named.of(json.path("name"), "a plan"), String.join(", ", words), id, time());
  }

  private String time() {
    PlanSchedule schedule = plan.schedule();
    List<String> words = new ArrayList<>();
    words.add(Numbers.count(plan.days().size(), "session"));
    if (!schedule.isFixed()) {
      words.add(turn(schedule));
    }
    String weeks = plan.weeks().isPresent() ? String.valueOf(plan.weeks().getAsInt()) : "";
    if (plan.isActive()) {
      words.add(
          "%s to %s"
              .formatted(
                  plan.json().path("starts_on").asText("?"),
                  plan.json().path("ends_on").asText("?")));
      String of = weeks.isEmpty() ? "" : " of " + weeks;
      schedule.week(lifter.today()).ifPresent(week -> words.add("week " + week + of));
    } else if (!weeks.isEmpty()) {
      words.add(Numbers.count(weeks, "week"));
    }
    List<String> deloads = schedule.deloadWeeks().stream().sorted().map(String::valueOf).toList();
    if (!deloads.isEmpty()) {
      words.add("deload in week " + String.join(", ", deloads));
    }
    return String.join(", ", words);
  }

  private static String turn(PlanSchedule schedule) {
    return schedule.weekdays().isEmpty()
        ? "in turn, %s a week".formatted(Numbers.count(schedule.daysPerWeek(), "time"))
        : "in turn on "
            + String.join(", ", schedule.weekdays().stream().map(PlanAnswer::shown).toList());
  }

  private void next(ObjectNode json, Text text) {
    if (!plan.isActive() || plan.days().isEmpty()) {
      return;
    }
    PlanSchedule.Due due = plan.schedule().next(lifter.today());
    String day = plan.days().get(due.day().orElseThrow()).name();
    ((ObjectNode) json.get("plan"))
        .putObject("next")
        .put("day", day)
        .put("date", due.date().toString());
    text.line(
        "Next: %s on %s %s%s. draft_session has its weights.",
        Shown.quoted(day, 100),
        shown(due.date().getDayOfWeek()),
        due.date(),
        due.isMoved() ? ", moved from " + due.planned() : "");
  }

  private void day(Plan.Day day, ArrayNode days, Text text) {
    ObjectNode json = days.addObject();
    json.put("name", day.name());
    json.put(
        "weekday",
        day.weekday().map(weekday -> weekday.name().toLowerCase(Locale.ROOT)).orElse(null));
    json.put("minutes", day.minutes());
    json.set("last", day.json().get("last"));
    json.set("exercises", Json.array(day.lines(), this::line));
    text.line(
        "%s%s, about %d min%s:",
        day.weekday().map(weekday -> shown(weekday) + " ").orElse(""),
        Shown.quoted(day.name(), 100),
        day.minutes(),
        day.json().hasNonNull("last") ? ", last " + day.json().get("last").asText() : "");
    for (Plan.Line line : day.lines()) {
      text.line("  %s", words(line));
    }
  }

  private ObjectNode line(Plan.Line line) {
    ObjectNode json = Json.object();
    json.put("name", line.name());
    json.put("sets", line.sets());
    json.put("reps", line.reps());
    json.put("rest_s", line.rest());
    for (String field : List.of("superset", "rpe", "percent")) {
      json.set(field, line.json().get(field));
    }
    return json;
  }

  /** "Barbell Row 3x8-12, rest 90 s, +2.5 kg". */
  String words(Plan.Line line) {
    JsonNode json = line.json();
    List<String> more = new ArrayList<>();
    if (json.has("rpe")) {
      more.add("RPE " + json.get("rpe").asText());
    }
    if (line.isWave()) {
      more.add("% of the training max by week " + percents(json.get("percent")));
    }
    more.add("rest %d s".formatted(line.rest()));
    int step = json.path("step_g").asInt(0);
    if (step > 0 && !line.isWave()) {
      more.add("+" + lifter.show(step));
    }
    if (json.has("superset")) {
      more.add("superset " + Shown.quoted(json.get("superset").asText(), 20));
    }
    return "%s %dx%s, %s"
        .formatted(Named.exercise(line.name()), line.sets(), line.reps(), String.join(", ", more));
  }

  private static String percents(JsonNode weeks) {
    return String.join("; ", Json.list(weeks, Json::join)).replace(", ", "/");
  }

  private void volume(ObjectNode json, Text text) {
    List<PlanVolume> volumes = PlanVolume.of(plan.items(), lifter.settings().landmarks());
    json.set(
        "volume",
        Json.array(
            volumes,
            volume ->
                Json.object()
                    .put("muscle", volume.group().label())
                    .put("sets", Numbers.round(volume.direct(), 1))
                    .put("fractional", Numbers.round(volume.fractional(), 1))
                    .put("status", volume.status().code())));
    List<String> words =
        volumes.stream()
            .map(
                volume ->
                    "%s %s (%s) %s"
                        .formatted(
                            volume.group().label(),
                            Numbers.plain(volume.direct(), 1),
                            Numbers.plain(volume.fractional(), 1),
                            volume.status().code().replace('_', ' ')))
            .toList();
    text.lineIf(
        !words.isEmpty(),
        "Hard sets a week, direct (with half sets for secondary muscles): %s.",
        String.join(", ", words));
  }
}
