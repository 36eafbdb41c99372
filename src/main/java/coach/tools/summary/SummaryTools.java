package coach.tools.summary;

import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.Gaps;
import coach.tools.sets.LeftOut;
import coach.tools.volume.VolumeLines;
import coach.tools.volume.VolumeTools;
import coach.training.PerformedSet;
import coach.training.Totals;
import coach.training.Totals.Comparison;
import coach.training.WeeklyVolume;
import coach.training.WeeklyVolume.Week;
import coach.training.Weeks;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A period of training at a glance, beside the one before it. */
public final class SummaryTools {
  private static final int MOST_BUCKETS = 36;

  private SummaryTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "get_training_summary",
            "Training summary",
            "For a review: sessions, sets and volume per week and muscle, most trained exercises,"
                + " new records, gaps and streaks of the last weeks beside the period before; of the active plan what was done, moved and missed.",
            Effect.READ,
            List.of(
                VolumeTools.weeks(),
                Param.choice(
                    "by",
                    "Also totals of each week, month or year of the log.",
                    List.of("week", "month", "year"))),
            Output.of(
                "since string, to string, time_zone string, unit string, one_rm_formula string,"
                    + " totals object, before object?, change_percent object?, adherence object?, buckets array, weeks array,"
                    + " muscles array, exercises array, records_total integer, records array,"
                    + " gaps array, streak_weeks object, left_out object"),
            SummaryTools::summary));
  }

  private static ToolAnswer summary(ToolCall call) {
    Answer answer = call.run();
    Summary summary =
        Summary.of(answer, call.arguments().integer("weeks"), call.arguments().text("by"));
    // Names may be long: what is listed last is cut first.
    return Budget.fit(Summary.LISTED, summary::answer);
  }

  /** Writes the answer with at most so many exercises and records. */
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
      json.set("adherence", summary.adherence().map(AdherenceLines::json).orElse(null));
      json.set("buckets", buckets());
      json.set("weeks", weeks());
      json.set("muscles", muscles());
      json.set("exercises", exercises());
      json.put("records_total", summary.records().size());
      json.set("records", records());
      json.set("gaps", Json.array(summary.gaps(), gap -> Gaps.json(gap)));
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
      return Json.object()
          .put("sessions", totals.sessions())
          .put("sets", totals.sets())
          .put("reps", totals.reps())
          .put("volume", summary.lifter().weight(totals.tonnageGrams()));
    }

    private static ObjectNode with(Summary.Breaks breaks, ObjectNode totals) {
      totals.set("deload_weeks", Json.array(breaks.deloadWeeks()));
      totals.set("layoffs", Json.array(breaks.layoffs(), gap -> Gaps.json(gap)));
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
      ObjectNode json = Json.object();
      json.put("sessions", percent(before.sessions(), now.sessions()));
      json.put("sets", percent(before.sets(), now.sets()));
      json.put("volume", percent(before.tonnageGrams(), now.tonnageGrams()));
      return json;
    }

    private static Double percent(double before, double now) {
      return Numbers.round(Comparison.percentChange(before, now));
    }

    /** Every week, month or year of the log, oldest first; at most three years of months. */
    private ArrayNode buckets() {
      ArrayNode rows = Json.MAPPER.createArrayNode();
      TreeMap<String, List<PerformedSet>> sets = new TreeMap<>();
      if (summary.by() != null) {
        for (PerformedSet set : summary.training().sets()) {
          String name = bucket(set.date());
          sets.computeIfAbsent(name, none -> new ArrayList<>()).add(set);
        }
      }
      sets.entrySet().stream()
          .skip(Math.max(0, sets.size() - MOST_BUCKETS))
          .forEach(each -> rows.add(totals(Totals.of(each.getValue())).put("in", each.getKey())));
      return rows;
    }

    /** The week by its Monday, or the month or year of a day. */
    private String bucket(LocalDate day) {
      return switch (summary.by()) {
        case "week" -> Weeks.mondayOf(day).toString();
        case "month" -> day.toString().substring(0, 7);
        default -> day.toString().substring(0, 4);
      };
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
      List<ObjectNode> muscles = new ArrayList<>();
      for (var tonnage : summary.tonnage().entrySet()) {
        if (VolumeLines.isTrained(tonnage.getKey()) || tonnage.getValue() > 0) {
          muscles.add(muscle(tonnage.getKey(), tonnage.getValue()));
        }
      }
      return Json.array(muscles, muscle -> muscle);
    }

    private ObjectNode muscle(WeeklyVolume.GroupVolume group, long grams) {
      ObjectNode json = Json.object();
      json.put("muscle", group.group().label());
      json.put("average_sets", Numbers.round(group.average()));
      json.set("sets_by_week", VolumeLines.byWeek(group));
      json.put("volume", summary.lifter().weight(grams));
      return json;
    }

    private ArrayNode exercises() {
      return Json.array(
          summary.exercises().stream().limit(listed).toList(),
          exercise -> totals(exercise.totals()).put("name", exercise.name()));
    }

    private ArrayNode records() {
      return Json.array(
          summary.records().stream().limit(listed).toList(),
          record ->
              RecordLines.json(summary.lifter(), record.best()).put("exercise", record.exercise()));
    }
  }
}
