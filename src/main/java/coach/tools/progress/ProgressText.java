package coach.tools.progress;

import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Period;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.tools.sets.Gaps;
import coach.tools.sets.LeftOut;
import coach.tools.sets.SetLine;
import coach.tools.sets.Targets;
import coach.training.Gap;
import coach.training.Progress;
import coach.training.Trend;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/** Puts the answer of {@code analyze_progress} into words: the same facts, without the series. */
record ProgressText(Lifter lifter, Exercises exercise, Progress progress, ObjectNode json) {
  private static final int LONG_WEEKS = 6;
  private static final int MANY_SESSIONS = 6;

  String write(Period period) {
    Text text = new Text();
    text.line(
        "%s, %s to %s%s: %s, %s a week. Weights in %s, e1RM by %s, dates in %s.",
        exercise.title(),
        period.since(),
        period.to(),
        lifter.clipped(period.asked()),
        Numbers.count(progress.sessions(), "session"),
        Numbers.plain(progress.sessionsPerWeek(), 1),
        lifter.unit().symbol(),
        lifter.formula().label(),
        lifter.context().zone());
    if (progress.sessions() == 0) {
      text.line("No finished work sets in this period. Ask for more days.");
    } else {
      trends(text);
      bests(text);
      plateau(text);
      help(text, json.path("assistance"));
    }
    JsonNode goal = json.path("goal");
    text.lineIf(goal.isObject(), "Goal: %s", goal.path("words").asText());
    LeftOut.line(text, json.get("left_out"));
    return text.toString();
  }

  private static void help(Text text, JsonNode help) {
    if (help.isObject()) {
      double first = help.get("first").doubleValue();
      double last = help.get("last").doubleValue();
      text.line(
          "Help: %s%s on %s, %s on %s.",
          last < first ? "progress, with less of it: " : "",
          SetLine.number(help, "first"),
          help.get("first_on").textValue(),
          SetLine.number(help, "last"),
          help.get("last_on").textValue());
    }
  }

  private void trends(Text text) {
    String unit = lifter.unit().symbol();
    if (progress.oneRepMax().count() > 0) {
      text.line("e1RM: %s", trend(json.get("e1rm_trend"), unit));
    } else if (json.get("timed").isEmpty()) {
      text.line("No straight set of 1 to 12 reps with a weight of its own, so no e1RM.");
      text.line("Most reps in a set: %s", trend(json.get("reps_trend"), "reps"));
    }
    TimedLines.write(text, json.get("timed"));
    if (progress.volume().mean() > 0) {
      text.line("Volume per session: %s", trend(json.get("volume_trend"), unit));
    }
    text.lineIf(
        progress.flagged() > 0,
        "Less certain, from 11 or 12 reps: %s.",
        Numbers.count(progress.flagged(), "estimate"));
  }

  /** A trend with its evidence, or why there is none. */
  static String trend(JsonNode trend, String unit) {
    String data = trend.get("data").textValue();
    String basis =
        "from %s over %s"
            .formatted(
                Numbers.count(trend.get("sessions").intValue(), "session"),
                Numbers.count(trend.get("span_days").longValue(), "day"));
    if (data.equals(Trend.Data.LITTLE.code())) {
      return "unclear, data little, %s; a trend needs %d sessions over %d days. Ask for more days."
          .formatted(basis, Trend.FEWEST_VALUES, Trend.SHORTEST_SPAN_DAYS);
    }
    String change = Numbers.signed(trend.get("per_week").doubleValue(), 2);
    boolean one = unit.equals("reps") && change.matches("[+-]1");
    return "%s %s a week (%s %%), standard error %s, R2 %s, %s, data %s, %s."
        .formatted(
            change,
            one ? "rep" : unit,
            Numbers.signed(trend.get("percent_per_week").doubleValue(), 2),
            SetLine.number(trend, "standard_error_per_week"),
            SetLine.number(trend, "r_squared"),
            trend.get("direction").textValue(),
            data,
            basis);
  }

  private void bests(Text text) {
    JsonNode bests = json.get("session_bests");
    if (bests.isEmpty()) {
      return;
    }
    text.line("Best sets: %s.", String.join("; ", lines(json.get("best_sets"))));
    text.line("First %s; latest %s.", line(bests.get(0)), line(bests.get(bests.size() - 1)));
    JsonNode easy = json.get("easy_days");
    if (!easy.isNull()) {
      text.line(
          "Easy days by themselves: first %s; latest %s; e1RM %s",
          line(easy.get("first")), line(easy.get("latest")), trend(easy, lifter.unit().symbol()));
    }
    JsonNode before = json.get("best_before_period");
    if (!before.isNull()) {
      int weeks = before.get("weeks_ago").intValue();
      text.line(
          "Best before this period: %s, %s.",
          line(before),
          before.get("exceeded").booleanValue()
              ? "exceeded in this period"
              : "not exceeded for " + Numbers.count(weeks, "week"));
    }
  }

  private static List<String> lines(JsonNode estimates) {
    return Json.list(estimates, estimate -> line(estimate));
  }

  private static String line(JsonNode estimate) {
    return "%s %s (e1RM %s)"
        .formatted(
            estimate.get("date").textValue(),
            estimate.get("set").textValue(),
            SetLine.number(estimate, "e1rm"));
  }

  private String stalled(Progress.Plateau plateau) {
    if (plateau.stalled()) {
      JsonNode cut = json.at("/plateau/cut");
      String body =
          cut.isObject()
              ? ", while body weight changes by %s %% a week: holding a lift in a cut is no standstill"
                  .formatted(Numbers.signed(cut.get("percent_per_week").doubleValue(), 1))
              : "";
      return plateau.alwaysReached()
          ? "stalled, but every session reached its target: add weight" + body
          : "stalled" + body;
    }
    boolean lasting =
        plateau.weeksSinceBest() >= LONG_WEEKS && plateau.sessionsSinceBest() >= MANY_SESSIONS;
    return lasting
        ? "possible: no new best for %d weeks, though the trend alone does not prove it"
            .formatted(plateau.weeksSinceBest())
        : "not shown";
  }

  private void best(Text text, LocalDate day) {
    Progress.Plateau plateau = progress.plateau();
    text.line(
        "Plateau: %s. %s on %s, %s and %s ago (stalled: in the last %d days surely no more than %s"
            + " %% a week).",
        stalled(plateau),
        plateau.newInPeriod()
            ? "Last new e1RM best of the period"
            : "No new e1RM best in the period; the last one was",
        day,
        Numbers.count(plateau.weeksSinceBest(), "full week"),
        Numbers.count(plateau.sessionsSinceBest(), "session"),
        Progress.Plateau.WINDOW_DAYS,
        Numbers.plain(Progress.Plateau.STALLED_PERCENT, 1));
  }

  private void plateau(Text text) {
    Progress.Plateau plateau = progress.plateau();
    plateau.lastBestOn().ifPresent(day -> best(text, day));
    JsonNode target = json.get("target");
    if (!target.isNull()) {
      String missed =
          String.join(", ", plateau.missed().stream().map(LocalDate::toString).toList());
      text.line(
          "Short of the target %s: %s.", Targets.line(target), missed.isEmpty() ? "never" : missed);
    }
    for (Gap gap : plateau.layoffs()) {
      text.line("Layoff: %s.", Gaps.line(gap));
    }
  }
}
