package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what has the standard's shape gets into a line of the log. */
class TraceParentTest {
  private static final String IDS = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";

  @ParameterizedTest
  @ValueSource(strings = {"00-" + IDS + "-01", "00-" + IDS + "-00", "01-" + IDS + "-01-more"})
  void aValidOneIsShown(String sent) {
    assertEquals(
        " trace=4bf92f3577b34da6a3ce929d0e0e4736 span=00f067aa0ba902b7", TraceParent.logged(sent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-" + IDS,
        "00-" + IDS + "-01-more",
        "ff-" + IDS + "-01",
        "00-" + IDS + "-01\nINFO forged=line",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
      })
  void anythingElseIsLeftOut(String sent) {
    assertEquals("", TraceParent.logged(sent));
    assertEquals("", TraceParent.logged((String) null));
  }
}
