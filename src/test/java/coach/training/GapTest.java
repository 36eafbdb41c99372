package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapTest {
  private static final LocalDate START = day("2026-03-01");

  private static List<Gap> gaps(int days, int... between) {
    LocalDate today = START.plusDays(between[between.length - 1]);
    List<LocalDate> trained =
        Arrays.stream(between, 0, between.length - 1).mapToObj(START::plusDays).toList();
    return Gap.longerThan(days, trained, today);
  }

  @Test
  void aGapHasToBeLongerThanAsked() {
    assertEquals(List.of(), gaps(14, 0, 14, 14));
    assertEquals(List.of(new Gap(START, START.plusDays(15), 15, false)), gaps(14, 0, 15, 15));
  }

  @Test
  void aGapThatLastsIsOpen() {
    assertEquals(List.of(), gaps(10, 0, 10));
    assertEquals(List.of(new Gap(START, START.plusDays(11), 11, true)), gaps(10, 0, 11));
  }

  @Test
  void gapsComeInOrderWhateverTheOrderOfTheDays() {
    List<Gap> gaps = gaps(10, 40, 0, 20, 20, 60);
    assertEquals(List.of(20L, 20L, 20L), gaps.stream().map(Gap::days).toList());
    assertEquals(List.of(false, false, true), gaps.stream().map(Gap::open).toList());
  }

  @Test
  void withoutTrainingThereIsNoGap() {
    assertEquals(List.of(), gaps(10, 50));
  }

  @Test
  void aDayAfterTodayIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> gaps(10, 5, 4));
    assertThrows(IllegalArgumentException.class, () -> gaps(-1, 0, 4));
  }

  @Test
  void theDaysWithinAPeriodAreThoseWithoutTraining() {
    Gap gap = new Gap(START, START.plusDays(20), 20, false);
    assertEquals(19, gap.daysWithin(START.minusDays(9), START.plusDays(40)));
    assertEquals(5, gap.daysWithin(START.minusDays(9), START.plusDays(5)));
    assertEquals(10, gap.daysWithin(START.plusDays(10), START.plusDays(40)));
    assertEquals(0, gap.daysWithin(START.plusDays(20), START.plusDays(40)));
    assertEquals(0, gap.daysWithin(START.minusDays(9), START));
    Gap open = new Gap(START, START.plusDays(20), 20, true);
    assertEquals(20, open.daysWithin(START, START.plusDays(20)));
  }
}
