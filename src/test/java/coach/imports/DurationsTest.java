package coach.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "3900,3900",
    "59.5,60",
    "1h 5m,3900",
    "1h5m,3900",
    "2h,7200",
    "45m,2700",
    "7 min,420",
    "50s,50",
    "1H 0M 5S,3605",
    "0:08:30,510",
    "1:05:00,3900",
    "100:00:00,360000"
  })
  void lengthsAreReadInSeconds(String text, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), Durations.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-5", "1:5", "30:00", "0:61:00", "an hour", "5m 1h", "99999999999"})
  void anythingElseIsNoLength(String text) {
    assertNull(Durations.parse(text));
  }
}
