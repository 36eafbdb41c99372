package coach.tools.progression;

import coach.db.Answer;
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
import coach.tools.sets.LeftOut;
import coach.tools.sets.Targets;
import coach.tools.volume.Training;
import coach.tools.volume.VolumeTools;
import coach.training.Deload;
import coach.training.Deload.Evidence;
import coach.training.Deload.Signal;
import coach.training.SessionSets;
import coach.training.SetType;
import coach.training.WeeklyVolume;
import coach.training.WeeklyVolume.Counting;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Signals for a deload, each with its evidence, and how a deload is done. */
public final class DeloadTools {
  private static final int CURRENT_DAYS = 14;
  private static final int MOST_LIFTS = 30;

  private DeloadTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "suggest_deload",
            "Deload signals",
            "Five signals for a deload (e1RM down, RPE up, targets missed, volume above MRV, weeks"
                + " since the last one) with their evidence, and the sets to keep per exercise."
                + " There is no verdict: weigh the signals with the lifter.",
            Effect.READ,
            List.of(VolumeTools.weeks(), VolumeTools.olderWeeks()),
            Output.of(
                "since string, to string, time_zone string, unit string, one_rm_formula string,"
                    + " signals array, fired integer, protocol object, left_out object"),
            DeloadTools::suggest));
  }

  private static ToolAnswer suggest(ToolCall call) {
    boolean older = call.arguments().has("weeks_analyzed");
    int asked = call.arguments().integer(older ? "weeks_analyzed" : "weeks");
    Answer answer = call.run(Map.of("weeks", String.valueOf(asked)));
    Lifter lifter = Lifter.of(answer.context());
    Training training = Training.read(answer.data().get("training"), lifter.today());
    List<Signal> signals = signals(lifter, training, answer.data(), asked);
    ObjectNode json = lifter.answer();
    json.put("since", training.from().toString()).put("to", lifter.today().toString());
    json.put("one_rm_formula", lifter.formula().label());
    json.set("signals", Json.array(signals, each -> json(lifter, each)));
    json.put("fired", (int) signals.stream().filter(Signal::fired).count());
    json.set("protocol", protocol(training, lifter));
    ObjectNode leftOut = json.putObject("left_out");
    leftOut.put("warm_up", training.warmUps()).put("drafts", training.drafts());
    leftOut.put("dated_after_today", training.later());
    LeftOut.oneRepMax(leftOut, training.sets());
    return new ToolAnswer(json, text(lifter, training, signals, json, asked));
  }

  private static List<Signal> signals(Lifter lifter, Training training, JsonNode data, int weeks) {
    LocalDate today = lifter.today();
    WeeklyVolume volume =
        WeeklyVolume.of(
            training.exercises(),
            training.fullWeeks(weeks, today),
            today,
            Counting.DIRECT,
            lifter.settings().landmarks());
    return Deload.signals(
        new Deload.Question(
            lifts(training, data.get("targets")),
            volume,
            days(data, today),
            today,
            lifter.formula()));
  }

  private static List<Deload.Lift> lifts(Training training, JsonNode targets) {
    List<Deload.Lift> lifts = new ArrayList<>();
    for (Training.Lift lift : training.lifts()) {
      JsonNode target = lift.id() == null ? null : targets.get(lift.id());
      lifts.add(new Deload.Lift(lift.name(), lift.sets(), Targets.prescription(target)));
    }
    return lifts;
  }

  private static List<Deload.TrainingDay> days(JsonNode data, LocalDate today) {
    Map<LocalDate, Boolean> deloads = new TreeMap<>();
    for (JsonNode session : data.path("training").get("sessions")) {
      LocalDate date = LocalDate.parse(session.get("date").textValue());
      deloads.merge(date, session.get("deload").booleanValue(), Boolean::logicalOr);
    }
    deloads.keySet().removeIf(date -> date.isAfter(today));
    List<Deload.TrainingDay> days = new ArrayList<>();
    deloads.forEach((date, deload) -> days.add(new Deload.TrainingDay(date, deload)));
    return days;
  }

  private static ObjectNode json(Lifter lifter, Signal signal) {
    ObjectNode json = Json.object();
    json.put("signal", signal.code().code());
    json.put("state", signal.state().code());
    json.put("threshold", signal.code().threshold());
    json.put("checked", signal.checked());
    ArrayNode evidence = json.putArray("evidence");
    for (Evidence found : signal.evidence()) {
      ObjectNode row = evidence.addObject();
      row.put("subject", found.subject().isEmpty() ? null : found.subject());
      row.put("since", found.from().toString());
      row.put("to", found.to().toString());
      row.put("reference", value(lifter, signal.code(), found.reference()));
      row.put("value", value(lifter, signal.code(), found.value()));
    }
    return json;
  }

  private static double value(Lifter lifter, Deload.Code code, double value) {
    return code == Deload.Code.E1RM_DOWN ? lifter.weight(value) : Numbers.round(value, 1);
  }

  /** What a deload would be for the lifts of the last two weeks. */
  private static ObjectNode protocol(Training training, Lifter lifter) {
    ObjectNode json = Json.object();
    json.put("days", Deload.DAYS);
    json.put("keep_percent_least", Deload.KEEP_PERCENT_LEAST);
    json.put("keep_percent_most", Deload.KEEP_PERCENT_MOST);
    json.put("weight", "the same");
    ArrayNode exercises = json.putArray("exercises");
    LocalDate oldest = lifter.today().minusDays(CURRENT_DAYS);
    for (Training.Lift lift : training.lifts()) {
      List<SessionSets> sessions =
          SessionSets.group(lift.sets()).stream().filter(session -> !session.deload()).toList();
      SessionSets last = sessions.isEmpty() ? null : sessions.get(sessions.size() - 1);
      if (last != null && !last.date().isBefore(oldest) && exercises.size() < MOST_LIFTS) {
        int sets = Math.max(1, Math.min(100, sets(last)));
        exercises
            .addObject()
            .put("name", lift.name())
            .put("sets_last_session", sets)
            .put("sets_to_keep", Deload.setsToKeep(sets));
      }
    }
    return json;
  }

  /** Work sets, a drop set as a part of the set before it. */
  private static int sets(SessionSets session) {
    return (int) session.workSets().stream().filter(set -> set.type() != SetType.DROP_SET).count();
  }

  private static String text(
      Lifter lifter, Training training, List<Signal> signals, ObjectNode json, int asked) {
    Text text = new Text();
    text.line(
        "Deload signals, %s to %s%s, dates in %s: %d of %d fired. Weights in %s, e1RM by %s.",
        training.from(),
        lifter.today(),
        training.clipped(asked, lifter),
        lifter.context().zone(),
        json.get("fired").intValue(),
        signals.size(),
        lifter.unit().symbol(),
        lifter.formula().label());
    text.lineIf(
        training.lifts().isEmpty(),
        "No finished work sets in these weeks, so there is little to go on.");
    for (Signal signal : signals) {
      text.line(
          "- %s: %s (%s checked). %s",
          signal.code().code(),
          signal.state().code().replace('_', ' '),
          checked(signal),
          signal.code().threshold());
      signal.evidence().forEach(found -> text.line("    %s", line(lifter, signal.code(), found)));
    }
    protocol(text, json.get("protocol"));
    LeftOut.line(text, json.get("left_out"));
    return text.toString();
  }

  private static String checked(Signal signal) {
    return switch (signal.code()) {
      case ABOVE_MRV -> Numbers.count(signal.checked(), "muscle");
      case WEEKS_SINCE_DELOAD ->
          signal.checked() == 0 ? "nothing" : "training days of the look-back";
      default -> Numbers.count(signal.checked(), "lift");
    };
  }

  private static String line(Lifter lifter, Deload.Code code, Evidence found) {
    String value = Numbers.plain(value(lifter, code, found.value()), 2);
    String reference = Numbers.plain(value(lifter, code, found.reference()), 2);
    String span = found.from() + " to " + found.to();
    return switch (code) {
      case E1RM_DOWN ->
          "%s: best e1RM %s, was %s (%s)".formatted(found.subject(), value, reference, span);
      case RPE_UP -> "%s: RPE %s, was %s (%s)".formatted(found.subject(), value, reference, span);
      case TARGET_MISSED ->
          "%s: %s of %s reps in the last session (%s)"
              .formatted(found.subject(), value, reference, span);
      case ABOVE_MRV ->
          "%s: %s, MRV %s (week of %s)"
              .formatted(found.subject(), Numbers.count(value, "set"), reference, found.from());
      case WEEKS_SINCE_DELOAD -> Numbers.count(value, "week") + " since " + found.from();
    };
  }

  private static void protocol(Text text, JsonNode protocol) {
    text.line(
        "Protocol: %d days at the same weight with %d to %d %% of the sets.",
        protocol.get("days").intValue(),
        protocol.get("keep_percent_least").intValue(),
        protocol.get("keep_percent_most").intValue());
    // Most lifts are done for the same few sets: each number is said once.
    Map<Integer, List<String>> bySets = new TreeMap<>();
    for (JsonNode exercise : protocol.get("exercises")) {
      bySets
          .computeIfAbsent(exercise.get("sets_last_session").intValue(), sets -> new ArrayList<>())
          .add(Named.exercise(exercise.get("name").textValue()));
    }
    List<String> keep = new ArrayList<>();
    bySets.forEach(
        (sets, names) ->
            keep.add(
                "%d of %d: %s".formatted(Deload.setsToKeep(sets), sets, String.join(", ", names))));
    text.lineIf(
        !keep.isEmpty(),
        "Sets to keep per session, lifts of the last %d days: %s.",
        CURRENT_DAYS,
        String.join("; ", keep));
  }
}
