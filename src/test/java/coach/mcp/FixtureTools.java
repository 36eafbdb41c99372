package coach.mcp;

import coach.tools.ToolCall.CallProgress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;

/** The conformance suite's tools that answer at once. */
final class FixtureTools {
  /** One of every kind of keyword that a registry might drop from a schema. */
  private static final String RICH_SCHEMA =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "$defs": {"address": {"$anchor": "addressDef", "type": "object",
                             "properties": {"city": {"type": "string"}}}},
       "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"}},
       "allOf": [{"anyOf": [{"required": ["name"]}, {"required": ["address"]}]}],
       "if": {"required": ["name"]}, "then": {"required": ["address"]}, "else": {},
       "additionalProperties": false}""";

  private FixtureTools() {}

  static List<Fixture> all() {
    return List.of(
        new Fixture(
            "test_simple_text",
            exchange -> Fixture.said("This is a simple text response for testing.")),
        new Fixture("test_image_content", exchange -> Fixture.content(FixtureContents.image())),
        new Fixture("test_audio_content", exchange -> Fixture.content(FixtureContents.audio())),
        new Fixture("test_embedded_resource", exchange -> embedded()),
        new Fixture("test_multiple_content_types", exchange -> mixed()),
        new Fixture("test_error_handling", exchange -> failed()),
        new Fixture("test_tool_with_logging", FixtureTools::logged),
        new Fixture("test_tool_with_progress", FixtureTools::progressed),
        new Fixture("test_missing_capability", FixtureTools::demanding),
        new Fixture("test_streaming_elicitation", exchange -> Fixture.said("Nothing to ask.")),
        new Fixture("test_logging_tool", FixtureTools::logged),
        new Fixture("json_schema_2020_12_tool", RICH_SCHEMA, exchange -> Fixture.said("Read.")));
  }

  private static CallToolResult embedded() {
    return Fixture.content(
        FixtureContents.embedded(
            "test://embedded-resource", "text/plain", "This is an embedded resource content."));
  }

  private static CallToolResult mixed() {
    return Fixture.content(
        TextContent.builder("Multiple content types test:").build(),
        FixtureContents.image(),
        FixtureContents.embedded(
            "test://mixed-content-resource",
            "application/json",
            "{\"test\":\"data\",\"value\":123}"));
  }

  private static CallToolResult failed() {
    TextContent sentence =
        TextContent.builder("This tool intentionally returns an error for testing").build();
    return CallToolResult.builder(List.of(sentence)).isError(true).build();
  }

  /** Three lines of a log, which only a client hears that wants to. */
  private static CallToolResult logged(Exchange exchange) {
    boolean wanted =
        exchange.era() == Era.LEGACY
            || !Exchange.meta(exchange.params(), "logLevel").isMissingNode();
    for (String line : List.of("started", "going on", "done")) {
      if (wanted) {
        ObjectNode params = Wire.object().put("level", "info").put("data", "Work is " + line);
        exchange.notifier().accept(notification("notifications/message", params));
      }
    }
    return Fixture.said("Three lines were logged.");
  }

  private static CallToolResult progressed(Exchange exchange) {
    CallProgress progress = exchange.progress();
    for (int done = 0; done <= 100; done += 50) {
      progress.step(done, 100, null);
    }
    return Fixture.said("All is done.");
  }

  private static JsonNode notification(String method, ObjectNode params) {
    ObjectNode message = Wire.object().put("jsonrpc", "2.0").put("method", method);
    message.set("params", params);
    return message;
  }

  private static CallToolResult demanding(Exchange exchange) {
    if (exchange.clientCapabilities().has("sampling")) {
      return Fixture.said("This client can sample.");
    }
    ObjectNode data = Wire.object();
    data.withObject("/requiredCapabilities/sampling");
    throw Refusal.of(Refusal.CAPABILITY_MISSING, "Declare sampling to use this.", 400, data);
  }
}
