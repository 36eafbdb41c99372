package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import coach.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ToolAdapterTest {
  private final Dispatcher dispatcher = TestCatalog.create().dispatcher();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("coach");

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void hush() {
    log.detachAppender(lines);
  }

  private Talk.Heard call(String name, String arguments) {
    String params = "{\"name\":\"%s\",\"arguments\":%s}".formatted(name, arguments);
    return Talk.say(dispatcher, Talk.legacy(1, "tools/call", params));
  }

  private String refused(String name, String arguments) {
    JsonNode result = call(name, arguments).result();
    assertTrue(result.path("isError").asBoolean(), result.toString());
    assertFalse(result.has("structuredContent"));
    return result.at("/content/0/text").asText();
  }

  private ILoggingEvent line() {
    assertEquals(1, lines.list.size(), lines.list.toString());
    return lines.list.get(0);
  }

  @Test
  void aToolIsDescribedWithHintsAndSchemas() {
    JsonNode tools =
        Talk.say(dispatcher, Talk.legacy(1, "tools/list", "{}")).result().path("tools");
    JsonNode add = tools.get(0);
    assertEquals("Title of add", add.path("title").asText());
    assertEquals("object", add.at("/inputSchema/type").asText());
    assertEquals(-1000, add.at("/inputSchema/properties/a/minimum").asInt());
    assertEquals("integer", add.at("/outputSchema/properties/sum/type").asText());
    assertHints(add, true, false, true);
    assertHints(tools.get(2), false, false, false);
    assertHints(tools.get(3), false, true, false);
  }

  private static void assertHints(
      JsonNode tool, boolean readOnly, boolean destructive, boolean idempotent) {
    JsonNode hints = tool.path("annotations");
    assertEquals(readOnly, hints.path("readOnlyHint").asBoolean(), tool.toString());
    assertEquals(destructive, hints.path("destructiveHint").asBoolean());
    assertEquals(idempotent, hints.path("idempotentHint").asBoolean());
    assertTrue(hints.path("openWorldHint").isBoolean());
    assertFalse(hints.path("openWorldHint").asBoolean());
  }

  @Test
  void anAnswerIsStructuredAndText() {
    JsonNode result = call("add", "{\"a\":2,\"b\":3}").result();
    assertEquals("{\"sum\":5}", result.path("structuredContent").toString());
    assertEquals("The sum is 5", result.at("/content/0/text").asText());
    assertFalse(result.path("isError").asBoolean());
    assertTrue(
        line()
            .getFormattedMessage()
            .matches(
                "tool=add user=00000000-0000-4000-8000-0000000000(01) outcome=ok ms=\\d+ request=r1"),
        line().getFormattedMessage());
  }

  @Test
  void numbersAndListsMayArriveAsText() {
    assertEquals(
        5, call("add", "{\"a\":\"2\",\"b\":\"3\"}").result().at("/structuredContent/sum").asInt());
    assertFalse(
        call("echo", "{\"text\":1.50,\"reps\":\"[5,5]\"}").result().path("isError").asBoolean());
    assertEquals(3, call("add", "\"{\\\"a\\\":2}\"").result().at("/structuredContent/sum").asInt());
  }

  @Test
  void wrongArgumentsAreAResultThatSaysWhatToSend() {
    assertTrue(refused("add", "{}").startsWith("a is missing. Send"));
    assertTrue(refused("add", "{\"a\":5000}").startsWith("a is 5000. Send"));
    assertTrue(refused("add", "{\"a\":1,\"c\":1}").startsWith("c is not a known argument"));
    assertTrue(refused("add", "[1]").startsWith("arguments is [1]"));
    assertTrue(refused("add", "{\"a\":{}}").startsWith("a is {}. Send"));
    assertTrue(refused("add", "{\"a\":1e99}").startsWith("a is 1"));
  }

  @Test
  void nothingOfTheArgumentsIsLogged() {
    refused("add", "{\"a\":\"private matter\"}");
    call("echo", "{\"text\":\"private matter\"}");
    for (ILoggingEvent event : lines.list) {
      assertFalse(event.getFormattedMessage().contains("private"), event.getFormattedMessage());
    }
    assertEquals(2, lines.list.size());
    assertTrue(lines.list.get(0).getFormattedMessage().contains("outcome=refused"));
  }

  @Test
  void anUnknownToolIsAnErrorOfTheProtocol() {
    Talk.Heard heard = call("no\\nsuch", "{}");
    assertEquals(200, heard.status());
    assertEquals(-32602, heard.code());
    assertEquals("Unknown tool \"no such\". Send a name from tools/list.", heard.message());
    assertEquals(0, lines.list.size());
  }

  @Test
  void aRefusalIsTheToolsOwnSentence() {
    assertEquals("days is 0. Send 1 to 365.", refused("refuse", "{}"));
    assertEquals(Level.INFO, line().getLevel());
  }

  @Test
  void aBugSaysNothingButWhereToLook() {
    assertEquals(
        "coach failed at this call; the operator finds it in the log as request r1.",
        refused("crash", "{}"));
    assertEquals(Level.ERROR, line().getLevel());
    assertTrue(line().getFormattedMessage().contains("outcome=failed"));
    assertEquals("a foreign secret", line().getThrowableProxy().getMessage());
  }

  @Test
  void evenAnEndlessRecursionIsAnswered() {
    assertTrue(refused("overflow", "{}").startsWith("coach failed at this call"));
    assertEquals(Level.ERROR, line().getLevel());
  }

  @Test
  void databaseTroubleIsToldInItsOwnWords() {
    for (String kind : List.of("unavailable", "timed_out", "refused", "outdated")) {
      assertEquals("Our words for " + kind + ".", refused("database", kind(kind)));
    }
    assertEquals(
        "Our words for rate_limited. Try again in 90 seconds.",
        refused("database", kind("rate_limited")));
    assertTrue(refused("database", kind("internal")).startsWith("coach failed at this call"));
    List<String> outcomes =
        lines.list.stream().map(event -> event.getLevel() + " " + outcome(event)).toList();
    assertEquals(
        List.of(
            "WARN failed",
            "WARN failed",
            "INFO refused",
            "WARN failed",
            "INFO refused",
            "ERROR failed"),
        outcomes);
  }

  private static String kind(String kind) {
    return "{\"kind\":\"%s\"}".formatted(kind);
  }

  private static String outcome(ILoggingEvent event) {
    return event.getFormattedMessage().replaceAll(".*outcome=(\\w+).*", "$1");
  }

  @Test
  void aMissingScopeIsNamed() {
    Caller reader = Caller.remote(TestCatalog.CALLER.user(), Set.of(Caller.READ));
    String message = Talk.legacy(1, "tools/call", "{\"name\":\"write_note\"}");
    JsonNode result = Talk.say(dispatcher, message, null, reader).result();
    assertTrue(result.path("isError").asBoolean());
    assertTrue(
        result.at("/content/0/text").asText().startsWith("write_note needs the scope write"));
  }

  @Test
  void anAnswerOverItsSizeIsLogged() {
    call("echo", "{\"text\":\"%s\"}".formatted("x".repeat(20_000)));
    assertEquals(2, lines.list.size());
    assertEquals(Level.WARN, lines.list.get(1).getLevel());
    assertTrue(lines.list.get(1).getFormattedMessage().startsWith("tool=echo bytes=40"));
  }

  @Test
  void emojiAndQuotesSurvive() {
    String odd = "a😀\\\"' ; drop table \\u0007";
    JsonNode result = call("echo", "{\"text\":\"" + odd + "\"}").result();
    assertEquals("a😀\"' ; drop table \uFFFD", result.at("/content/0/text").asText());
  }

  @Test
  void aToolMayAskThePersonInsteadOfAnswering() {
    JsonNode asked =
        Talk.say(dispatcher, Talk.modern(1, "tools/call", "{\"name\":\"ask\"}")).result();
    assertEquals("input_required", asked.path("resultType").asText());
    assertEquals("elicitation/create", asked.at("/inputRequests/sure/method").asText());
  }

  @Test
  void aMissingCapabilityIsAnErrorWithItsName() {
    Talk.Heard heard = Talk.say(dispatcher, Talk.modern(1, "tools/call", "{\"name\":\"demand\"}"));
    assertEquals(400, heard.status());
    assertEquals(-32021, heard.code());
    assertEquals(
        "{\"elicitation\":{}}", heard.json().at("/error/data/requiredCapabilities").toString());
  }
}
