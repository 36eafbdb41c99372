package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file's header says how long it may take. */
class SqlFileTest {
  private static SqlFile withHeader(String line) {
    return SqlFile.parse("some", "-- Some.\n" + line + "\nselect '1'::jsonb\n");
  }

  @ParameterizedTest
  @CsvSource({"50s, 50000", "100ms, 100", "8500ms, 8500", "120s, 120000", "1s, 1000"})
  void aTimeIsSecondsOrMilliseconds(String written, long millis) {
    assertEquals(
        Optional.of(Duration.ofMillis(millis)), withHeader("-- may take: " + written).mayTake());
  }

  @Test
  void whoSaysNothingTakesTheUsualTime() {
    assertEquals(Optional.empty(), withHeader("-- fast by: an index").mayTake());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5m", "50", "99ms", "121s", "120001ms", "-1s", "1.5s", "", "9999999s"})
  void anotherTimeIsRefusedWhenTheFileIsLoaded(String written) {
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> withHeader("-- may take: " + written));
    assertEquals(
        "some.sql may take \"%s\". Write a number with s or ms, from 100ms to 120s."
            .formatted(written),
        refused.getMessage());
  }
}
