package coach.tools.progression;

import coach.Shown;
import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.ToolAnswer;
import coach.tools.lifter.Lifter;
import coach.tools.lifter.Settings.Gym;
import coach.tools.sets.LeftOut;
import coach.tools.sets.StoredSet;
import coach.training.DigitSlips;
import coach.training.Grid;
import coach.training.LiftTable;
import coach.training.Loadable;
import coach.training.NextWeight;
import coach.training.NextWeight.Rule;
import coach.training.Pain;
import coach.training.PerformedSet;
import coach.training.PlanLine;
import coach.training.Plates;
import coach.training.Target;
import coach.training.WarmUps;
import coach.training.Wave;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes the answer of {@code suggest_next_weight}: the weight, and everything it rests on. */
record NextWeightAnswer(
    Lifter lifter,
    Exercises exercise,
    JsonNode data,
    NextWeight.Question question,
    NextWeight next,
    List<String> pain,
    OptionalInt asked) {
  ToolAnswer write() {
    ObjectNode json = lifter.answer();
    json.set("exercise", exercise.json());
    json.put("one_rm_formula", lifter.formula().label());
    handled(json, next);
    moved(json);
    json.put("rule", next.rule().code());
    json.put("why", next.rule().sentence());
    json.set("target", target(next.target()));
    ObjectNode hurts = json.putObject("pain");
    hurts.set("flags", Json.array(pain));
    hurts.set("alternatives", Json.array(sparing()));
    then(json, next);
    json.put("step", lifter.weight(question.stepGrams()));
    next.wave().ifPresent(wave -> json.set("wave", wave(wave)));
    restsOn(json);
    json.set("loadable", next.loadable().map(this::loadable).orElse(null));
    json.set("warm_ups", warmUps(next.weightGrams()));
    if (asked.isPresent()) {
      ObjectNode wanted = json.putObject("asked");
      wanted.setAll(loadable(question.loadable().around(asked.getAsInt())));
      wanted.set("warm_ups", warmUps(asked));
    }
    json.set("last_note", data.path("last_note"));
    json.set("related_lift", related());
    json.set("other_tracks", Json.array(next.others(), other -> other(other)));
    json.put("data", next.data().code());
    leftOut(json.putObject("left_out"));
    return new ToolAnswer(json, new NextWeightText(this, json).write());
  }

  private void restsOn(ObjectNode json) {
    json.set("evidence", Json.array(next.evidence(), set -> set(set)));
    json.put("last_performed", lastPerformed().map(LocalDate::toString).orElse(null));
    json.put("days_since", next.daysSince().map(Long::intValue).orElse(null));
    json.put("percent_kept", next.percentKept());
    json.put("weight_by_e1rm", weight(next.byOneRepMaxGrams()));
    json.put("weight_by_formula", weight(next.byFormulaGrams()));
    json.set("light_days", Json.array(next.light()));
  }

  Optional<LocalDate> lastPerformed() {
    return question.sets().stream().map(PerformedSet::date).max(LocalDate::compareTo);
  }

  /** Lifts that load what hurts less. */
  List<String> sparing() {
    String category = data.path("category").textValue();
    List<String> primary = Json.texts(data.path("primary"));
    return Pain.sparing(pain, exercise.name(), category, primary, kind -> true);
  }

  /** True where the weight is that of one dumbbell. */
  boolean isPerHand() {
    return data.path("equipment").asText("").equals("dumbbell")
        && !LiftTable.isOneDumbbell(exercise.name());
  }

  private Double weight(OptionalInt grams) {
    return grams.isPresent() ? lifter.weight(grams.getAsInt()) : null;
  }

  private void handled(ObjectNode json, NextWeight answer) {
    if (answer.weightGrams().isPresent()) {
      lifter.putHandled(json, answer.weightGrams().getAsInt());
    } else {
      json.putNull("weight");
    }
  }

  private void then(ObjectNode json, NextWeight answer) {
    answer.thenGrams().ifPresent(grams -> json.put("then", lifter.weight(grams)));
  }

  /** What is moved in all where the body is a part of it. */
  private void moved(ObjectNode json) {
    Optional<PerformedSet> last =
        next.evidence().stream().filter(PerformedSet::movesBody).reduce((a, b) -> b);
    if (last.isPresent() && last.get().loadGrams().isPresent() && next.weightGrams().isPresent()) {
      int body = last.get().bodyGrams();
      json.put("body_weight", lifter.weight(body));
      json.put("system_load", lifter.weight(body + next.weightGrams().getAsInt()));
    }
    if (isPerHand()) {
      json.put("per_hand", true);
    }
  }

  private ObjectNode other(NextWeight other) {
    ObjectNode json = Json.object();
    handled(json, other);
    json.put("rule", other.rule().code());
    json.set("target", target(other.target()));
    then(json, other);
    return json;
  }

  private static ObjectNode target(Target target) {
    ObjectNode json = Json.object();
    String counted = target.measure().code();
    json.put(counted, target.reps());
    json.put(counted + "_top", target.top() > target.reps() ? target.top() : null);
    json.put("rpe", target.rpe().isPresent() ? target.rpe().getAsDouble() : null);
    json.put("sets", target.sets().isPresent() ? target.sets().getAsInt() : null);
    json.put("source", target.source().code());
    json.put("plan", target.line().map(PlanLine::plan).orElse(null));
    json.put("day", target.line().map(PlanLine::name).orElse(null));
    return json;
  }

  private ObjectNode wave(Wave wave) {
    ObjectNode json = Json.object();
    json.put("training_max", lifter.weight(wave.trainingMaxGrams()));
    json.put("week", wave.week()).put("weeks", wave.weeks());
    ArrayNode sets = json.putArray("sets");
    for (Wave.Set set : wave.sets()) {
      sets.addObject()
          .put("weight", lifter.weight(set.weightGrams()))
          .put("reps", set.reps())
          .put("or_more", set.open());
    }
    return json;
  }

  private ObjectNode set(PerformedSet set) {
    ObjectNode json = Json.object();
    json.put("date", set.date().toString());
    lifter.putHandled(json, set.weightGrams());
    json.put("reps", set.reps());
    json.put("duration_s", set.seconds() > 0 ? set.seconds() : null);
    json.put("distance_m", set.metres() > 0 ? set.metres() : null);
    json.put("rpe", set.rpe());
    return json;
  }

  private ObjectNode loadable(Loadable.Around around) {
    ObjectNode json = Json.object();
    json.put("nearest", lifter.weight(around.nearest()));
    json.put("exact", around.exactly().isPresent());
    json.put("below", weight(around.below()));
    json.put("above", weight(around.above()));
    json.put("with", loads());
    if (question.loadable() instanceof Plates plates
        && plates.exactly(around.nearest()).isPresent()) {
      json.put("bar", lifter.weight(plates.barGrams()));
      json.put("ends", plates.ends());
      ArrayNode side = json.putArray("per_side");
      for (Plates.OnSide plate : plates.perSide(around.nearest())) {
        side.addObject().put("plate", lifter.weight(plate.grams())).put("count", plate.count());
      }
    }
    return json;
  }

  private ArrayNode warmUps(OptionalInt weight) {
    ArrayNode ladder = Json.MAPPER.createArrayNode();
    if (weight.isPresent()) {
      int reps = next.target().reps();
      for (WarmUps.Step step : WarmUps.before(weight.getAsInt(), reps, question.loadable())) {
        ladder.addObject().put("weight", lifter.weight(step.grams())).put("reps", step.reps());
      }
    }
    return ladder;
  }

  /** Whose bar and plates these are. */
  private String loads() {
    String equipment = data.path("equipment").asText("other");
    boolean usual =
        Grid.usual(lifter.unit()).of(exercise.name(), equipment).equals(question.loadable());
    return lifter
        .settings()
        .gym()
        .filter(gym -> gym.grid().knows(exercise.name(), equipment))
        .map(NextWeightAnswer::named)
        .orElse(
            (usual ? "the usual steps for " + equipment : "the logged weights") + ", none are set");
  }

  private static String named(Gym gym) {
    return "what "
        + (gym.name().isEmpty() ? "the lifter's gym" : Shown.quoted(gym.name(), 60))
        + " has";
  }

  private ObjectNode related() {
    return question
        .related()
        .filter(lift -> next.rule() == Rule.RELATED_LIFT)
        .map(
            lift ->
                Json.object()
                    .put("name", lift.lift())
                    .put("e1rm", lifter.weight(lift.oneRepMaxGrams()))
                    .put("share", lift.share())
                    .put("percent_kept", lift.percentKept()))
        .orElse(null);
  }

  private void leftOut(ObjectNode json) {
    List<PerformedSet> sets = question.sets();
    json.put("warm_up", (int) sets.stream().filter(set -> !set.isWork()).count());
    json.put("deload", (int) sets.stream().filter(s -> s.isWork() && s.deload()).count());
    LeftOut.oneRepMax(json, sets.stream().filter(set -> !set.deload()).toList());
    json.put("digit_slip", sets.size() - DigitSlips.without(sets).size());
    int running = StoredSet.inProgress(data.get("sets"));
    json.put("in_progress", running).put("drafts", data.get("drafts").intValue());
    json.put("dated_after_today", data.get("sets").size() - sets.size() - running);
  }
}
