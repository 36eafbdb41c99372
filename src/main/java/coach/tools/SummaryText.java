package coach.tools;

import coach.training.Gap;
import coach.training.Totals;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Puts the answer of {@code get_training_summary} into words. */
record SummaryText(Summary summary, int listed, ObjectNode json) {

  String write() {
    Lifter lifter = summary.lifter();
    Totals now = summary.compared().now();
    Text text = new Text();
    text.line(
        "%s to %s%s: %s, %s, %s reps, volume %s. Dates in %s, e1RM by %s.",
        summary.from(),
        lifter.today(),
        summary.training().clipped(summary.asked(), lifter),
        Numbers.count(now.sessions(), "session"),
        Numbers.count(now.sets(), "work set"),
        now.reps(),
        lifter.show(now.tonnageGrams()),
        lifter.context().zone(),
        lifter.formula().label());
    text.line(comparison());
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

  private String comparison() {
    if (json.get("before").isNull()) {
      return "No comparison: the look-back of %d days ends before the period before does."
          .formatted(summary.lifter().context().maxHistoryDays());
    }
    JsonNode before = json.get("before");
    JsonNode change = json.get("change_percent");
    return "Before, %s to %s: %d sessions%s, %d sets%s, volume %s%s."
        .formatted(
            before.get("from").textValue(),
            before.get("to").textValue(),
            before.get("sessions").intValue(),
            changed(change.get("sessions")),
            before.get("sets").intValue(),
            changed(change.get("sets")),
            SetLine.number(before, "volume"),
            changed(change.get("volume")));
  }

  private static String changed(JsonNode percent) {
    return percent.isNull() ? "" : " (now " + Numbers.signed(percent.doubleValue(), 1) + " %)";
  }

  private void tables(Text text) {
    List<List<String>> weeks = new ArrayList<>();
    for (JsonNode week : json.get("weeks")) {
      weeks.add(
          List.of(
              week.get("week_of").textValue(),
              week.get("kind").textValue().replace('_', ' '),
              week.get("sessions").asText(),
              week.get("sets").asText(),
              SetLine.number(week, "volume"),
              week.get("minutes_per_session").isNull()
                  ? "-"
                  : week.get("minutes_per_session").asText()));
    }
    text.table(List.of("week of", "kind", "sessions", "sets", "volume", "min each"), weeks);
    List<String> muscles = new ArrayList<>();
    for (JsonNode muscle : json.get("muscles")) {
      String average =
          muscle.get("average_sets").isNull() ? "-" : SetLine.number(muscle, "average_sets");
      muscles.add(
          "%s %s (%s)"
              .formatted(
                  muscle.get("muscle").textValue(), average, SetLine.number(muscle, "volume")));
    }
    text.line(
        "Hard sets per muscle and full week, primary muscles, without deloads (volume): %s.",
        muscles.isEmpty() ? "none" : String.join(", ", muscles));
    List<String> exercises = new ArrayList<>();
    for (JsonNode exercise : json.get("exercises")) {
      exercises.add(
          "%s %d sets in %s"
              .formatted(
                  exercise.get("name").textValue(),
                  exercise.get("sets").intValue(),
                  Numbers.count(exercise.get("sessions").intValue(), "session")));
    }
    text.line("Most trained: %s.", String.join(", ", exercises));
  }

  private void records(Text text) {
    List<String> lines = new ArrayList<>();
    summary.records().stream()
        .limit(Math.min(listed, 10))
        .forEach(r -> lines.add(r.exercise() + " " + RecordLines.line(summary.lifter(), r.best())));
    text.line(
        "New records: %s.",
        lines.isEmpty() ? "none" : summary.records().size() + "; " + String.join("; ", lines));
  }
}
