package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricSeriesTest {
  private static final LocalDate FROM = LocalDate.parse("2026-01-01");
  private static final LocalDate UNTIL = LocalDate.parse("2026-03-01");
  private final TrainingLog log = new TrainingLog();

  private MetricSeries series(Metric metric) {
    return MetricSeries.of(
        new MetricSeries.Question(log.sets(), metric, OneRepMax.BRZYCKI, FROM, UNTIL));
  }

  private List<Double> values(Metric metric) {
    return series(metric).points().stream().map(point -> point.value().amount()).toList();
  }

  @Test
  void everyMetricIsOneNumberPerSession() {
    log.typed("2026-01-05", SetType.WARM_UP, 60, 15)
        .then(SetType.REGULAR, 100, 5, 5)
        .then(SetType.DROP_SET, 80, 12);
    assertEquals(List.of(112_500.0), values(Metric.E1RM));
    assertEquals(List.of(1_960_000.0), values(Metric.VOLUME));
    assertEquals(List.of(100_000.0), values(Metric.TOP_SET_WEIGHT));
    assertEquals(List.of(12.0), values(Metric.REPS));
    assertEquals(2, series(Metric.E1RM).points().get(0).value().sets());
    assertEquals(3, series(Metric.VOLUME).points().get(0).value().sets());
    assertEquals(5, series(Metric.TOP_SET_WEIGHT).points().get(0).value().set().get().reps());
  }

  @Test
  void bodyWeightHasOnlyReps() {
    log.session("2026-01-05", 0, 12, 10);
    assertEquals(List.of(), values(Metric.E1RM));
    assertEquals(List.of(), values(Metric.VOLUME));
    assertEquals(List.of(), values(Metric.TOP_SET_WEIGHT));
    assertEquals(List.of(12.0), values(Metric.REPS));
  }

  @Test
  void aSessionOfFailedAttemptsHasNoNumber() {
    log.session("2026-01-05", 200, 0);
    for (Metric metric : Metric.values()) {
      assertEquals(List.of(), values(metric), metric.code());
    }
  }

  @Test
  void deloadsAreShownButTheTrendLeavesThemOut() {
    log.session("2026-01-05", 100, 5).session("2026-01-12", 101, 5).session("2026-01-19", 102, 5);
    log.deload("2026-01-26", 60, 5);
    log.session("2026-02-02", 104, 5);
    MetricSeries series = series(Metric.TOP_SET_WEIGHT);
    assertEquals(5, series.points().size());
    assertTrue(series.points().get(3).deload());
    assertEquals(4, series.trend().count());
    assertEquals(1000, series.trend().slopePerWeek(), 0.001);
    MetricSeries.Line line = series.line().orElseThrow();
    assertEquals(100_000, line.first(), 0.001);
    assertEquals(104_000, line.last(), 0.001);
    assertEquals(LocalDate.parse("2026-02-02"), line.to());
  }

  @Test
  void noLineIsDrawnThroughTooLittle() {
    log.session("2026-01-05", 100, 5).session("2026-01-12", 110, 5);
    assertEquals(Optional.empty(), series(Metric.E1RM).line());
  }

  @Test
  void recordsBeatWhatCameBeforeThePeriodToo() {
    log.session("2025-12-01", 110, 5);
    log.session("2026-01-05", 105, 5).session("2026-01-12", 112.5, 5).session("2026-01-19", 112, 5);
    for (Metric metric : List.of(Metric.E1RM, Metric.VOLUME, Metric.TOP_SET_WEIGHT)) {
      assertEquals(List.of(false, true, false), records(metric), metric.code());
    }
  }

  @Test
  void mostRepsIsARecordWhateverTheWeight() {
    log.session("2025-12-01", 50, 8);
    log.session("2026-01-05", 60, 8).session("2026-01-12", 40, 9).session("2026-01-19", 40, 9);
    assertEquals(List.of(false, true, false), records(Metric.REPS));
  }

  private List<Boolean> records(Metric metric) {
    return series(metric).points().stream().map(MetricSeries.Point::record).toList();
  }

  @Test
  void aLayoffThatReachesIntoThePeriodIsNamed() {
    log.session("2025-10-01", 100, 5).session("2025-12-20", 100, 5).session("2026-01-10", 100, 5);
    List<Gap> layoffs = series(Metric.E1RM).layoffs();
    assertEquals(2, layoffs.size());
    assertEquals(LocalDate.parse("2025-12-20"), layoffs.get(0).from());
    assertFalse(layoffs.get(0).open());
    assertTrue(layoffs.get(1).open());
  }
}
