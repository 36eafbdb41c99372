package coach.tools.summary;

import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.ToolAnswer;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.Gaps;
import coach.tools.sets.LeftOut;
import coach.tools.volume.VolumeLines;
import coach.training.PerformedSet;
import coach.training.Totals;
import coach.training.Totals.Comparison;
import coach.training.WeeklyVolume;
import coach.training.WeeklyVolume.Week;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Writes the answer of {@code get_training_summary}.
 *
 * @param listed most exercises and records
 */
record SummaryAnswer(Summary summary, int listed) {

  ToolAnswer write() {
    Lifter lifter = summary.lifter();
    ObjectNode json = lifter.answer();
    json.put("since", summary.from().toString());
    json.put("to", lifter.today().toString());
    json.put("one_rm_formula", lifter.formula().label());
    json.set("totals", with(summary.breaks(), totals(summary.compared().now())));
    json.set("before", summary.totalsBefore().map(this::before).orElse(null));
    json.set("change_percent", summary.comparable() ? change() : null);
    json.set("weeks", weeks());
    json.set("muscles", muscles());
    json.set("exercises", exercises());
    json.put("records_total", summary.records().size());
    json.set("records", records());
    ArrayNode gaps = json.putArray("gaps");
    summary.gaps().forEach(gap -> gaps.add(Gaps.json(gap)));
    json.putObject("streak_weeks")
        .put("current", summary.streaks().current())
        .put("longest", summary.streaks().longest());
    ObjectNode leftOut = json.putObject("left_out");
    leftOut.put("drafts", summary.drafts());
    leftOut.put("dated_after_today", summary.training().later());
    LeftOut.oneRepMax(leftOut, summary.sets());
    return new ToolAnswer(json, new SummaryText(summary, listed, json).write());
  }

  private ObjectNode totals(Totals totals) {
    return Json.MAPPER
        .createObjectNode()
        .put("sessions", totals.sessions())
        .put("sets", totals.sets())
        .put("reps", totals.reps())
        .put("volume", summary.lifter().weight(totals.tonnageGrams()));
  }

  private static ObjectNode with(Summary.Breaks breaks, ObjectNode totals) {
    ArrayNode deloads = totals.putArray("deload_weeks");
    breaks.deloadWeeks().forEach(monday -> deloads.add(monday.toString()));
    ArrayNode layoffs = totals.putArray("layoffs");
    breaks.layoffs().forEach(gap -> layoffs.add(Gaps.json(gap)));
    return totals;
  }

  private ObjectNode before(Totals totals) {
    ObjectNode json = with(summary.breaksBefore(), totals(totals));
    json.put("since", summary.before().toString());
    json.put("to", summary.from().minusDays(1).toString());
    return json;
  }

  private ObjectNode change() {
    Totals now = summary.compared().now();
    Totals before = summary.compared().before();
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("sessions", percent(before.sessions(), now.sessions()));
    json.put("sets", percent(before.sets(), now.sets()));
    json.put("volume", percent(before.tonnageGrams(), now.tonnageGrams()));
    return json;
  }

  private static Double percent(double before, double now) {
    OptionalDouble change = Comparison.percentChange(before, now);
    return change.isPresent() ? Numbers.round(change.getAsDouble(), 1) : null;
  }

  private ArrayNode weeks() {
    ArrayNode weeks = Json.MAPPER.createArrayNode();
    for (Week week : summary.volume().weeks()) {
      LocalDate last = week.monday().plusDays(6);
      List<Summary.Session> sessions = summary.sessionsBetween(week.monday(), last);
      List<PerformedSet> sets =
          summary.sets().stream()
              .filter(set -> !set.date().isBefore(week.monday()) && !set.date().isAfter(last))
              .toList();
      Totals totals = Totals.of(sets);
      ObjectNode row = weeks.addObject();
      row.put("week_of", week.monday().toString());
      row.put("kind", week.kind().code());
      row.put("sessions", sessions.size());
      row.put("sets", totals.sets());
      row.put("volume", summary.lifter().weight(totals.tonnageGrams()));
      OptionalDouble minutes =
          sessions.stream().filter(s -> s.minutes() != null).mapToInt(s -> s.minutes()).average();
      row.put(
          "minutes_per_session",
          minutes.isPresent() ? (int) Math.round(minutes.getAsDouble()) : null);
    }
    return weeks;
  }

  private ArrayNode muscles() {
    ArrayNode muscles = Json.MAPPER.createArrayNode();
    summary
        .tonnage()
        .forEach(
            (group, grams) -> {
              if (VolumeLines.isTrained(group) || grams > 0) {
                muscles.add(muscle(group, grams));
              }
            });
    return muscles;
  }

  private ObjectNode muscle(WeeklyVolume.GroupVolume group, long grams) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("muscle", group.group().label());
    json.put(
        "average_sets",
        group.average().isPresent() ? Numbers.round(group.average().getAsDouble(), 1) : null);
    ArrayNode byWeek = json.putArray("sets_by_week");
    group.setsByWeek().values().forEach(sets -> byWeek.add(Numbers.round(sets, 1)));
    json.put("volume", summary.lifter().weight(grams));
    return json;
  }

  private ArrayNode exercises() {
    ArrayNode exercises = Json.MAPPER.createArrayNode();
    summary.exercises().stream()
        .limit(listed)
        .forEach(
            exercise -> {
              ObjectNode row = totals(exercise.totals());
              row.put("name", exercise.name());
              exercises.add(row);
            });
    return exercises;
  }

  private ArrayNode records() {
    ArrayNode records = Json.MAPPER.createArrayNode();
    summary.records().stream()
        .limit(listed)
        .forEach(
            record -> {
              ObjectNode row = RecordLines.json(summary.lifter(), record.best());
              row.put("exercise", record.exercise());
              records.add(row);
            });
    return records;
  }
}
