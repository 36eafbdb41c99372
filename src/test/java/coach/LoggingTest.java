package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Standard output belongs to the protocol, whatever is logged in a process of its own. */
@Tag("runtime")
class LoggingTest {

  /** The program under test: it logs at every level and says nothing else. */
  static final class Chatter {
    public static void main(String[] arguments) {
      Logger own = LoggerFactory.getLogger("coach.Chatter");
      own.debug("own=debug");
      own.info("own=info\nforged=line");
      own.error("own=error", new IllegalStateException("trace"));
      own.error("own=bug", new RuntimeException(new SQLException("bench 100 kg", "22P02")));
      own.error("own=number", new NumberFormatException("bench 200 kg"));
      Logger foreign = LoggerFactory.getLogger("org.eclipse.jetty.Chatter");
      foreign.info("foreign=info");
      foreign.warn("foreign=warn");
    }
  }

  @Test
  void nothingReachesStandardOutput() throws Exception {
    Run run = chatter(Map.of());
    assertEquals("", run.out());
    assertTrue(run.err().contains("own=info"), run.err());
    assertTrue(run.err().contains("IllegalStateException: trace"), run.err());
  }

  @Test
  void aTraceTellsWhereAndOfWhatKindButNotWhatWasSent() throws Exception {
    String log = chatter(Map.of()).err();
    assertTrue(log.contains("Caused by: java.sql.SQLException: SQLSTATE 22P02"), log);
    assertTrue(log.contains("at coach.LoggingTest$Chatter.main("), log);
    assertFalse(log.contains("bench"), log);
  }

  @Test
  void aLineBreakInAMessageMakesNoSecondLine() throws Exception {
    assertTrue(chatter(Map.of()).err().contains("own=info forged=line"));
  }

  @Test
  void theLevelHoldsForCoachAndLibrariesSpeakFromWarnOn() throws Exception {
    Run debug = chatter(Map.of("LOG_LEVEL", "debug"));
    assertTrue(debug.err().contains("own=debug"), debug.err());
    assertFalse(debug.err().contains("foreign=info"), debug.err());
    assertTrue(debug.err().contains("foreign=warn"), debug.err());
    Run error = chatter(Map.of("LOG_LEVEL", "ERROR"));
    assertFalse(error.err().contains("own=info"), error.err());
    assertFalse(error.err().contains("foreign=warn"), error.err());
  }

  @Test
  void offAndNonsensePrintNothingOfTheirOwn() throws Exception {
    assertEquals("", chatter(Map.of("LOG_LEVEL", "OFF")).err());
    Run nonsense = chatter(Map.of("LOG_LEVEL", "loud"));
    assertEquals("", nonsense.out());
    assertTrue(nonsense.err().contains("own=info"), nonsense.err());
  }

  private static Run chatter(Map<String, String> environment) throws Exception {
    return Run.java(
        environment, "-cp", System.getProperty("java.class.path"), Chatter.class.getName());
  }
}
