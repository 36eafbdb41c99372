package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TotalsTest {
  @Test
  void workWithRepsIsSummed() {
    TrainingLog log =
        new TrainingLog()
            .typed("2026-01-05", SetType.WARM_UP, 60, 5)
            .then(SetType.REGULAR, 100, 5, 3, 0)
            .deload("2026-01-12", 60, 5);
    assertEquals(new Totals(2, 3, 13, 1_100_000), Totals.of(log.sets()));
  }

  @Test
  void aPeriodIsComparedWithAsManyDaysBefore() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-04", 100, 10)
            .session("2026-01-05", 100, 1)
            .session("2026-01-11", 100, 2)
            .session("2026-01-12", 100, 3)
            .session("2026-01-18", 100, 4)
            .session("2026-01-19", 100, 10);
    Totals.Comparison both = Totals.compare(log.sets(), day("2026-01-12"), day("2026-01-18"));
    assertEquals(new Totals(2, 2, 7, 700_000), both.now());
    assertEquals(new Totals(2, 2, 3, 300_000), both.before());
  }

  @Test
  void aChangeFromNothingHasNoPercentage() {
    assertEquals(OptionalDouble.of(50), Totals.Comparison.percentChange(100, 150));
    assertEquals(OptionalDouble.of(-100), Totals.Comparison.percentChange(100, 0));
    assertEquals(OptionalDouble.empty(), Totals.Comparison.percentChange(0, 150));
  }

  @Test
  void aPeriodThatEndsBeforeItStartsIsRefused() {
    TrainingLog log = new TrainingLog().session("2026-01-04", 100, 10);
    assertThrows(
        IllegalArgumentException.class,
        () -> Totals.compare(log.sets(), day("2026-01-12"), day("2026-01-11")));
    assertEquals(
        1, Totals.compare(log.sets(), day("2026-01-04"), day("2026-01-04")).now().sessions());
  }
}
