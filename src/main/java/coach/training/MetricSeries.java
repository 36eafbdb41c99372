package coach.training;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One metric of one exercise, session by session, as a chart shows it.
 *
 * @param points every session of the period that has the number, oldest first, deloads included
 * @param trend through the points that are no deloads
 * @param line that trend as a line to draw; empty while there are too few values
 * @param layoffs stretches of more than 14 days without the exercise that reach into the period
 */
public record MetricSeries(
    List<Point> points, Trend trend, Optional<Line> line, List<Gap> layoffs) {
  /**
   * One session: its day in the lifter's zone, its number, whether it is a planned deload, and
   * whether a record: better than every session before, also before the period.
   */
  public record Point(LocalDate date, Metric.Value value, boolean deload, boolean record) {}

  /** The trend's value on its first and last day, in the metric's unit. */
  public record Line(LocalDate from, double first, LocalDate to, double last) {}

  /**
   * What is asked.
   *
   * @param sets the performed sets of one exercise, also from before the period, in time order
   * @param metric the number of each session
   * @param formula the lifter's e1RM formula
   * @param from first day of the period
   * @param until last day of the period, not before any set; usually today
   */
  public record Question(
      List<PerformedSet> sets, Metric metric, OneRepMax formula, LocalDate from, LocalDate until) {
    public Question {
      sets = List.copyOf(DigitSlips.without(sets));
    }
  }

  /** Makes the series. */
  public static MetricSeries of(Question question) {
    List<SessionSets> trained =
        SessionSets.group(SessionSets.comparable(question.sets)).stream()
            .filter(s -> !s.workSets().isEmpty())
            .toList();
    Set<UUID> records = records(question, trained);
    List<Point> points = new ArrayList<>();
    for (SessionSets session : trained) {
      if (!session.date().isBefore(question.from)) {
        boolean record = records.contains(session.sessionId());
        question
            .metric
            .of(session, question.formula)
            .map(value -> new Point(session.date(), value, session.deload(), record))
            .ifPresent(points::add);
      }
    }
    List<Point> counted = points.stream().filter(point -> !point.deload()).toList();
    Trend trend =
        Trend.of(counted.stream().map(p -> new Trend.Point(p.date, p.value.amount())).toList());
    return new MetricSeries(
        List.copyOf(points), trend, line(trend, counted), layoffs(question, trained));
  }

  /** The sessions that broke a record, by the same rules as {@link Records}. */
  private static Set<UUID> records(Question question, List<SessionSets> trained) {
    Metric metric = question.metric;
    boolean timed = CountedIn.of(question.sets) != CountedIn.REPS;
    if (timed || metric == Metric.REPS || Metric.TIMED.contains(metric)) {
      return bests(question, trained);
    }
    Records.Kind kind =
        switch (question.metric) {
          case E1RM -> Records.Kind.ONE_REP_MAX;
          case VOLUME -> Records.Kind.VOLUME;
          default -> Records.Kind.HEAVIEST;
        };
    Set<UUID> sessions = new HashSet<>();
    Records.of(question.sets, question.formula, question.from, question.until).inPeriod().stream()
        .map(Records.NewBest::best)
        .filter(best -> best.kind() == kind)
        .forEach(best -> sessions.add(best.sessionId()));
    return sessions;
  }

  /** {@link Records} count reps at each weight, and none of seconds or metres. */
  private static Set<UUID> bests(Question question, List<SessionSets> trained) {
    Set<UUID> sessions = new HashSet<>();
    double most = 0;
    for (SessionSets session : trained) {
      double value =
          question.metric.of(session, question.formula).map(Metric.Value::amount).orElse(0.0);
      if (most > 0 && value > most * (1 + 1e-9)) {
        sessions.add(session.sessionId());
      }
      most = Math.max(most, value);
    }
    return sessions;
  }

  private static Optional<Line> line(Trend trend, List<Point> counted) {
    if (trend.isUnknown()) {
      return Optional.empty();
    }
    LocalDate from = counted.get(0).date;
    LocalDate to = counted.get(counted.size() - 1).date;
    // A least-squares line passes through the mean of its points.
    double meanDay =
        counted.stream()
            .mapToLong(point -> ChronoUnit.DAYS.between(from, point.date))
            .average()
            .orElseThrow();
    double first = trend.mean() - trend.slopePerWeek() * meanDay / 7;
    double rise = trend.slopePerWeek() * ChronoUnit.DAYS.between(from, to) / 7;
    return Optional.of(new Line(from, first, to, first + rise));
  }

  private static List<Gap> layoffs(Question question, List<SessionSets> trained) {
    List<LocalDate> days = trained.stream().map(SessionSets::date).toList();
    return Gap.longerThan(Gap.LAYOFF_DAYS, days, question.until).stream()
        .filter(gap -> gap.to().isAfter(question.from))
        .toList();
  }
}
