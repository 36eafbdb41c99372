package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpeTableTest {
  @ParameterizedTest
  @CsvSource({
    "1,10,100", "1,9,95.5", "2,10,95.5", "5,10,86.3", "5,8,81.1", "3,8,86.3", "12,6,57.2",
    "12,10,68.0", "10,8,68.0", "1,9.5,97.75", "5,8.5,82.4", "12,6.5,58.55", "1,6,86.3", "8,7,70.7"
  })
  void theTableIsOneCurveOverTheRepsThatWerePossible(int reps, double rpe, double percent) {
    assertEquals(percent, RpeTable.percent(reps, rpe), 1e-9);
  }

  @Test
  void moreRepsOrLessEffortAlwaysMeanLessWeight() {
    for (int reps = 1; reps <= 12; reps++) {
      for (double rpe = 6; rpe <= 10; rpe += 0.5) {
        double percent = RpeTable.percent(reps, rpe);
        assertTrue(percent <= 100 && percent >= 57.2);
        assertTrue(rpe == 10 || percent < RpeTable.percent(reps, rpe + 0.5));
        assertTrue(reps == 12 || percent > RpeTable.percent(reps + 1, rpe));
      }
    }
  }

  @Test
  void weightAndMaximumAreInverse() {
    assertEquals(86_300, RpeTable.weightFor(100_000, 5, 10), 1e-6);
    assertEquals(100_000, RpeTable.oneRepMax(86_300, 5, 10), 1e-6);
  }

  @ParameterizedTest
  @CsvSource({"0,8", "13,8", "5,5.5", "5,10.5", "5,8.25", "5,NaN"})
  void whatTheTableDoesNotHoldIsRefused(int reps, double rpe) {
    assertThrows(IllegalArgumentException.class, () -> RpeTable.percent(reps, rpe));
  }
}
