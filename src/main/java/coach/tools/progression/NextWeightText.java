package coach.tools.progression;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.LeftOut;
import coach.tools.sets.SetLine;
import coach.training.CountedIn;
import coach.training.FirstTime;
import coach.training.NextWeight;
import coach.training.NextWeight.Rule;
import coach.training.PerformedSet;
import coach.training.PlanLine;
import coach.training.SetType;
import coach.training.Target;
import coach.training.Wave;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Puts the answer of {@code suggest_next_weight} into words: the same facts, the weight first. */
record NextWeightText(NextWeightAnswer answer, ObjectNode json) {
  String write() {
    Text text = new Text();
    NextWeight next = answer.next();
    pain(text);
    text.line("%s: %s", answer.exercise().title(), headline(next));
    text.line("Rule %s: %s", next.rule().code(), next.rule().sentence());
    next.wave().ifPresent(wave -> text.line("%s", wave(wave)));
    then(text, next);
    related(text);
    next.others().forEach(other -> text.line("Also: %s %s", headline(other), other.rule().code()));
    body(text);
    evidence(text);
    text.lineIf(
        !next.light().isEmpty(),
        "Passed over as light, a tested maximum or in the wrong unit: %s.",
        String.join(", ", next.light().stream().map(LocalDate::toString).toList()));
    load(text, next);
    comparison(text, next);
    text.line(
        "Data: %s. Step %s. e1RM by %s.",
        next.data().code(),
        lifter().show(answer.question().stepGrams()),
        lifter().formula().label());
    LeftOut.line(text, json.get("left_out"));
    return text.toString();
  }

  private void pain(Text text) {
    text.lineIf(
        !answer.pain().isEmpty(),
        "Pain noted: %s. %sAll that spare it: search_exercises with alternatives_to.",
        String.join(", ", answer.pain()),
        answer.sparing().isEmpty()
            ? ""
            : "Easier on it: " + Json.join(json.at("/pain/alternatives")) + ". ");
  }

  private void load(Text text, NextWeight next) {
    next.loadable().ifPresent(around -> text.line(loads("Load", json.get("loadable"))));
    warmUps(text, json.get("warm_ups"));
    JsonNode asked = json.path("asked");
    if (asked.isObject()) {
      text.line(loads("Asked: " + lifter().show(answer.asked().getAsInt()) + ", load", asked));
      warmUps(text, asked.get("warm_ups"));
    }
    JsonNode note = json.path("last_note");
    text.lineIf(
        note.isObject(),
        "Last note, %s: %s",
        note.path("date").asText(),
        Named.note(note.path("note")));
  }

  private Lifter lifter() {
    return answer.lifter();
  }

  private String headline(NextWeight next) {
    Target target = next.target();
    boolean bare = target.measure() != CountedIn.REPS && next.weightGrams().orElse(1) == 0;
    String weight =
        next.weightGrams().isEmpty()
            ? "no weight to suggest"
            : lifter().showHandled(next.weightGrams().getAsInt())
                + (answer.isPerHand() ? " per hand" : "");
    String sets = target.sets().isPresent() ? target.sets().getAsInt() + " x " : "";
    String rpe =
        target.rpe().isPresent() ? " at RPE " + Numbers.plain(target.rpe().getAsDouble(), 1) : "";
    String reps =
        target.top() > target.reps()
            ? target.reps() + "-" + target.top() + " " + target.measure().unit()
            : target.reps() == 1 && target.measure() == CountedIn.REPS
                ? "1 rep"
                : target.reps() + " " + target.measure().unit();
    return "%s%s%s%s (%s)."
        .formatted(bare ? "" : weight + " for ", sets, reps, rpe, source(target));
  }

  private static String source(Target target) {
    return switch (target.source()) {
      case ASKED -> "target as asked";
      case PLAN ->
          "target of " + target.line().map(line -> line(line, target.measure())).orElse("a plan");
      case USUAL -> "from the last sessions";
      case DEFAULT -> "no target known, so 10 reps";
    };
  }

  private static String line(PlanLine line, CountedIn measure) {
    String sets = line.target().sets().isPresent() ? line.target().sets().getAsInt() + "x" : "";
    return sets
        + line.target().reps()
        + (measure == CountedIn.REPS ? "" : " " + measure.unit())
        + " of "
        + Shown.quoted(line.plan(), 100)
        + ", "
        + Shown.quoted(line.name(), 100);
  }

