package coach.tools.plans;

import coach.tools.Json;
import coach.tools.lifter.Lifter;
import coach.tools.progression.NextWeightTools;
import coach.tools.sets.Targets;
import coach.training.Grid;
import coach.training.NextWeight;
import coach.training.PlanLine;
import coach.training.RpeTable;
import coach.training.Target;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The next weights of a plan's lines, by the rules of {@code suggest_next_weight}.
 *
 * @param history as {@code coach.lift_history} answers it
 * @param due place of the day that is trained next
 * @param week of the plan on that date, 0 for unknown
 */
record NextLoads(Lifter lifter, Grid grid, Plan plan, JsonNode history, int due, int week) {
  /** The lines of the plan for an exercise, that of the day first. */
  List<PlanLine> lines(Plan.Line line, int place) {
    if (plan.json().path("kind").asText("").equals("rotation")) {
      return List.of();
    }
    ArrayNode rows = Json.MAPPER.createArrayNode();
    int days = plan.days().size();
    for (int step = 0; step < days; step++) {
      Plan.Day day = plan.days().get((place + step) % days);
      for (Plan.Line other : day.lines()) {
        if (other.id().equals(line.id())
            && (step > 0 || other.json().path("line").equals(line.json().path("line")))) {
          rows.add(row(other, day, step));
        }
      }
    }
    if (rows.isEmpty()) {
      // A stand-in is no exercise of the plan, and is trained as the one that it replaces.
      rows.add(row(line, plan.days().get(place), 0));
    }
    return Targets.lines(lifter, rows);
  }

  private ObjectNode row(Plan.Line line, Plan.Day day, int turn) {
    ObjectNode row = line.json().deepCopy();
    line.counted().ifPresent(amount -> row.put("reps", amount));
    row.put("day_id", day.id());
    row.put("day", day.name()).put("plan", plan.name()).put("turn", turn);
    row.set("progression_limit", day.json().path("limit"));
    if (week > 0) {
      row.put("week", week);
    }
    return row;
  }

  NextWeight.Question question(Plan.Line line, int place) {
    return NextWeightTools.question(
        lifter, grid, line.json(), history, lines(line, place), asked(line));
  }

  /** A line that prescribes effort takes its load from the e1RM, not from the last weight. */
  private static Target.Asked asked(Plan.Line line) {
    double rpe = line.json().path("rpe").asDouble(0);
    int reps = line.json().path("reps").asInt(0);
    boolean usable = rpe >= 6 && rpe <= 10 && rpe * 2 == Math.rint(rpe * 2);
    return usable && reps >= 1 && reps <= RpeTable.MOST_REPS
        ? new Target.Asked(
            OptionalInt.of(reps), OptionalDouble.of(rpe), OptionalInt.of(Math.max(1, line.sets())))
        : Target.Asked.NOTHING;
  }
}
