package coach.mcp;

import coach.tools.Effect;
import coach.tools.Tool;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A tool that the conformance suite knows by name, and that answers with what no tool of coach
 * does.
 *
 * @param input the JSON schema of its arguments
 */
record Fixture(String name, String input, Function<Exchange, CallToolResult> handler) {
  Fixture(String name, Function<Exchange, CallToolResult> handler) {
    this(name, "{\"type\":\"object\"}", handler);
  }

  /** Its place in the offer; the handler there is never asked. */
  Tool declared() {
    return new Tool(
        name,
        name,
        description(),
        Effect.READ,
        List.of(),
        JsonNodeFactory.instance.objectNode(),
        call -> {
          throw new IllegalStateException("the specification answers");
        });
  }

  SyncToolSpecification specification() {
    McpSchema.Tool tool = McpSchema.Tool.builder(name, schema()).description(description()).build();
    return new SyncToolSpecification(
        tool, (context, request) -> handler.apply(Exchange.of(context)));
  }

  private String description() {
    return "What the conformance suite expects of " + name + ".";
  }

  private Map<String, Object> schema() {
    return Wire.MAPPER.convertValue(Talk.parse(input), new TypeReference<Map<String, Object>>() {});
  }

  static CallToolResult said(String text) {
    return content(TextContent.builder(text).build());
  }

  static CallToolResult content(McpSchema.Content... parts) {
    return CallToolResult.builder(List.of(parts)).isError(false).build();
  }
}