  private String wave(Wave wave) {
    List<String> sets = new ArrayList<>();
    for (Wave.Set set : wave.sets()) {
      String weight = lifter().unit().format(set.weightGrams());
      sets.add(weight + "x" + set.reps() + (set.open() ? "+" : ""));
    }
    return "Sets: %s, by a training max of %s, week %d of %d."
        .formatted(
            String.join(", ", sets),
            lifter().show(wave.trainingMaxGrams()),
            wave.week(),
            wave.weeks());
  }

  private void then(Text text, NextWeight next) {
    if (next.thenGrams().isPresent()) {
      text.line(
          "Once every set has %d %s: %s for %d.",
          next.target().top(),
          next.target().measure().unit(),
          lifter().showHandled(next.thenGrams().getAsInt()),
          next.target().repsOnceHeavier());
    }
  }

  private void related(Text text) {
    JsonNode related = json.get("related_lift");
    if (!related.isNull()) {
      int kept = related.get("percent_kept").intValue();
      text.line(
          "From %s, best e1RM of 90 days %s: %s %% of it, less %s %%%s.",
          Named.exercise(related.get("name").textValue()),
          SetLine.number(related, "e1rm"),
          Numbers.plain(100 * related.get("share").doubleValue(), 0),
          Numbers.plain(100 * (1 - FirstTime.CAUTION), 0),
          kept == 100 ? "" : ", and %d %% of that after the weeks without it".formatted(kept));
    }
  }

  private void body(Text text) {
    if (json.has("system_load")) {
      text.line(
          "Moved in all: %s, with %s of the body.",
          SetLine.number(json, "system_load"), SetLine.number(json, "body_weight"));
    }
  }

  private void evidence(Text text) {
    List<String> lines = new ArrayList<>();
    for (PerformedSet set : answer.next().evidence()) {
      String rpe = set.rpe() == null ? "" : " @" + Numbers.plain(set.rpe(), 1);
      String open = set.type() == SetType.AMRAP ? " AMRAP" : "";
      lines.add(set.date() + " " + RecordLines.set(lifter(), set) + rpe + open);
    }
    String last =
        answer
            .lastPerformed()
            .map(
                day ->
                    "Last performed %s, %s ago."
                        .formatted(day, Numbers.count(answer.next().daysSince().orElse(0L), "day")))
            .orElse("Never performed in the look-back.");
    text.line(
        "%s%s",
        last,
        lines.isEmpty() ? "" : " Sets used: " + String.join(", ", SetLine.folded(lines)) + ".");
  }

  private void comparison(Text text, NextWeight next) {
    boolean other = next.rule() == Rule.OTHER_TARGET;
    if (next.byOneRepMaxGrams().isPresent() && !other) {
      int grams = next.byOneRepMaxGrams().getAsInt();
      text.line("For comparison, by e1RM: %s.", lifter().showHandled(grams));
    }
    if (next.byFormulaGrams().isPresent()) {
      int grams = next.byFormulaGrams().getAsInt();
      text.line(
          "By %s without the RPEs noted: %s.",
          lifter().formula().label(), lifter().showHandled(grams));
    }
  }

  private static void warmUps(Text text, JsonNode ladder) {
    List<String> sets =
        Json.list(ladder, set -> SetLine.number(set, "weight") + "x" + set.get("reps").asText());
    text.lineIf(!sets.isEmpty(), "Warm-ups: %s.", String.join(", ", sets));
  }

  private static String loads(String word, JsonNode loadable) {
    List<String> side = new ArrayList<>();
    for (JsonNode plate : loadable.path("per_side")) {
      int count = plate.get("count").intValue();
      side.add((count > 1 ? count + "x" : "") + SetLine.number(plate, "plate"));
    }
    boolean oneEnd = loadable.path("ends").asInt(2) == 1;
    String plates =
        loadable.has("per_side")
            ? " (%s%s %s)"
                .formatted(
                    loadable.get("bar").doubleValue() == 0
                        ? ""
                        : "bar " + SetLine.number(loadable, "bar") + ", ",
                    oneEnd ? "plates" : "per side",
                    side.isEmpty() ? "nothing" : String.join(" + ", side))
            : "";
    return "%s %s%s%s; below %s, above %s; by %s."
        .formatted(
            word,
            SetLine.number(loadable, "nearest"),
            loadable.get("exact").booleanValue() ? "" : " (the nearest)",
            plates,
            loadable.get("below").isNull() ? "none" : SetLine.number(loadable, "below"),
            loadable.get("above").isNull() ? "none" : SetLine.number(loadable, "above"),
            loadable.get("with").textValue());
  }
}
