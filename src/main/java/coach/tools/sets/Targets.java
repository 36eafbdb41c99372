package coach.tools.sets;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.ToolError;
import coach.tools.lifter.Lifter;
import coach.training.PlanLine;
import coach.training.Prescription;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A plan's line for an exercise, as {@code coach.target_of} answers it. */
public final class Targets {
  private Targets() {}

  /** The line as arithmetic takes it; empty without one, and for one that cannot be meant. */
  public static Optional<Prescription> prescription(JsonNode target) {
    int reps = target == null ? 0 : target.path("reps").asInt(0);
    if (reps < 1 || reps > Prescription.MOST) {
      return Optional.empty();
    }
    int sets = target.path("sets").asInt(0);
    double limit = target.path("progression_limit").asDouble(1);
    int top = target.path("reps_top").asInt(reps);
    return Optional.of(
        new Prescription(
            reps,
            top >= reps && top <= 1000 ? top : reps,
            sets >= 1 && sets <= 100 ? OptionalInt.of(sets) : OptionalInt.empty(),
            limit > 0 && limit <= 1 ? limit : 1));
  }

  /** What a plan asks on each of its days, as {@code coach.plan_lines} answers it, in its order. */
  public static List<PlanLine> lines(Lifter lifter, JsonNode rows) {
    List<PlanLine> lines = new ArrayList<>();
    for (JsonNode row : rows) {
      int step = row.path("step_g").asInt(-1);
      int week = row.path("week").asInt(0);
      Optional<Prescription> target = prescription(row);
      target.ifPresent(
          asked ->
              lines.add(
                  new PlanLine(
                      UUID.fromString(row.get("day_id").textValue()),
                      row.path("day").asText("a day"),
                      row.path("plan").asText("a plan"),
                      asked,
                      step >= 0 && step <= 100_000
                          ? OptionalInt.of(step(lifter, step))
                          : OptionalInt.empty(),
                      row.path("turn").asInt(0),
                      waves(row),
                      week > 0 ? OptionalInt.of(week) : OptionalInt.empty())));
    }
    return lines;
  }

  /** The same with the day of this name or id first. */
  public static List<PlanLine> startingWith(List<PlanLine> lines, String day) {
    List<PlanLine> first =
        lines.stream()
            .filter(l -> l.name().equalsIgnoreCase(day.strip()) || l.day().toString().equals(day))
            .toList();
    if (first.isEmpty()) {
      throw new ToolError(
          "plan_day is \"%s\", and the plan has this exercise on %s. Send one of them."
              .formatted(
                  day,
                  lines.isEmpty()
                      ? "no day"
                      : String.join(
                          ", ",
                          lines.stream().map(line -> Shown.quoted(line.name(), 100)).toList())));
    }
    List<PlanLine> all = new ArrayList<>(first);
    lines.stream().filter(line -> !first.contains(line)).forEach(all::add);
    return all;
  }

  /** A kilogram step as a lifter in pounds takes it: 2.5 kg is 5 lb, 5 kg is 10 lb. */
  private static int step(Lifter lifter, int grams) {
    int half = Unit.LB.toGrams(2.5);
    int off = grams % half;
    if (lifter.unit() == Unit.KG || off <= 50 || half - off <= 50) {
      return grams;
    }
    return Unit.LB.toGrams(2.5 * Math.max(1, Math.round(grams / 1250.0)));
  }

  /** The sets of each week of a percentage plan's line; none of another. */
  public static List<List<PlanLine.Share>> waves(JsonNode row) {
    List<List<PlanLine.Share>> waves = new ArrayList<>();
    for (JsonNode percents : row.path("percent")) {
      List<PlanLine.Share> week = new ArrayList<>();
      for (JsonNode percent : percents) {
        JsonNode reps = row.path("reps_by_week").path(waves.size()).path(week.size());
        boolean last = week.size() == percents.size() - 1;
        boolean open =
            last && Json.list(row.path("open_weeks"), JsonNode::asInt).contains(waves.size() + 1);
        int least = reps.asInt(row.path("reps").asInt(5));
        week.add(new PlanLine.Share(percent.asInt(100), least, open));
      }
      if (!week.isEmpty()) {
        waves.add(List.copyOf(week));
      }
    }
    return List.copyOf(waves);
  }

  /** The line as answers show it. */
  public static Optional<ObjectNode> json(JsonNode target) {
    return prescription(target)
        .map(
            line -> {
              ObjectNode json = Json.object();
              json.put("sets", line.sets().isPresent() ? line.sets().getAsInt() : null);
              json.put("reps", line.reps());
              json.put("progression_limit", line.progressionLimit());
              json.set("plan", target.get("plan"));
              json.set("day", target.get("day"));
              return json;
            });
  }

  /** {@code 5x5 of "Upper Lower", "Upper A"}. */
  public static String line(JsonNode target) {
    String sets = target.get("sets").isNull() ? "" : target.get("sets").asText() + "x";
    return "%s%d of %s, %s"
        .formatted(
            sets,
            target.get("reps").intValue(),
            Named.of(target.get("plan"), "a plan"),
            Named.of(target.get("day"), "a day"));
  }
}
