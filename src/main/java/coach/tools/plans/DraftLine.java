package coach.tools.plans;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.SetLine;
import coach.training.CountedIn;
import coach.training.NextWeight.Rule;
import coach.training.PerformedSet;
import coach.training.Plates;
import coach.training.Target;
import coach.training.WarmUps;
import coach.training.Wave;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One exercise of a drafted session. */
record DraftLine(Lifter lifter, Draft draft, Draft.Entry entry) {
  /** Rules whose code does not say to a lifter what it means. */
  private static final Map<Rule, String> WHY =
      Map.of(
          Rule.NO_DATA, "no sets to go by",
          Rule.RELATED_LIFT, "by a related lift",
          Rule.BODY_WEIGHT, "by reps",
          Rule.PERCENT, "percentages of the plan",
          Rule.RESUME, "as before the light session",
          Rule.ADD_STEP, "one step up",
          Rule.ADD_TWO_STEPS, "two steps up",
          Rule.ADD_REPS, "more reps first",
          Rule.CLIMB, "one rep more a set",
          Rule.HOLD, "same weight again");

  void write(ArrayNode rows, Text text) {
    ObjectNode json = rows.addObject();
    OptionalInt grams = entry.grams();
    facts(json, grams);
    List<String> words = new ArrayList<>();
    wave(json);
    plates(grams, json, words);
    warmUps(grams, json, words);
    words.add("rest %d s".formatted(entry.line().rest()));
    last(json, words);
    // Pain first, plan second, number third.
    pain(json, text);
    JsonNode superset = entry.line().json().path("superset");
    text.line(
        "%d. %s%s %s (%s); %s.",
        rows.size(),
        superset.isTextual() ? "[" + Shown.line(superset.asText()) + "] " : "",
        title(),
        work(grams),
        why(),
        String.join("; ", words));
    PlanAnswer.withoutNulls(json);
  }

  private void facts(ObjectNode json, OptionalInt grams) {
    json.put("name", entry.line().name());
    json.put("instead_of", entry.instead().orElse(null));
    json.put("sets", entry.sets());
    json.put("reps", reps(entry.next().target()));
    grams.ifPresent(weight -> lifter.putHandled(json, weight));
    json.put("why", why());
    json.put("rest_s", entry.line().rest());
    json.set("superset", entry.line().json().get("superset"));
  }

  private String title() {
    String name = Named.exercise(entry.line().name());
    return entry
        .instead()
        .map(other -> name + " instead of " + Named.exercise(other) + ", which the gym cannot do,")
        .orElse(name);
  }

  private String work(OptionalInt grams) {
    if (!entry.wave().isEmpty()) {
      return String.join(", ", entry.wave().stream().limit(entry.sets()).map(this::set).toList());
    }
    boolean perHand = entry.line().equipment().equals("dumbbell");
    String load =
        grams.isEmpty()
            ? "with a weight that leaves three reps"
            : grams.getAsInt() == 0
                ? "with body weight"
                : "at " + lifter.showHandled(grams.getAsInt()) + (perHand ? " per hand" : "");
    return "%dx%s %s".formatted(entry.sets(), reps(entry.next().target()), load);
  }

  private String set(Wave.Set set) {
    return lifter.unit().format(set.weightGrams()) + "x" + set.reps() + (set.open() ? "+" : "");
  }

  private static String reps(Target target) {
    String range =
        target.top() > target.reps()
            ? target.reps() + "-" + target.top()
            : String.valueOf(target.reps());
    return target.measure() == CountedIn.REPS ? range : range + " " + target.measure().unit();
  }

  private String why() {
    Rule rule = entry.next().rule();
    if (draft.deload()) {
      return "deload";
    }
    // Without a weight to follow, the plan itself adds reps.
    boolean far = rule == Rule.ADD_REPS && entry.next().thenGrams().isPresent();
    String why = WHY.getOrDefault(rule, rule.code().replace('_', ' '));
    return far ? why + ", the next weight is over 7.5 % more" : why;
  }

  private void wave(ObjectNode json) {
    if (!entry.wave().isEmpty()) {
      json.set(
          "wave", Json.array(entry.wave().stream().limit(entry.sets()).map(this::set).toList()));
      json.put("training_max", lifter.weight(entry.next().wave().orElseThrow().trainingMaxGrams()));
    }
  }

  private void plates(OptionalInt grams, ObjectNode json, List<String> words) {
    if (grams.isPresent()
        && entry.question().loadable() instanceof Plates plates
        && plates.exactly(grams.getAsInt()).isPresent()) {
      List<String> side = new ArrayList<>();
      for (Plates.OnSide plate : plates.perSide(grams.getAsInt())) {
        side.add(
            (plate.count() > 1 ? plate.count() + "x" : "") + lifter.unit().format(plate.grams()));
      }
      String said = side.isEmpty() ? "nothing" : String.join(" + ", side);
      json.put("per_side", said);
      String bar = plates.barGrams() > 0 ? "bar %s, " : "";
      words.add(bar.formatted(lifter.unit().format(plates.barGrams())) + "per side " + said);
    }
  }

  private void warmUps(OptionalInt grams, ObjectNode json, List<String> words) {
    List<String> ladder = new ArrayList<>();
    if (grams.isPresent()) {
      WarmUps.before(grams.getAsInt(), entry.next().target().reps(), entry.question().loadable())
          .forEach(step -> ladder.add(lifter.unit().format(step.grams()) + "x" + step.reps()));
    }
    if (!ladder.isEmpty()) {
      json.put("warm_ups", String.join(", ", ladder));
      words.add("warm-ups " + String.join(", ", ladder));
    }
  }

  private void last(ObjectNode json, List<String> words) {
    List<PerformedSet> all = entry.question().sets();
    Optional<LocalDate> day = all.stream().map(PerformedSet::date).max(Comparator.naturalOrder());
    if (day.isEmpty()) {
      words.add("never done in the last year");
      return;
    }
    List<String> sets =
        SetLine.folded(
            all.stream()
                .filter(set -> set.date().equals(day.get()) && set.isWork())
                .map(
                    set ->
                        RecordLines.set(lifter, set)
                            + (set.rpe() == null ? "" : " @" + Numbers.plain(set.rpe(), 1)))
                .toList());
    String said = day.get() + " " + String.join(", ", sets);
    json.put("last", said);
    words.add("last " + said);
  }

  private void pain(ObjectNode json, Text text) {
    if (entry.pain().isEmpty()) {
      return;
    }
    List<String> easier = entry.line().sparing(entry.pain(), draft.gym());
    json.set("pain", Json.array(entry.pain()));
    json.set("easier", Json.array(easier));
    text.line(
        "Pain is noted (%s) where the next lift loads: nothing is added%s.",
        Shown.quoted(String.join(", ", entry.pain()), 100),
        easier.isEmpty() ? "" : "; easier: " + String.join(", ", easier));
  }
}
