package coach.tools.plans;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.tools.progression.NextWeightTools;
import coach.training.NextWeight;
import coach.training.PlanLine;
import coach.training.PlanSchedule;
import coach.training.Projection;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A plan week by week: hard sets, and the weights of its lines if every target is reached. */
final class ProjectionLines {
  /** Accessories grow as their neighbours do. */
  private static final int MOST_LINES_A_DAY = 4;

  private ProjectionLines() {}

  static void write(
      Lifter lifter, Plan plan, JsonNode history, int weeks, ObjectNode json, Text text) {
    if (weeks == 0 || plan.days().isEmpty()) {
      return;
    }
    ArrayNode rows = json.putArray("projection");
    NextLoads loads = new NextLoads(lifter, NextWeightTools.grid(lifter), plan, history, 0, 0);
    List<List<String>> table = new ArrayList<>();
    for (int place = 0; place < plan.days().size(); place++) {
      day(loads, place, weeks, rows, table);
    }
    List<String> header = new ArrayList<>();
    header.add("if every target is reached, " + lifter.unit().symbol());
    for (int week = 1; week <= weeks; week++) {
      header.add("w" + week + (plan.schedule().deloadWeeks().contains(week) ? " deload" : ""));
    }
    text.table(header, table);
    text.line("Hard sets by week: %s.", String.join(", ", sets(plan, weeks)));
    text.lineIf(
        table.isEmpty(), "No weights by week: nothing of it is in the log, or it is body weight.");
  }

  private static void day(
      NextLoads loads, int place, int weeks, ArrayNode rows, List<List<String>> table) {
    Plan.Day day = loads.plan().days().get(place);
    for (Plan.Line line : day.lines().stream().limit(MOST_LINES_A_DAY).toList()) {
      List<Double> weights = weights(loads, line, place, weeks);
      if (!weights.isEmpty()) {
        rows.addObject()
            .put("day", day.name())
            .put("exercise", line.name())
            .set("weights", Json.array(weights, weight -> Json.MAPPER.valueToTree(weight)));
        List<String> row = new ArrayList<>();
        row.add(Shown.quoted(day.name(), 30) + " " + Named.exercise(line.name()));
        weights.forEach(weight -> row.add(Numbers.plain(weight, 2)));
        table.add(row);
      }
    }
  }

  private static List<String> sets(Plan plan, int weeks) {
    PlanSchedule schedule = plan.schedule();
    double turns = schedule.isFixed() ? 1 : schedule.daysPerWeek() / (double) plan.days().size();
    List<String> sets = new ArrayList<>();
    for (int week = 1; week <= weeks; week++) {
      boolean light = schedule.deloadWeeks().contains(week);
      int sum = plan.lines().stream().mapToInt(l -> light ? l.deloadSets() : l.sets()).sum();
      sets.add(Numbers.plain(sum * turns, 0));
    }
    return sets;
  }

  /** In the lifter's unit; none where no weight is known. */
  private static List<Double> weights(NextLoads loads, Plan.Line line, int place, int weeks) {
    if (line.target().isEmpty()) {
      return List.of();
    }
    NextWeight.Question question = loads.question(line, place);
    NextWeight next = NextWeight.suggest(question);
    PlanLine first = question.lines().get(0);
    List<Integer> grams = List.of();
    if (next.wave().isPresent()) {
      int max = next.wave().get().trainingMaxGrams();
      grams =
          Projection.waves(
              first, max, weeks, loads.plan().schedule().deloadWeeks(), question.loadable());
    } else if (next.weightGrams().orElse(0) > 0) {
      grams =
          Projection.weights(
              next.weightGrams().getAsInt(),
              first.target(),
              first.stepGrams().orElse(0),
              weeks,
              loads.plan().schedule().deloadWeeks(),
              question.loadable());
    }
    return grams.stream().map(weight -> loads.lifter().weight(weight)).toList();
  }
}
