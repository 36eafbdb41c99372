package coach.tools.plans;

import coach.Shown;
import coach.db.Answer;
import coach.tools.Arguments;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Resource;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.ViewPage;
import coach.tools.Write;
import coach.tools.lifter.Lifter;
import coach.training.PlanSchedule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The whole next session in one call. */
public final class DraftTools {
  private static final int MOST_DAYS_AHEAD = 60;

  private static final String VIEW = "session-card";

  private final ShownDrafts shown;

  private DraftTools(ShownDrafts shown) {
    this.shown = shown;
  }

  /** The page that shows a session to train from. */
  public static Resource view() {
    return ViewPage.named(VIEW, "Next session", "draft_session");
  }

  public static List<Tool> all() {
    return List.of(
        new Tool(
                "draft_session",
                "Draft session",
                "Today's or the next workout in one call, by the plan or the lifter's rotation: sets, weights,"
                    + " plates, warm-ups, last time, pain, stand-ins. save stores drafts.",
                Effect.SAVE,
                List.of(
                    Param.text("plan_day", "Default the day due.", 200),
                    Param.date("date", "Default today."),
                    Param.text("gym", "Its name.", 100),
                    Param.integer("minutes", "At most.", Draft.FEWEST_MINUTES, 300),
                    Param.flag("save", "Store it.").defaultsTo(false),
                    Write.key().describedAs(Param.UNLISTED)),
                Output.of(
                    "unit string, change integer?, dry_run boolean, session object, exercises array"),
                new DraftTools(new ShownDrafts(Clock.systemUTC()))::draft)
            .showing(ViewPage.address(VIEW)));
  }

  private ToolAnswer draft(ToolCall call) {
    boolean saves = call.arguments().flag("save");
    return saves
        ? shown.of(call).flatMap(seen -> stored(call, seen)).orElseGet(() -> make(call, true))
        : make(call, false);
  }

  /** What the person saw; empty where it rests on what has changed since. */
  private Optional<ToolAnswer> stored(ToolCall call, ShownDrafts.Shown seen) {
    JsonNode saved = save(call, seen.body(), seen.basis());
    return saved.has("session")
        ? Optional.of(DraftAnswer.stored(seen.answer(), saved))
        : Optional.empty();
  }

  private ToolAnswer make(ToolCall call, boolean saves) {
    Answer answer = call.run();
    Lifter lifter = Lifter.of(answer.context());
    JsonNode data = answer.data();
    Draft draft = drafted(call.arguments(), lifter, data);
    ObjectNode body = body(draft);
    ToolAnswer seen = new DraftAnswer(lifter, draft, data).write();
    shown.keep(call, new ShownDrafts.Shown(body, data.path("basis").asText(), seen));
    // Its weights rest on what was read just now, so that this is a second trip.
    return saves ? DraftAnswer.stored(seen, save(call, body, null)) : seen;
  }

  private static Draft drafted(Arguments arguments, Lifter lifter, JsonNode data) {
    LocalDate today = lifter.today();
    LocalDate date = arguments.has("date") ? arguments.date("date") : today;
    ToolError.when(
        date.isBefore(today) || date.isAfter(today.plusDays(MOST_DAYS_AHEAD)),
        "date is %s. Send a date from today, %s, up to %s.",
        date,
        today,
        today.plusDays(MOST_DAYS_AHEAD));
    Gyms gym = Gyms.of(lifter, arguments.text("gym"));
    ToolError.when(
        data.path("plan").isNull()
            || data.path("plan").isMissingNode()
            || data.at("/plan/days").isEmpty(),
        "No plan is active and nothing was trained in the last six weeks. Make a plan with"
            + " create_workout_plan, or log a workout.");
    Plan plan = Plan.of(data.get("plan"));
    OptionalInt minutes =
        arguments.has("minutes")
            ? OptionalInt.of(arguments.integer("minutes"))
            : OptionalInt.empty();
    return due(new Draft.Maker(lifter, plan, data, gym, minutes), arguments, date);
  }

  private static Draft due(Draft.Maker maker, Arguments arguments, LocalDate date) {
    Plan plan = maker.plan();
    PlanSchedule schedule = plan.schedule();
    if (arguments.has("plan_day")) {
      return maker.draft(asked(plan, arguments.text("plan_day"), date), date, "asked for");
    }
    PlanSchedule.Due due = schedule.next(date);
    int place = due.day().orElseThrow();
    boolean isToday = date.equals(maker.lifter().today());
    return maker.draft(place, due.date(), why(schedule, due, date, isToday ? "today" : "that day"));
  }

