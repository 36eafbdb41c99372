package coach.tools.plans;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.SetLine;
import coach.training.CountedIn;
import coach.training.NextWeight.Rule;
import coach.training.Pain;
import coach.training.PerformedSet;
import coach.training.PlanSchedule;
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
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes a drafted session: one line per exercise, to train from. */
record DraftAnswer(Lifter lifter, Draft draft, JsonNode data, JsonNode saved) {
  ToolAnswer write() {
    ObjectNode json = Json.object().put("unit", lifter.unit().symbol());
    Text text = new Text();
    json.set("change", saved.get("change"));
    json.put("dry_run", !saved.has("session"));
    json.set("session", saved.get("session"));
    head(json, text);
    missed(json, text);
    note(json, text);
    ArrayNode rows = json.putArray("exercises");
    List<String> without = new ArrayList<>();
    for (Draft.Entry entry : draft.entries()) {
      if (entry.sets() == 0) {
        without.add(entry.line().name());
      } else {
        exercise(entry, rows, text);
      }
    }
    json.set("left_out", Json.array(without));
    text.lineIf(
        !without.isEmpty(),
        "Left out to save time: %s.",
        String.join(", ", without.stream().map(Named::exercise).toList()));
    text.line(
        saved.has("session")
            ? "Stored as drafts. log_workout fills them; undo_last_change takes them back."
            : "Nothing is stored. Log it with log_workout%s.",
        isPlanned() ? ", plan_day " + Shown.quoted(draft.day().name(), 100) : "");
    return new ToolAnswer(json, text.toString());
  }

  private boolean isPlanned() {
    return !draft.plan().json().path("kind").asText("").equals("rotation");
  }

  private void head(ObjectNode json, Text text) {
    PlanSchedule schedule = draft.plan().schedule();
    Optional<Integer> week = schedule.week(draft.date());
    json.put("day", draft.day().name());
    json.put("plan", isPlanned() ? draft.plan().name() : null);
    json.put("date", draft.date().toString());
    json.put("why", draft.why());
    json.put("week", week.orElse(null));
    json.put("deload", draft.deload() ? true : null);
    json.put("minutes", draft.minutes());
    text.line(
        "%s of %s, %s %s%s, about %d min: %s. Weights in %s.",
        Shown.quoted(draft.day().name(), 100),
        isPlanned() ? Shown.quoted(draft.plan().name(), 100) : draft.plan().name(),
        PlanAnswer.shown(draft.date().getDayOfWeek()),
        draft.date(),
        week.map(number -> ", week " + number).orElse("") + (draft.deload() ? " (deload: fewer sets, nothing added)" : ""),
        draft.minutes(),
        draft.why(),
        lifter.unit().symbol());
    boolean over =
        schedule.endsOn().map(end -> !draft.date().isBefore(end)).orElse(false) && draft.plan().isActive();
    text.lineIf(over, "The plan ended on %s: prolong it with modify_user_plan, or make the next one.", schedule.endsOn().map(LocalDate::toString).orElse(""));
  }

  private void missed(ObjectNode json, Text text) {
    List<PlanSchedule.Due> missed = draft.plan().schedule().missed(lifter.today());
    List<String> words = new ArrayList<>();
    ArrayNode rows = json.putArray("missed");
    for (PlanSchedule.Due due : missed) {
      String name = draft.plan().days().get(due.day().orElseThrow()).name();
      rows.addObject().put("day", name).put("date", due.date().toString());
      words.add(Shown.quoted(name, 100) + " of " + due.date());
    }
    text.lineIf(
        !words.isEmpty(),
        "Missed this week: %s; plan_day drafts it instead.",
        String.join(", ", words));
  }

  private void note(ObjectNode json, Text text) {
    JsonNode note = data.path("last_note");
    json.set("last_note", note.isObject() ? note : null);
    text.lineIf(
        note.isObject(),
        "Last note, %s: %s.",
        note.path("date").asText(),
        Named.note(note.path("note")));
  }

