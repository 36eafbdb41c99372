package coach.tools.exercises;

import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Paging;
import coach.tools.Param;
import coach.tools.Period;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.lifter.Lifter;
import coach.tools.sets.LeftOut;
import coach.tools.sets.SetLine;
import coach.tools.sets.StoredSet;
import coach.training.LiftTable;
import coach.training.OneRepMax;
import coach.training.PerformedSet;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The history of one exercise, session by session. */
public final class HistoryTools {
  private HistoryTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "get_exercise_history",
            "Exercise history",
            "Every performed set of one exercise, newest session first, with e1RM and"
                + " volume per session. For a trend use analyze_progress.",
            Effect.READ,
            params(),
            Output.of(
                "exercise object, since string, to string, time_zone string, unit string,"
                    + " one_rm_formula string, sessions_total integer, sessions array,"
                    + " next_cursor string?, left_out object"),
            HistoryTools::history));
  }

  private static List<Param> params() {
    List<Param> params = new ArrayList<>(Period.params(90));
    params.add(0, Exercises.param().required());
    params.add(Param.flag("include_warm_ups", "Show warm-up sets too.").defaultsTo(false));
    return Paging.with(50, 100, params.toArray(Param[]::new));
  }

  private static ToolAnswer history(ToolCall call) {
    Paging page = Paging.read(call.arguments());
    Answer answer = call.run(page.with(Period.values(call.arguments())));
    Exercises exercise = Exercises.found(answer.data(), call.arguments().text("exercise"));
    int sessions = answer.data().get("sessions").size();
    return Budget.fit(sessions, shown -> render(answer, exercise, page, shown));
  }

  private static ToolAnswer render(Answer answer, Exercises exercise, Paging page, int shown) {
    Lifter lifter = Lifter.of(answer.context());
    JsonNode data = answer.data();
    int total = data.get("total").intValue();
    Period period = Period.of(data);
    ObjectNode json = header(lifter, exercise, period, data);
    double bodyShare = LiftTable.bodyShare(exercise.name());
    boolean byRpe = haveRpe(data.get("sessions"));
    ArrayNode sessions = json.putArray("sessions");
    List<PerformedSet> sets = new ArrayList<>();
    Text text = new Text();
    text.line(title(lifter, exercise, period, total));
    for (int index = 0; index < shown; index++) {
      JsonNode row = data.get("sessions").get(index);
      List<PerformedSet> work = workSets(row, bodyShare);
      ObjectNode session = session(lifter, row, work, byRpe);
      sessions.add(session);
      sets.addAll(work);
      text.line(line(lifter, bodyShare > 0, session));
    }
    text.lineIf(total == 0, "No finished sets in this period. Ask for more days.");
    LeftOut.oneRepMax((ObjectNode) json.get("left_out"), sets);
    LeftOut.line(text, json.get("left_out"));
    String next = page.next(shown, total);
    json.put("next_cursor", next);
    text.lineIf(next != null, "More: cursor %s", next);
    return new ToolAnswer(json, text.toString());
  }

  private static String title(Lifter lifter, Exercises exercise, Period period, int total) {
    return "%s: %s from %s to %s%s, weights in %s, e1RM by %s, dates in %s."
        .formatted(
            exercise.title(),
            Numbers.count(total, "session"),
            period.since(),
            period.to(),
            lifter.clipped(period.asked()),
            lifter.unit().symbol(),
            lifter.formula().label(),
            lifter.context().zone());
  }

  private static ObjectNode header(
      Lifter lifter, Exercises exercise, Period period, JsonNode data) {
    ObjectNode json = lifter.answer();
    json.set("exercise", exercise.json());
    json.put("since", period.since().toString()).put("to", period.to().toString());
    json.put("one_rm_formula", lifter.formula().label());
    json.set("sessions_total", data.get("total"));
    ObjectNode leftOut = json.putObject("left_out");
    leftOut.set("warm_up", data.get("warm_ups"));
    leftOut.set("drafts", data.get("drafts"));
    return json;
  }

  private static ObjectNode session(
      Lifter lifter, JsonNode row, List<PerformedSet> work, boolean byRpe) {
    ObjectNode session = Json.object();
    for (String field : List.of("id", "date", "day", "deload", "note")) {
      session.set(field, row.get(field));
    }
    ArrayNode sets = session.putArray("sets");
    row.get("sets").forEach(set -> sets.add(new StoredSet(set).json(lifter)));
    OneRepMax formula = lifter.formula();
    Optional<Double> best =
        work.stream()
            .flatMap(set -> (byRpe ? formula.estimate(set) : formula.byFormula(set)).stream())
            .map(OneRepMax.Estimate::grams)
            .max(Comparator.naturalOrder());
    session.put("e1rm", best.map(lifter::weight).orElse(null));
    session.put("volume", lifter.weight(work.stream().mapToLong(PerformedSet::tonnageGrams).sum()));
    return session;
  }

  /** True where every session notes an effort, so that its e1RMs can be compared by the chart. */
  private static boolean haveRpe(JsonNode sessions) {
    for (JsonNode session : sessions) {
      boolean noted = false;
      for (JsonNode set : session.get("sets")) {
        noted |= set.path("rpe").isNumber();
      }
      if (!noted) {
        return false;
      }
    }
    return true;
  }

  private static List<PerformedSet> workSets(JsonNode row, double bodyShare) {
    List<PerformedSet> sets =
        Json.list(row.get("sets"), set -> new StoredSet(set).performed(bodyShare));
    sets.removeIf(set -> set.type().isWarmUp());
    return sets;
  }

  private static String line(Lifter lifter, boolean movesBody, JsonNode session) {
    List<String> sets = Json.list(session.get("sets"), set -> SetLine.text(set, movesBody));
    String e1rm = session.get("e1rm").isNull() ? "" : "  e1RM " + SetLine.number(session, "e1rm");
    String day = session.get("day").isNull() ? "" : "  " + Named.of(session.get("day"), "");
    return session.get("date").textValue()
        + day
        + (session.get("deload").booleanValue() ? "  (deload)" : "")
        + "  "
        + String.join(", ", SetLine.folded(sets))
        + e1rm
        + "  volume "
        + SetLine.number(session, "volume")
        + Named.noted(session.get("note"));
  }
}
