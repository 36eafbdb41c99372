package coach.tools.summary;

import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.Gaps;
import coach.tools.sets.LeftOut;
import coach.tools.sets.SetLine;
import coach.training.Gap;
import coach.training.Records;
import coach.training.Totals;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the answer of {@code get_training_summary} into words. */
record SummaryText(Summary summary, int listed, ObjectNode json) {
  /** As many as read well in one line; the structured answer has more. */
  private static final int MOST_EXERCISES = 8;

  private static final int MOST_RECORDS = 5;

  String write() {
    Lifter lifter = summary.lifter();
    Totals now = summary.compared().now();
    Text text = new Text();
    text.line(title(lifter, now));
    text.line(comparison());
    unlike(text);
    summary.adherence().ifPresent(lines -> lines.write(text));
    buckets(text);
    if (now.sets() == 0) {
      text.line("No finished work sets in these weeks. Ask for more weeks, or log a workout.");
    } else {
      tables(text);
    }
    records(text);
    for (Gap gap : summary.gaps()) {
      text.line("Without training: %s.", Gaps.line(gap));
    }
    text.line(
        "Streak: %s with training, the longest of the look-back %d.",
        Numbers.count(summary.streaks().current(), "week"), summary.streaks().longest());
    LeftOut.line(text, json.get("left_out"));
    return text.toString();
  }

  private String title(Lifter lifter, Totals now) {
    return "%s to %s%s: %s, %s, %s, volume %s. Dates in %s, e1RM by %s."
        .formatted(
            summary.from(),
            lifter.today(),
            summary.training().clipped(summary.asked(), lifter),
            Numbers.count(now.sessions(), "session"),
            Numbers.count(now.sets(), "work set"),
            Numbers.count(now.reps(), "rep"),
            lifter.show(now.tonnageGrams()),
            lifter.context().zone(),
            lifter.formula().label());
  }

  private String comparison() {
    if (json.get("before").isNull()) {
      return "No comparison: the history limit of %s does not cover the whole previous period."
          .formatted(Numbers.count(summary.lifter().context().maxHistoryDays(), "day"));
    }
    JsonNode before = json.get("before");
    JsonNode change = json.get("change_percent");
    return "Before, %s to %s: %s%s, %s%s, volume %s%s."
        .formatted(
            before.get("since").textValue(),
            before.get("to").textValue(),
            Numbers.count(before.get("sessions").intValue(), "session"),
            changed(change.get("sessions")),
            Numbers.count(before.get("sets").intValue(), "set"),
            changed(change.get("sets")),
            SetLine.number(before, "volume"),
            changed(change.get("volume")));
  }

  /** Says where the comparison limps. */
  private void unlike(Text text) {
    List<String> found = new ArrayList<>();
    add(found, "this period", summary.breaks());
    if (summary.comparable()) {
      add(found, "the one before", summary.breaksBefore());
    }
    text.lineIf(!found.isEmpty(), "Keep in mind when comparing: %s.", String.join("; ", found));
  }

  private static void add(List<String> found, String period, Summary.Breaks breaks) {
    List<String> words = new ArrayList<>();
    breaks.deloadWeeks().forEach(monday -> words.add("a deload in the week of " + monday));
    breaks.layoffs().forEach(gap -> words.add("a layoff " + Gaps.line(gap)));
    if (!words.isEmpty()) {
      found.add(period + " has " + String.join(", ", words));
    }
  }

  private static String changed(JsonNode percent) {
    return percent.isNull() ? "" : " (now " + Numbers.signed(percent.doubleValue(), 1) + " %)";
  }

  private void buckets(Text text) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : json.get("buckets")) {
      rows.add(
          List.of(
              row.get("in").textValue(),
              row.get("sessions").asText(),
              row.get("sets").asText(),
              row.get("reps").asText(),
              SetLine.number(row, "volume")));
    }
    text.table(List.of("in", "sessions", "sets", "reps", "volume"), rows);
  }

  private void tables(Text text) {
    List<List<String>> weeks = new ArrayList<>();
    for (JsonNode week : json.get("weeks")) {
      JsonNode minutes = week.get("minutes_per_session");
      weeks.add(
          List.of(
              week.get("week_of").textValue(),
              week.get("kind").textValue().replace('_', ' '),
              week.get("sessions").asText(),
              week.get("sets").asText(),
              SetLine.number(week, "volume"),
              minutes.isNull() ? "-" : minutes.asText()));
    }
    text.table(List.of("week of", "kind", "sessions", "sets", "volume", "min each"), weeks);
    text.line(
        "Hard sets per muscle and full week, primary muscles, without deloads (volume): %s.",
        muscles());
    mostTrained(text);
  }

  private void mostTrained(Text text) {
    List<String> exercises = new ArrayList<>();
    for (JsonNode exercise : json.get("exercises")) {
      if (exercises.size() == MOST_EXERCISES) {
        break;
      }
      String sets = Numbers.count(exercise.get("sets").intValue(), "set");
      String sessions = Numbers.count(exercise.get("sessions").intValue(), "session");
      exercises.add(
          Named.exercise(exercise.get("name").textValue()) + " " + sets + " in " + sessions);
    }
    int all = summary.exercises().size();
    text.line(
        "Most trained of %s: %s%s.",
        Numbers.count(all, "exercise"),
        exercises.isEmpty() ? "none" : String.join(", ", exercises),
        more(", ", all - exercises.size()));
  }

  private String muscles() {
    List<String> muscles = new ArrayList<>();
    for (JsonNode muscle : json.get("muscles")) {
      String average =
          muscle.get("average_sets").isNull() ? "-" : SetLine.number(muscle, "average_sets");
      String volume = SetLine.number(muscle, "volume");
      muscles.add("%s %s (%s)".formatted(muscle.get("muscle").textValue(), average, volume));
    }
    return muscles.isEmpty() ? "none" : String.join(", ", muscles);
  }

  private void records(Text text) {
    int all = summary.records().size();
    List<String> lines = new ArrayList<>();
    // One per lift, those of weight and e1RM before those of volume.
    Map<String, Summary.Record> best = new LinkedHashMap<>();
    summary.records().stream()
        .sorted(Comparator.comparing(r -> r.best().best().kind() == Records.Kind.VOLUME))
        .forEach(record -> best.putIfAbsent(record.exercise(), record));
    best.values().stream()
        .limit(Math.min(listed, MOST_RECORDS))
        .forEach(
            r ->
                lines.add(
                    Named.exercise(r.exercise())
                        + " "
                        + RecordLines.line(summary.lifter(), r.best())));
    text.line(
        "New records of weight, e1RM and session volume: %s.",
        lines.isEmpty()
            ? "none"
            : all + "; " + String.join("; ", lines) + more("; ", all - lines.size()));
  }

  private static String more(String separator, int number) {
    return number > 0 ? separator + "and " + number + " more" : "";
  }
}