  private void exercise(Draft.Entry entry, ArrayNode rows, Text text) {
    ObjectNode json = rows.addObject();
    json.put("name", entry.line().name());
    json.put("instead_of", entry.instead().orElse(null));
    json.put("sets", entry.sets());
    json.put("reps", reps(entry.next().target()));
    OptionalInt grams = entry.grams(draft.deload());
    if (grams.isPresent()) {
      lifter.putHandled(json, grams.getAsInt());
    }
    json.put("why", why(entry));
    json.put("rest_s", entry.line().rest());
    json.set("superset", entry.line().json().get("superset"));
    List<String> words = new ArrayList<>();
    wave(entry, json);
    plates(entry, grams, json, words);
    warmUps(entry, grams, json, words);
    words.add("rest %d s".formatted(entry.line().rest()));
    last(entry, json, words);
    // Pain first, plan second, number third.
    pain(entry, json, text);
    text.line(
        "%d. %s%s %s (%s); %s.",
        rows.size(),
        entry.line().json().has("superset")
            ? "[" + Shown.line(entry.line().json().get("superset").asText()) + "] "
            : "",
        title(entry),
        work(entry, grams),
        why(entry),
        String.join("; ", words));
    PlanAnswer.withoutNulls(json);
  }

  private static String title(Draft.Entry entry) {
    String name = Named.exercise(entry.line().name());
    return entry
        .instead()
        .map(other -> name + " instead of " + Named.exercise(other) + ", which the gym cannot do,")
        .orElse(name);
  }

  private String work(Draft.Entry entry, OptionalInt grams) {
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
    String range = target.top() > target.reps() ? target.reps() + "-" + target.top() : String.valueOf(target.reps());
    return target.measure() == CountedIn.REPS
        ? range
        : range + (target.measure().code().startsWith("d") ? " s" : " " + target.measure().code());
  }

  private String why(Draft.Entry entry) {
    Rule rule = entry.next().rule();
    String said = rule.code().replace('_', ' ');
    return draft.deload() && !entry.line().isWave() ? "deload" : said.toLowerCase(Locale.ROOT);
  }

  private void wave(Draft.Entry entry, ObjectNode json) {
    if (!entry.wave().isEmpty()) {
      json.set(
          "wave",
          Json.array(entry.wave().stream().limit(entry.sets()).map(this::set).toList()));
      json.put("training_max", lifter.weight(entry.next().wave().orElseThrow().trainingMaxGrams()));
    }
  }

  private void plates(
      Draft.Entry entry, OptionalInt grams, ObjectNode json, List<String> words) {
    if (grams.isPresent()
        && entry.question().loadable() instanceof Plates plates
        && plates.exactly(grams.getAsInt()).isPresent()) {
      List<String> side = new ArrayList<>();
      for (Plates.OnSide plate : plates.perSide(grams.getAsInt())) {
        side.add((plate.count() > 1 ? plate.count() + "x" : "") + lifter.unit().format(plate.grams()));
      }
      String said = side.isEmpty() ? "nothing" : String.join(" + ", side);
      json.put("per_side", said);
      words.add("bar %s, per side %s".formatted(lifter.unit().format(plates.barGrams()), said));
    }
  }

  private void warmUps(
      Draft.Entry entry, OptionalInt grams, ObjectNode json, List<String> words) {
    List<String> ladder = new ArrayList<>();
    if (grams.isPresent()) {
      WarmUps.before(grams.getAsInt(), entry.question().loadable())
          .forEach(step -> ladder.add(lifter.unit().format(step.grams()) + "x" + step.reps()));
    }
    if (!ladder.isEmpty()) {
      json.put("warm_ups", String.join(", ", ladder));
      words.add("warm-ups " + String.join(", ", ladder));
    }
  }

  private void last(Draft.Entry entry, ObjectNode json, List<String> words) {
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
                .map(set -> RecordLines.set(lifter, set) + (set.rpe() == null ? "" : " @" + Numbers.plain(set.rpe(), 1)))
                .toList());
    String said = day.get() + " " + String.join(", ", sets);
    json.put("last", said);
    words.add("last " + said);
  }

  private void pain(Draft.Entry entry, ObjectNode json, Text text) {
    if (entry.pain().isEmpty()) {
      return;
    }
    List<String> easier =
        Pain.sparing(entry.pain(), entry.line().name(), entry.line().primary());
    json.set("pain", Json.array(entry.pain()));
    json.set("easier", Json.array(easier));
    text.line(
        "Pain is noted (%s) where the next lift loads: nothing is added%s.",
        Shown.quoted(String.join(", ", entry.pain()), 100),
        easier.isEmpty() ? "" : "; easier: " + String.join(", ", easier));
  }
}
