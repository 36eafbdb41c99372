package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.training.NextWeight.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes after a plank, a hang, a carry and a run. */
class TimedRulesTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-04");

  /**
   * Sessions as "days ago: 40x30m 40x30m", weights in kilograms, "@9" for effort; help below 0.
   *
   * @param log sessions, oldest first, separated by semicolons
   */
  static List<PerformedSet> log(String log) {
    List<PerformedSet> sets = new ArrayList<>();
    for (String session : log.split(";")) {
      String[] parts = session.strip().split("[: ]+");
      UUID id = UUID.randomUUID();
      LocalDate date = TODAY.minusDays(Integer.parseInt(parts[0]));
      for (int i = 1; i < parts.length; i++) {
        String[] effort = parts[i].split("@");
        String[] set = effort[0].split("x");
        String amount = set[set.length - 1];
        int count = Integer.parseInt(amount.replaceAll("[sm].*", ""));
        int seconds =
            amount.endsWith("s") ? Integer.parseInt(amount.replaceAll("(\\d+m)?(\\d+)s", "$2")) : 0;
        sets.add(
            new PerformedSet(
                id,
                date,
                i,
                SetType.REGULAR,
                set.length == 1 ? 0 : Unit.KG.toGrams(Double.parseDouble(set[0])),
                0,
                effort.length == 1 ? null : Double.valueOf(effort[1]),
                null,
                false,
                0,
                seconds,
                amount.contains("m") ? count : 0));
      }
    }
    return sets;
  }

  static NextWeight next(String log, Loadable loadable) {
    return NextWeight.suggest(
        NextWeightTest.question(
            log(log), TODAY, List.of(), Target.Asked.NOTHING, loadable, Optional.empty()));
  }

  private static final Loadable HANDS = new Increments(2500, 2500, 60_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A plank: a tenth, at least five seconds, twice that where it was easy.
        "3: 40s 40s 40s | LONGER | 0 | 45 | 45",
        "3: 62s 60s 60s | LONGER | 0 | 65 | 65",
        "3: 60s@6.5 60s@6.5 | LONGER | 0 | 70 | 70",
        "3: 60s@10 60s@9.5 | REPEAT | 0 | 60 | 60",
        "3: 47s | LONGER | 0 | 50 | 50",
        // Falling to failure: the middle one.
        "3: 60s 50s 40s | LONGER | 0 | 55 | 55",
        // A bad day, three of them, and three that climb back.
        "6: 60s 60s; 3: 45s 45s | HOLD | 0 | 60 | 60",
        "12: 60s; 9: 50s; 6: 50s; 3: 50s | BACK_OFF | 0 | 50 | 50",
        "12: 60s; 9: 45s; 6: 50s; 3: 55s | HOLD | 0 | 60 | 60",
        // Two minutes are enough.
        "3: 118s | LONGER | 0 | 120 | 120",
        "3: 150s 150s | HARDER | 0 | 120 | 120",
        // Away for three weeks.
        "21: 60s 60s | LAYOFF | 0 | 55 | 55",
        "40: 40x30m 40x30m | LAYOFF | 35 | 30 | 30",
        // Carries: the next weight where it is near, else farther first.
        "3: 40x30m 40x30m | ADD_STEP | 42.5 | 30 | 30",
        "3: 20x30m 20x30m | LONGER | 20 | 35 | 35",
        "9: 20x30m; 6: 20x40m; 3: 20x45m | ADD_STEP | 22.5 | 30 | 30",
        "6: 40x30m; 3: 40x20m | HOLD | 40 | 30 | 30",
        "15: 40x30m; 9: 40x20m; 6: 40x20m; 3: 40x20m | BACK_OFF | 35 | 30 | 30",
        "6: 40x30m; 3: 42.5x20m | ADD_STEP | 45 | 20 | 20",
        // The heaviest dumbbells carried: farther.
        "3: 60x30m | LONGER | 60 | 35 | 35",
        // A run and an hour on the bike: at most a tenth more than the longest of a month.
        "5: 5000m1500s | ENDURANCE | 0 | 5000 | 5500",
        "12: 10000m3300s; 5: 5000m1500s | ENDURANCE | 0 | 5000 | 11000",
        "40: 10000m3300s; 5: 5000m1500s | ENDURANCE | 0 | 5000 | 5500",
        "5: 3600s | ENDURANCE | 0 | 3600 | 3960"
      })
  void theNextSet(String log, Rule rule, double kg, int least, int most) {
    NextWeight next = next(log, HANDS);
    assertEquals(rule, next.rule(), next.toString());
    assertEquals(Unit.KG.toGrams(kg), next.weightGrams().orElseThrow());
    assertEquals(least, next.target().reps());
    assertEquals(most, next.target().top());
  }

  @Test
  void painAddsNeitherTimeNorWeight() {
    NextWeight plank = next("3: 40s 40s", HANDS).held(HANDS);
    assertEquals(Rule.PAIN, plank.rule());
    assertEquals(40, plank.target().top());
    assertEquals(0, plank.weightGrams().orElseThrow());
    NextWeight carry = next("3: 40x30m", HANDS).held(HANDS);
    assertEquals(40_000, carry.weightGrams().orElseThrow());
  }

  @Test
  void holdsCarriesAndRunsHaveTrendsOfTheirOwn() {
    List<PerformedSet> runs =
        log("28: 5000m1800s; 21: 5000m1700s; 14: 5000m1600s; 7: 5000m1550s; 1: 5200m1560s");
    MetricSeries speed = series(runs, Metric.SPEED);
    assertEquals(10, speed.points().get(0).value().amount(), 1e-9);
    assertEquals(Trend.Direction.RISING, speed.trend().direction());
    assertEquals(4, speed.points().stream().filter(MetricSeries.Point::record).count());
    assertEquals(5200, series(runs, Metric.DISTANCE).points().get(4).value().amount());
    assertEquals(0, series(runs, Metric.E1RM).points().size());
    List<PerformedSet> carries = log("9: 40x30m 40x30m; 2: 42.5x30m 42.5x30m");
    MetricSeries carried = series(carries, Metric.CARRIED);
    assertEquals(2_400_000, carried.points().get(0).value().amount());
    assertEquals(true, carried.points().get(1).record());
    assertEquals(42_500, series(carries, Metric.TOP_SET_WEIGHT).points().get(1).value().amount());
    assertEquals(true, series(carries, Metric.TOP_SET_WEIGHT).points().get(1).record());
  }

  private static MetricSeries series(List<PerformedSet> sets, Metric metric) {
    return MetricSeries.of(
        new MetricSeries.Question(sets, metric, OneRepMax.BRZYCKI, TODAY.minusDays(90), TODAY));
  }
}
