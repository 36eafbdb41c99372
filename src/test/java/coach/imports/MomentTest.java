package coach.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("runtime")
class MomentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-12-22 08:00:00|2025-12-22T08:00:00",
        "2025-12-22T08:00|2025-12-22T08:00:00",
        "2025-12-22 8:05:09\u202fPM|2025-12-22T20:05:09",
        "2025-12-22 12:00:00\u00a0am|2025-12-22T00:00:00",
        "2025-12-22 12:30 p.m.|2025-12-22T12:30:00",
        "22 Dec 2025, 08:00|2025-12-22T08:00:00",
        "22 Dez. 2025, 08:00|2025-12-22T08:00:00",
        "1 août 2025, 18:45|2025-08-01T18:45:00",
        "6 Sept 2025, 16:19|2025-09-06T16:19:00",
        "25 Juli 2026, 14:21|2026-07-25T14:21:00",
        "Sep 29, 2026, 3:15 PM|2026-09-29T15:15:00",
      })
  void theWaysInWhichAppsWriteTimesAreRead(String text, LocalDateTime expected) {
    assertEquals(new Moment(expected, true), Moment.parse(text, false));
  }

  @Test
  void aDateAloneIsNoon() {
    Moment day = Moment.parse("2022-09-14", false);
    assertEquals(LocalDateTime.of(2022, 9, 14, 12, 0), day.at());
    assertFalse(day.timeKnown());
    assertEquals(day, Moment.parse("14 Sep 2022", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "14/13/2022",
        "2022-13-01",
        "2023-02-29 10:00:00",
        "22 Foo 2025, 08:00",
        "2025-12-22 13:00:00 PM",
        "2025-12-22 0:10 AM",
        "2025-12-22 24:00:00",
        "2025-12-22 08:00:00Z",
        "2025-12-22 08:00:00 and a very long tail that no date has ever had"
      })
  void anythingElseIsNoDate(String text) {
    assertNull(Moment.parse(text, false));
  }
}
