package coach.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "::1",
        "[::1]",
        "0:0:0:0:0:0:0:1",
        "[0:0:0:0:0:0:0:1]",
        "0:0:0:0:0:0:0:1%lo"
      })
  void thisMachineStandsForEverybody(String here) {
    assertTrue(Loopback.is(here));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "::2", "localhost", "unknown", "2001:db8::1", ""})
  void nobodyElseDoes(String away) {
    assertFalse(Loopback.is(away));
  }
}
