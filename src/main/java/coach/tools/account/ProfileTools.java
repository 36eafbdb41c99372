package coach.tools.account;

import coach.Shown;
import coach.db.Answer;
import coach.db.CallContext;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.lifter.Lifter;
import coach.tools.lifter.Settings;
import coach.tools.plans.Plan;
import coach.training.PlanSchedule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/** Who the lifter is to coach: settings, plan, and how much data there is to go by. */
public final class ProfileTools {
  private ProfileTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "get_profile",
            "Profile",
            "Start here: unit, time zone, settings, pain, goals, what to remember, the active plan"
                + " with its week and the day due next, how much data there is, calls left.",
            Effect.READ,
            List.of(),
            Output.of(
                "name string, unit string, time_zone string, today string, settings object,"
                    + " hint string?, active_plan object?, data object, calls_left integer?"),
            ProfileTools::profile));
  }

  private static ToolAnswer profile(ToolCall call) {
    Answer answer = call.run();
    Lifter lifter = Lifter.of(answer.context());
    JsonNode data = answer.data();
    ObjectNode json = lifter.answer();
    json.set("name", data.get("name"));
    json.put("today", lifter.today().toString());
    ObjectNode settings = json.putObject("settings");
    settings.setAll(Settings.known(answer.context().settings()));
    settings.put("one_rm_formula", lifter.formula().label());
    settings.put("include_notes", answer.context().includeNotes());
    json.put("hint", hint(answer.context()));
    json.set("active_plan", plan(data.get("plan"), lifter.today()));
    ObjectNode coverage = json.putObject("data");
    for (String field :
        List.of(
            "looked_back_to",
            "first_session",
            "last_session",
            "sessions",
            "sets",
            "drafts",
            "undated")) {
      coverage.set(field, data.get(field));
    }
    coverage.set("without_time", data.get("without_time"));
    int left = answer.context().quotaLeft();
    json.put("calls_left", left < 0 ? null : left);
    return new ToolAnswer(json, text(lifter, data, left));
  }

  private static String text(Lifter lifter, JsonNode data, int left) {
    Text text = new Text();
    text.line(
        "Log of %s. Weights in %s, time zone %s, e1RM by %s, today %s.",
        Named.of(data.get("name"), "the lifter"),
        lifter.unit().symbol(),
        lifter.context().zone(),
        lifter.formula().label(),
        lifter.today());
    String hint = hint(lifter.context());
    text.lineIf(hint != null, "%s", hint);
    coverage(text, data);
    int undated = data.get("undated").intValue();
    text.lineIf(
        undated > 0,
        "Left out everywhere, because they have neither a start nor an end: %s, %s%s. edit_workout"
            + " with session and change.started_at gives one its time.",
        Numbers.count(undated, "workout"),
        String.join("; ", Json.list(data.get("without_time"), ProfileTools::undated)),
        undated > data.get("without_time").size() ? "; and others" : "");
    plan(text, plan(data.get("plan"), lifter.today()));
    JsonNode known = lifter.context().settings();
    list(text, "Pain noted: %s.", lifter.settings().pain());
    list(text, "Goals: %s.", Json.list(known.path("goals"), goal -> goal(lifter, goal)));
    list(text, "To remember: %s.", Json.texts(known.path("remember")));
    return text.lineIf(left >= 0, "%s left this hour.", Numbers.count(left, "call")).toString();
  }

  /** {@code "Upper A" with 4 exercises (id)}. */
  private static String undated(JsonNode session) {
    return "%s with %s (%s)"
        .formatted(
            Named.of(session.get("day"), "Workout"),
            Numbers.count(session.get("exercises").intValue(), "exercise"),
            session.get("id").textValue());
  }

  /** What an assistant should ask for first, or null: no sign-in can tell where somebody lives. */
  private static String hint(CallContext context) {
    String zone = context.settings().path("time_zone").asText("");
    if (zone.equalsIgnoreCase(context.zone().getId())) {
      return null;
    }
    String what =
        zone.isEmpty() ? "time_zone is not set" : "time_zone is \"%s\", which is not a time zone";
    return what.formatted(zone.substring(0, Math.min(60, zone.length())))
        + ", so days begin and end in UTC. Ask the lifter where they live, then send"
        + " update_settings with time_zone.";
  }

  private static void coverage(Text text, JsonNode data) {
    if (data.get("sessions").intValue() == 0) {
      text.line("No training data yet. Import a Strong, Hevy or FitNotes export to begin.");
    } else {
      text.line(
          "%s and %s since %s, the last on %s; looked back to %s.",
          Numbers.count(data.get("sessions").intValue(), "session"),
          Numbers.count(data.get("sets").intValue(), "work set"),
          data.get("first_session").textValue(),
          data.get("last_session").textValue(),
          data.get("looked_back_to").textValue());
    }
    int drafts = data.get("drafts").intValue();
    text.lineIf(
        drafts > 0,
        "Drafted but never performed, so not counted: %s.",
        Numbers.count(drafts, "draft"));
  }

  /** The lifter's own words, each quoted, where there are any. */
  private static void list(Text text, String line, List<String> words) {
    List<String> quoted = words.stream().map(word -> Shown.quoted(word, 300)).toList();
    text.lineIf(!quoted.isEmpty(), line, String.join(", ", quoted));
  }

  private static String goal(Lifter lifter, JsonNode goal) {
    return "%s %s %s%s%s"
        .formatted(
            goal.path("exercise").asText(),
            goal.path("target").asText(),
            goal.path("unit").asText(lifter.unit().symbol()),
            goal.path("reps").asInt(1) > 1 ? " x " + goal.path("reps").asText() : "",
            goal.has("by") ? " by " + goal.path("by").asText() : "");
  }

  /** The plan with its number of days, its week, and the day that is due next. */
  private static JsonNode plan(JsonNode read, LocalDate today) {
    if (!read.isObject()) {
      return read;
    }
    ObjectNode json = read.deepCopy();
    json.remove(List.of("days", "data"));
    Plan plan = Plan.of(read);
    PlanSchedule schedule = plan.schedule();
    json.put("week", schedule.week(today).orElse(0));
    json.put("days", plan.days().size());
    if (!plan.days().isEmpty()) {
      PlanSchedule.Due due = schedule.next(today);
      json.put("next_day", plan.days().get(due.day().orElseThrow()).name());
      if (schedule.isFixed()) {
        json.put("next_on", due.date().toString());
      }
    }
    return json;
  }

  private static void plan(Text text, JsonNode plan) {
    if (plan.isNull()) {
      text.line("No active plan.");
    } else {
      text.line(
          "Active plan: %s, week %d, %s, %s to %s.%s",
          Named.of(plan.get("name"), "a plan"),
          plan.get("week").intValue(),
          Numbers.count(plan.get("days").intValue(), "day"),
          plan.get("starts_on").textValue(),
          plan.get("ends_on").textValue(),
          plan.has("next_day")
              ? " Next day due: "
                  + Named.of(plan.get("next_day"), "-")
                  + (plan.path("next_on").isTextual() ? " on " + plan.get("next_on").asText() : "")
                  + "."
              : "");
    }
  }
}