  private static String why(
      PlanSchedule schedule, PlanSchedule.Due due, LocalDate date, String when) {
    boolean later = due.date().isAfter(date);
    if (schedule.startsOn().filter(date::isBefore).isPresent()) {
      return "the plan begins on " + schedule.startsOn().get();
    }
    if (due.isMoved()) {
      return "moved from " + due.planned();
    }
    if (schedule.isFixed()) {
      return later ? "the next one, nothing is due before" : "due " + when;
    }
    return inTurn(schedule.days(), due.day().orElseThrow());
  }

  /** After the day that was trained last, unless another was left out for longer. */
  private static String inTurn(List<PlanSchedule.Day> days, int place) {
    PlanSchedule.Day before = days.get((place + days.size() - 1) % days.size());
    Optional<LocalDate> last = days.get(place).last();
    Optional<LocalDate> newest =
        days.stream().flatMap(day -> day.last().stream()).max(Comparator.naturalOrder());
    if (newest.isPresent() && before.last().equals(newest)) {
      return "next in turn after %s of %s".formatted(Shown.quoted(before.name(), 60), newest.get());
    }
    return last.isPresent() ? "not trained since %s".formatted(last.get()) : "first in turn";
  }

  /** Where several could be meant, such as "upper" of two, the one due first. */
  private static int asked(Plan plan, String day, LocalDate date) {
    String name = day.strip();
    List<Predicate<Plan.Day>> ways =
        List.of(
            one -> one.name().equals(name) || one.id().equals(name.toLowerCase(Locale.ROOT)),
            one -> plain(one.name()).equals(plain(name)),
            one -> plain(one.name()).startsWith(plain(name)));
    int due = plan.schedule().next(date).day().orElse(0);
    for (Predicate<Plan.Day> way : ways) {
      for (int step = 0; step < plan.days().size(); step++) {
        int place = (due + step) % plan.days().size();
        if (way.test(plan.days().get(place))) {
          return place;
        }
      }
    }
    throw new ToolError(
        "plan_day is %s, and there is no such day. Send one of %s."
            .formatted(Shown.quoted(day, 100), names(plan)));
  }

  /** A name without case and punctuation, unless it is nothing else. */
  private static String plain(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    return letters.isEmpty() ? name : letters;
  }

  static String names(Plan plan) {
    return plan.days().stream()
        .map(one -> Shown.quoted(one.name(), 100))
        .collect(Collectors.joining(", "));
  }

  private static ObjectNode body(Draft draft) {
    ObjectNode body = Json.object();
    body.put("day", draft.day().id()).put("name", draft.day().name());
    body.put("planned", !draft.plan().json().path("kind").asText("").equals("rotation"));
    body.put("date", draft.date().toString());
    ArrayNode exercises = body.putArray("exercises");
    for (Draft.Entry entry : draft.entries()) {
      if (entry.sets() > 0) {
        exercises.add(entry(entry));
      }
    }
    return body;
  }

  private static JsonNode save(ToolCall call, ObjectNode body, String basis) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("body", body.toString());
    values.put(Write.KEY, call.arguments().text(Write.KEY));
    values.put("dry_run", "false");
    values.put("expected", basis);
    Answer answer = call.database().run(call.caller(), "save_draft", values);
    JsonNode problem = answer.data().path("problem");
    if (!problem.isMissingNode()) {
      throw new ToolError(problem.get("sentence").textValue());
    }
    // What was not meant for another basis is only a preview.
    return answer.data().path("dry_run").booleanValue() ? Json.object() : answer.data();
  }

  private static ObjectNode entry(Draft.Entry entry) {
    ObjectNode json = Json.object();
    json.put("id", entry.line().id());
    json.set(
        "line",
        entry.line().json().path("line").isTextual() ? entry.line().json().get("line") : null);
    int grams = entry.grams().orElse(0);
    json.put("weight_g", Math.max(0, grams));
    if (grams < 0) {
      json.put("assistance_g", -grams);
    }
    json.put("rest_s", entry.line().rest());
    json.set("superset", entry.line().json().get("superset"));
    ArrayNode reps = json.putArray("reps");
    for (int set = 0; set < entry.sets(); set++) {
      boolean wave = set < entry.wave().size();
      reps.add(wave ? entry.wave().get(set).reps() : entry.next().target().reps());
    }
    return json;
  }
}
