package coach.tools.progression;

import coach.db.Answer;
import coach.tools.Arguments;
import coach.tools.Effect;
import coach.tools.Exercises;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.lifter.Lifter;
import coach.tools.sets.StoredSet;
import coach.tools.sets.Targets;
import coach.training.Loadable;
import coach.training.NextWeight;
import coach.training.OneRepMax;
import coach.training.PerformedSet;
import coach.training.Prescription;
import coach.training.RelatedLift;
import coach.training.SessionSets;
import coach.training.Target;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What to load next time, by the one rule that applies and the sets it rests on. */
public final class NextWeightTools {
  private static final int STEP_GRAMS = 2500;
  private static final int STEP_POUNDS = 5;
  private static final int MOST_REPS_BY_RPE = 12;

  private NextWeightTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "suggest_next_weight",
            "Suggest next weight",
            "The weight for the next session of one exercise: the rule that decided (layoff, back"
                + " off, add the step, hold, related lift), the sets it used, loadable neighbors"
                + " with the lifter's plates, and confidence. The target is the plan's or the usual"
                + " reps unless target_reps or target_rpe asks for another.",
            Effect.READ,
            List.of(
                Exercises.param().required(),
                Param.integer("target_reps", "Target repetitions per set.", 1, OneRepMax.MOST_REPS),
                Param.number("target_rpe", "Target RPE in steps of 0.5, for up to 12 reps.", 6, 10),
                Param.integer("sets", "Number of sets planned.", 1, 20)),
            Output.of(
                "exercise object, unit string, time_zone string, one_rm_formula string,"
                    + " weight number?, rule string, why string, target object, step number,"
                    + " evidence array, last_performed string?, days_since integer?,"
                    + " percent_kept integer, weight_by_e1rm number?, loadable object?,"
                    + " related_lift object?, confidence string, left_out object"),
            NextWeightTools::suggest));
  }

  private static ToolAnswer suggest(ToolCall call) {
    Answer answer = call.run();
    JsonNode data = answer.data();
    Exercises exercise = Exercises.found(data, call.arguments().text("exercise"));
    Lifter lifter = Lifter.of(answer.context());
    List<PerformedSet> sets = StoredSet.until(lifter.today(), data.get("sets"));
    Optional<Prescription> plan = Targets.prescription(data.get("target"));
    Optional<RelatedLift> related = related(lifter, data.get("related"));
    String equipment = data.path("equipment").asText("other");
    NextWeight.Question question =
        new NextWeight.Question(
            sets,
            lifter.today(),
            plan,
            asked(call.arguments(), plan, sets),
            step(lifter, data.get("target")),
            lifter.formula(),
            loadable(lifter, equipment),
            related);
    return new NextWeightAnswer(lifter, exercise, data, question, NextWeight.suggest(question))
        .write();
  }

  private static Target.Asked asked(
      Arguments arguments, Optional<Prescription> plan, List<PerformedSet> sets) {
    Double rpe = arguments.number("target_rpe");
    OptionalInt reps = integer(arguments, "target_reps");
    if (rpe != null) {
      if (rpe * 2 != Math.rint(rpe * 2)) {
        throw new ToolError(
            "target_rpe is %s. Send 6 to 10 in steps of 0.5.".formatted(Numbers.plain(rpe, 3)));
      }
      int aimed = reps.orElseGet(() -> known(plan, sets));
      if (aimed > MOST_REPS_BY_RPE) {
        throw new ToolError(
            "target_rpe is %s for %d reps, and the RPE table ends at 12 reps. Send target_reps up to 12, or no target_rpe."
                .formatted(Numbers.plain(rpe, 1), aimed));
      }
    }
    return new Target.Asked(
        reps,
        rpe == null ? OptionalDouble.empty() : OptionalDouble.of(rpe),
        integer(arguments, "sets"));
  }

  /** The reps that count where none are asked for. */
  private static int known(Optional<Prescription> plan, List<PerformedSet> sets) {
    return plan.or(() -> Prescription.usual(SessionSets.group(sets)))
        .map(Prescription::reps)
        .orElse(Target.DEFAULT_REPS);
  }

  private static OptionalInt integer(Arguments arguments, String name) {
    return arguments.has(name) ? OptionalInt.of(arguments.integer(name)) : OptionalInt.empty();
  }

  private static int step(Lifter lifter, JsonNode target) {
    int usual = lifter.unit() == Unit.LB ? Unit.LB.toGrams(STEP_POUNDS) : STEP_GRAMS;
    int planned = target.path("step_g").asInt(-1);
    return planned >= 0 && planned <= 100_000 ? planned : usual;
  }

  static Loadable loadable(Lifter lifter, String equipment) {
    return lifter
        .settings()
        .gym()
        .map(gym -> gym.loadable(equipment, lifter.unit()))
        .orElseGet(() -> Loadable.standard(equipment, lifter.unit()));
  }

  /** The lift of the same pattern that was done most, with its best estimate. */
  private static Optional<RelatedLift> related(Lifter lifter, JsonNode related) {
    double best = 0;
    for (JsonNode row : related.path("sets")) {
      StoredSet set = new StoredSet(row);
      if (OneRepMax.eligible(set.reps()) != OneRepMax.Eligibility.LEFT_OUT) {
        best = Math.max(best, lifter.formula().estimate(set.grams(), set.reps()));
      }
    }
    return best == 0
        ? Optional.empty()
        : Optional.of(
            new RelatedLift(related.get("name").textValue(), best, RelatedLift.CAUTIOUS_SHARE));
  }
}
