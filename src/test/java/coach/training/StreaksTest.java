package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.training.Weeks.Streaks;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreaksTest {
  private static Streaks streaks(String today, String... days) {
    List<LocalDate> trained = Stream.of(days).map(LocalDate::parse).toList();
    return Streaks.of(trained, day(today));
  }

  @Test
  void weeksCountFromMondayToSunday() {
    // A Sunday and the Monday after it lie in two weeks.
    assertEquals(new Streaks(2, 2), streaks("2026-01-12", "2026-01-11", "2026-01-12"));
    assertEquals(new Streaks(1, 1), streaks("2026-01-11", "2026-01-05", "2026-01-11"));
  }

  @Test
  void aWeekThatIsNotOverBreaksNothing() {
    assertEquals(new Streaks(2, 2), streaks("2026-01-25", "2026-01-05", "2026-01-12"));
  }

  @Test
  void aWeekWithoutTrainingBreaksTheStreak() {
    assertEquals(new Streaks(0, 2), streaks("2026-01-26", "2026-01-05", "2026-01-12"));
    assertEquals(
        new Streaks(1, 3),
        streaks("2026-02-04", "2026-01-05", "2026-01-12", "2026-01-19", "2026-02-02"));
  }

  @Test
  void streaksRunAcrossTheYear() {
    assertEquals(
        new Streaks(3, 3), streaks("2027-01-05", "2026-12-27", "2027-01-01", "2027-01-04"));
  }

  @Test
  void nothingTrainedIsNoStreak() {
    assertEquals(new Streaks(0, 0), streaks("2026-01-05"));
    assertEquals(new Streaks(0, 0), streaks("2026-01-05", "2026-01-06"));
  }

  @Test
  void everyDayFindsItsMonday() {
    assertEquals(day("2026-03-02"), Weeks.mondayOf(day("2026-03-02")));
    assertEquals(day("2026-03-02"), Weeks.mondayOf(day("2026-03-08")));
    assertEquals(day("2026-12-28"), Weeks.mondayOf(day("2027-01-01")));
  }
}
