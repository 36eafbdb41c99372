package coach.tools.progression;

import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.LeftOut;
import coach.tools.sets.SetLine;
import coach.tools.sets.Targets;
import coach.training.Loadable;
import coach.training.NextWeight;
import coach.training.NextWeight.Rule;
import coach.training.PerformedSet;
import coach.training.Plates;
import coach.training.Target;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes the answer of {@code suggest_next_weight}: the weight, and everything it rests on. */
record NextWeightAnswer(
    Lifter lifter,
    Exercises exercise,
    JsonNode data,
    NextWeight.Question question,
    NextWeight next) {

  ToolAnswer write() {
    ObjectNode json = lifter.answer();
    json.set("exercise", exercise.json());
    json.put("one_rm_formula", lifter.formula().label());
    json.put("weight", weight(next.weightGrams()));
    json.put("rule", next.rule().code());
    json.put("why", next.rule().sentence());
    json.set("target", target());
    json.put("step", lifter.weight(question.stepGrams()));
    ArrayNode evidence = json.putArray("evidence");
    next.evidence().forEach(set -> evidence.add(set(set)));
    json.put("last_performed", lastPerformed().map(LocalDate::toString).orElse(null));
    json.put("days_since", next.daysSince().map(Long::intValue).orElse(null));
    json.put("percent_kept", next.percentKept());
    json.put("weight_by_e1rm", weight(next.byOneRepMaxGrams()));
    json.set("loadable", next.loadable().map(this::loadable).orElse(null));
    json.set("related_lift", related());
    json.put("confidence", next.confidence().word());
    leftOut(json.putObject("left_out"));
    return new ToolAnswer(json, text(json));
  }

  private Double weight(OptionalInt grams) {
    return grams.isPresent() ? lifter.weight(grams.getAsInt()) : null;
  }

  private Optional<LocalDate> lastPerformed() {
    return question.sets().stream().map(PerformedSet::date).max(Comparator.naturalOrder());
  }

  private ObjectNode target() {
    Target target = next.target();
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("reps", target.reps());
    json.put("rpe", target.rpe().isPresent() ? target.rpe().getAsDouble() : null);
    json.put("sets", target.sets().isPresent() ? target.sets().getAsInt() : null);
    json.put("source", target.source().code());
    boolean planned = question.plan().isPresent();
    json.set("plan", planned ? data.get("target").get("plan") : null);
    json.set("day", planned ? data.get("target").get("day") : null);
    return json;
  }

  private ObjectNode set(PerformedSet set) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("date", set.date().toString());
    json.put("weight", lifter.weight(set.weightGrams()));
    json.put("reps", set.reps());
    json.put("rpe", set.rpe());
    return json;
  }

  private ObjectNode loadable(Loadable.Around around) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("nearest", lifter.weight(around.nearest()));
    json.put("exact", around.exactly().isPresent());
    json.put("below", weight(around.below()));
    json.put("above", weight(around.above()));
    json.put("with", loads());
    if (question.loadable() instanceof Plates plates
        && plates.exactly(around.nearest()).isPresent()) {
      json.put("bar", lifter.weight(plates.barGrams()));
      ArrayNode side = json.putArray("per_side");
      for (Plates.OnSide plate : plates.perSide(around.nearest())) {
        side.addObject().put("plate", lifter.weight(plate.grams())).put("count", plate.count());
      }
    }
    return json;
  }

  /** Whose bar and plates these are. */
  private String loads() {
    String equipment = data.path("equipment").asText("other");
    return lifter
        .settings()
        .gym()
        .filter(gym -> gym.knows(equipment))
        .map(gym -> "the plates of " + (gym.name().isEmpty() ? "the lifter's gym" : gym.name()))
        .orElse("the usual steps for " + equipment + ", none are set");
  }

  private ObjectNode related() {
    return question
        .related()
        .filter(lift -> next.rule() == Rule.RELATED_LIFT)
        .map(
            lift ->
                Json.MAPPER
                    .createObjectNode()
                    .put("name", lift.exercise())
                    .put("e1rm", lifter.weight(lift.oneRepMaxGrams()))
                    .put("share", lift.share()))
        .orElse(null);
  }

  private void leftOut(ObjectNode json) {
    List<PerformedSet> sets = question.sets();
    json.put("warm_up", (int) sets.stream().filter(set -> !set.isWork()).count());
    json.put("deload", (int) sets.stream().filter(s -> s.isWork() && s.deload()).count());
    LeftOut.oneRepMax(json, sets.stream().filter(set -> !set.deload()).toList());
    json.put("drafts", data.get("drafts").intValue());
    json.put("dated_after_today", data.get("sets").size() - sets.size());
  }

  private String text(ObjectNode json) {
    Text text = new Text();
    text.line("%s: %s", exercise.title(), headline());
    text.line("Rule %s: %s", next.rule().code(), next.rule().sentence());
    text.lineIf(
        next.rule() == Rule.ADD_STEP && question.stepGrams() == 0,
        "The plan's step is 0: add a repetition instead.");
    JsonNode related = json.get("related_lift");
    if (!related.isNull()) {
      text.line(
          "Related lift: %s, best e1RM of 90 days %s, of which %s %%.",
          related.get("name").textValue(),
          SetLine.number(related, "e1rm"),
          Numbers.plain(100 * related.get("share").doubleValue(), 0));
    }
    evidence(text);
    next.loadable().ifPresent(around -> text.line(loads(json.get("loadable"))));
    text.lineIf(
        next.byOneRepMaxGrams().isPresent() && next.rule() != Rule.OTHER_TARGET,
        "For comparison, by e1RM: %s.",
        next.byOneRepMaxGrams().isPresent() ? lifter.show(next.byOneRepMaxGrams().getAsInt()) : "");
    text.line(
        "Confidence %s. Step %s. e1RM by %s.",
        next.confidence().word(), lifter.show(question.stepGrams()), lifter.formula().label());
    LeftOut.line(text, json.get("left_out"));
    return text.toString();
  }

  private String headline() {
    Target target = next.target();
    String weight =
        next.weightGrams().isEmpty()
            ? "no weight to suggest"
            : next.rule() == Rule.BODY_WEIGHT
                ? "body weight"
                : lifter.show(next.weightGrams().getAsInt());
    String sets = target.sets().isPresent() ? target.sets().getAsInt() + " x " : "";
    String rpe =
        target.rpe().isPresent() ? " at RPE " + Numbers.plain(target.rpe().getAsDouble(), 1) : "";
    String reps = Numbers.count(target.reps(), "rep");
    return "%s for %s%s%s (%s).".formatted(weight, sets, reps, rpe, source(target));
  }

  private String source(Target target) {
    return switch (target.source()) {
      case ASKED -> "target as asked";
      case PLAN -> "target of " + Targets.line(Targets.json(data.get("target")).orElseThrow());
      case USUAL -> "the usual reps of the last three sessions";
      case DEFAULT -> "no target known, so 10 reps";
    };
  }

  private void evidence(Text text) {
    List<String> lines = new ArrayList<>();
    for (PerformedSet set : next.evidence()) {
      String rpe = set.rpe() == null ? "" : " @" + Numbers.plain(set.rpe(), 1);
      lines.add(set.date() + " " + RecordLines.set(lifter, set) + rpe);
    }
    String last =
        lastPerformed()
            .map(
                day ->
                    "Last performed %s, %s ago."
                        .formatted(day, Numbers.count(next.daysSince().orElse(0L), "day")))
            .orElse("Never performed in the look-back.");
    text.line(
        "%s%s",
        last,
        lines.isEmpty() ? "" : " Sets used: " + String.join(", ", SetLine.folded(lines)) + ".");
  }

  private String loads(JsonNode loadable) {
    List<String> side = new ArrayList<>();
    for (JsonNode plate : loadable.path("per_side")) {
      int count = plate.get("count").intValue();
      side.add((count > 1 ? count + "x" : "") + SetLine.number(plate, "plate"));
    }
    String plates =
        loadable.has("per_side")
            ? " (bar %s, per side %s)"
                .formatted(
                    SetLine.number(loadable, "bar"),
                    side.isEmpty() ? "nothing" : String.join(" + ", side))
            : "";
    return "Load %s%s%s; below %s, above %s; by %s."
        .formatted(
            SetLine.number(loadable, "nearest"),
            loadable.get("exact").booleanValue() ? "" : " (the nearest)",
            plates,
            loadable.get("below").isNull() ? "none" : SetLine.number(loadable, "below"),
            loadable.get("above").isNull() ? "none" : SetLine.number(loadable, "above"),
            loadable.get("with").textValue());
  }
}
