package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RequestChecksTest {
  private final Dispatcher dispatcher = TestCatalog.create().dispatcher();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("coach.mcp");

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void hush() {
    log.detachAppender(lines);
  }

  @Test
  void aToleratedPairIsLoggedOnce() {
    for (String header : List.of("2025-11-25", "2025-06-18", "2025-11-25", "2025-06-18")) {
      Talk.Heard heard =
          Talk.say(
              dispatcher,
              Talk.modern(1, "tools/list", "{}"),
              Map.of("MCP-Protocol-Version", List.of(header)));
      assertEquals(200, heard.status());
    }
    assertEquals(
        List.of(
            "a client sends header=2025-11-25 over body=2026-07-28; served, and not said again",
            "a client sends header=2025-06-18 over body=2026-07-28; served, and not said again"),
        lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
  }

  @Test
  void aRefusedMixtureIsLoggedWithBothVersionsAndNoText() {
    Talk.say(
        dispatcher,
        Talk.modern(1, "tools/list", "{}", "a b\\nFORGED"),
        Map.of("MCP-Protocol-Version", List.of("2026-07-28"), "Mcp-Method", List.of("x")));
    Talk.say(
        dispatcher,
        Talk.legacy(1, "tools/list", "{}"),
        Map.of("MCP-Protocol-Version", List.of("2026-07-28")));
    assertEquals(
        List.of(
            "message outcome=refused code=-32020 header=2026-07-28 body=other request=r1",
            "message outcome=refused code=-32602 header=2026-07-28 body=none request=r1"),
        lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
  }

  @Test
  void standardInputHasNoHeadersToCompare() {
    Talk.Heard heard = Talk.say(dispatcher, Talk.modern(1, "tools/list", "{}"));
    assertEquals(200, heard.status());
    assertEquals(
        -32022, Talk.say(dispatcher, Talk.modern(1, "tools/list", "{}", "2031-01-01")).code());
    assertEquals(-32601, Talk.say(dispatcher, Talk.modern(1, "ping", "{}")).code());
    assertFalse(heard.result().isMissingNode());
  }
}
