package coach.tools.progression;

import coach.db.Answer;
import coach.tools.Arguments;
import coach.tools.Effect;
import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.lifter.Lifter;
import coach.tools.lifter.Settings.Gym;
import coach.tools.sets.StoredSet;
import coach.tools.sets.Targets;
import coach.training.CountedIn;
import coach.training.FirstTime;
import coach.training.Grid;
import coach.training.LiftTable;
import coach.training.Loadable;
import coach.training.NextWeight;
import coach.training.OneRepMax;
import coach.training.Pain;
import coach.training.PlanLine;
import coach.training.RpeTable;
import coach.training.Target;
import coach.training.Unit;
import coach.training.UsedWeights;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;

/** What to load next time, by the one rule that applies and the sets it rests on. */
public final class NextWeightTools {
  private static final int STEP_GRAMS = 2500;
  private static final int STEP_POUNDS = 5;

  private NextWeightTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "suggest_next_weight",
            "Suggest next weight",
            "The weight for the next session of one exercise, loadable in the lifter's gym, with"
                + " pain first, the rule that decided, the sets it used, plates, warm-ups and the"
                + " last note. Heavy and light days are answered apart. The target is the plan's"
                + " or the usual reps unless asked.",
            Effect.READ,
            List.of(
                Exercises.param().required(),
                Param.integer("target_reps", "Target repetitions per set.", 1, OneRepMax.MOST_REPS),
                Param.number("target_rpe", "Target RPE in steps of 0.5, for up to 12 reps.", 6, 10),
                Param.integer("sets", "Number of sets planned.", 1, 20),
                Param.text("plan_day", "Day of the plan; default the next one due.", 200),
                Param.number(
                    "weight", "Also plates and warm-ups for exactly this weight.", 0, 2000)),
            Output.of(
                "exercise object, unit string, time_zone string, one_rm_formula string, weight"
                    + " number?, assistance number?, body_weight number?, system_load number?,"
                    + " per_hand boolean?, rule string, why string, target object, then number?,"
                    + " step number, wave object?, pain object, evidence array, last_performed"
                    + " string?, days_since integer?, percent_kept integer, weight_by_e1rm number?,"
                    + " weight_by_formula number?, loadable object?, warm_ups array, asked object?,"
                    + " last_note object?, related_lift object?, other_tracks array, light_days"
                    + " array, data string, left_out object"),
            NextWeightTools::suggest));
  }

  private static ToolAnswer suggest(ToolCall call) {
    Answer answer = call.run();
    JsonNode data = answer.data();
    Exercises exercise = Exercises.found(data, call.arguments().text("exercise"));
    Lifter lifter = Lifter.of(answer.context());
    NextWeight.Question question = question(call.arguments(), lifter, exercise, data);
    NextWeight next = NextWeight.suggest(question);
    refuseReps(exercise, question, next);
    refuseRpe(question, next);
    List<String> pain =
        Pain.concerning(
            lifter.settings().pain(),
            exercise.name(),
            Json.texts(data.path("primary")),
            Json.texts(data.path("secondary")));
    NextWeight said = pain.isEmpty() ? next : next.held(question.loadable());
    Double weight = call.arguments().number("weight");
    OptionalInt wanted =
        weight == null ? OptionalInt.empty() : OptionalInt.of(lifter.unit().toGrams(weight));
    return new NextWeightAnswer(lifter, exercise, data, question, said, pain, wanted).write();
  }

  private static NextWeight.Question question(
      Arguments arguments, Lifter lifter, Exercises exercise, JsonNode data) {
    List<PlanLine> lines = Targets.lines(lifter, data.path("lines"));
    if (arguments.has("plan_day")) {
      lines = Targets.startingWith(lines, arguments.text("plan_day"));
    }
    return new NextWeight.Question(
        StoredSet.until(lifter.today(), data.get("sets"), exercise.name()),
        lifter.today(),
        lines,
        days(data.path("days")),
        asked(arguments),
        lifter.unit() == Unit.LB ? Unit.LB.toGrams(STEP_POUNDS) : STEP_GRAMS,
        lifter.formula(),
        loadable(lifter, exercise.name(), data),
        lifter.settings().trainingMax(exercise.name()),
        related(lifter, exercise, data));
  }

  /**
   * What to load next of a line of a plan, by the same rules.
   *
   * @param line name and equipment of the exercise
   * @param history sets by exercise and days by session, as {@code coach.lift_history} answers them
   * @param lines what the plan asks of the exercise, the day in question first
   */
  public static NextWeight.Question question(
      Lifter lifter,
      Grid grid,
      JsonNode line,
      JsonNode history,
      List<PlanLine> lines,
      Target.Asked asked) {
    String name = line.get("name").textValue();
    JsonNode sets = history.path("sets").path(line.get("id").textValue());
    return new NextWeight.Question(
        StoredSet.until(lifter.today(), sets, name),
        lifter.today(),
        lines,
        days(history.path("days")),
        asked,
        lifter.unit() == Unit.LB ? Unit.LB.toGrams(STEP_POUNDS) : STEP_GRAMS,
        lifter.formula(),
        loadable(lifter, grid, name, line, sets),
        lifter.settings().trainingMax(name),
        Optional.empty());
  }

  private static Target.Asked asked(Arguments arguments) {
    Double rpe = arguments.number("target_rpe");
    OptionalInt reps = integer(arguments, "target_reps");
    if (rpe != null) {
      if (rpe * 2 != Math.rint(rpe * 2)) {
        throw new ToolError(
            "target_rpe is %s. Send 6 to 10 in steps of 0.5.".formatted(Numbers.plain(rpe, 3)));
      }
    }
    return new Target.Asked(
        reps,
        rpe == null ? OptionalDouble.empty() : OptionalDouble.of(rpe),
        integer(arguments, "sets"));
  }

  private static void refuseReps(
      Exercises exercise, NextWeight.Question question, NextWeight next) {
    OptionalInt reps = question.asked().reps();
    if (next.target().measure() != CountedIn.REPS && reps.isPresent()) {
      throw new ToolError(
          "target_reps is %d, and %s is logged in %s. Leave target_reps out."
              .formatted(reps.getAsInt(), exercise.name(), next.target().measure().code()));
    }
  }

  private static void refuseRpe(NextWeight.Question question, NextWeight next) {
    OptionalDouble rpe = question.asked().rpe();
    if (rpe.isPresent() && next.target().reps() > RpeTable.MOST_REPS) {
      throw new ToolError(
          "target_rpe is %s for %d reps, and the RPE table ends at 12 reps. Send target_reps up to 12, or no target_rpe."
              .formatted(Numbers.plain(rpe.getAsDouble(), 1), next.target().reps()));
    }
  }

  private static OptionalInt integer(Arguments arguments, String name) {
    return arguments.has(name) ? OptionalInt.of(arguments.integer(name)) : OptionalInt.empty();
  }

  private static Map<UUID, UUID> days(JsonNode days) {
    Map<UUID, UUID> read = new HashMap<>();
    for (var day : days.properties()) {
      read.put(UUID.fromString(day.getKey()), UUID.fromString(day.getValue().textValue()));
    }
    return read;
  }

  private static Loadable loadable(Lifter lifter, String exercise, JsonNode data) {
    return loadable(lifter, grid(lifter), exercise, data, data.get("sets"));
  }

  private static Loadable loadable(
      Lifter lifter, Grid grid, String exercise, JsonNode data, JsonNode sets) {
    String equipment = data.path("equipment").asText("other");
    Loadable usual = grid.of(exercise, equipment);
    return grid.knows(exercise, equipment)
        ? usual
        : UsedWeights.fit(
            usual,
            StoredSet.until(lifter.today(), sets, exercise),
            lifter.unit(),
            equipment.equals("machine") || equipment.equals("cable"));
  }

  /** What can be loaded in the active gym, else the usual. */
  public static Grid grid(Lifter lifter) {
    return lifter.settings().gym().map(Gym::grid).orElseGet(() -> Grid.usual(lifter.unit()));
  }

  /** A lift that the table has a ratio for, with its best estimate of the last weeks. */
  private static Optional<FirstTime> related(Lifter lifter, Exercises exercise, JsonNode data) {
    Map<String, Double> maxes = new HashMap<>();
    Map<String, LocalDate> last = new HashMap<>();
    for (JsonNode other : data.path("others")) {
      String name = other.get("name").textValue();
      last.put(name, LocalDate.parse(other.get("last").textValue()));
      for (JsonNode row : other.get("sets")) {
        lifter
            .formula()
            .estimate(new StoredSet(row).performed(LiftTable.bodyShare(name)))
            .ifPresent(estimate -> maxes.merge(name, estimate.grams(), Math::max));
      }
    }
    return FirstTime.of(exercise.name(), data.path("category").asText(""), maxes)
        .map(lift -> lift.after(ChronoUnit.DAYS.between(last.get(lift.lift()), lifter.today())));
  }
}
