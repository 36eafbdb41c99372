package coach.mcp;

import coach.db.CallContext;
import coach.db.Database;
import coach.tools.Arguments;
import coach.tools.Effect;
import coach.tools.ExerciseChoice;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.UserInput;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** One of our tools as the SDK wants it; nothing that a handler throws leaves unworded. */
record ToolAdapter(Tool tool, Database database, Elicitation elicitation) {
  SyncToolSpecification specification() {
    McpSchema.Tool described =
        McpSchema.Tool.builder(tool.name(), map(Listed.input(tool.input())))
            .title(tool.title())
            .description(tool.description())
            .outputSchema(map(Listed.output(tool.output())))
            .annotations(hints(tool))
            .meta(tool.view().map(Views::ofTool).orElse(null))
            .build();
    return new SyncToolSpecification(described, this::call);
  }

  private static McpSchema.ToolAnnotations hints(Tool tool) {
    Effect effect = tool.effect();
    return McpSchema.ToolAnnotations.builder()
        .readOnlyHint(effect.readOnly())
        .destructiveHint(effect == Effect.DESTROY)
        .idempotentHint(effect.readOnly())
        .openWorldHint(false)
        .build();
  }

  private CallToolResult call(McpTransportContext context, CallToolRequest request) {
    Exchange exchange = Exchange.of(context);
    return CallLog.run(
        "tool", tool.name(), exchange, () -> answer(exchange), fault -> refusal(fault.sentence()));
  }

  private CallToolResult answer(Exchange exchange) {
    Scopes.demand(exchange.caller(), tool.effect().scope(), tool.name());
    Arguments arguments = Arguments.read(tool.params(), exchange.params().get("arguments"));
    // As they were understood: a flag may come as a text.
    Scopes.demand(exchange.caller(), tool.scope(arguments.json()), tool.name());
    AtomicReference<CallContext> context = new AtomicReference<>();
    Database watched = database == null ? null : exchange.until(database).telling(context::set);
    ToolAnswer answer =
        elicitation.run(
            exchange,
            input ->
                ExerciseChoice.run(
                    input, arguments, chosen -> answer(exchange, chosen, watched, input)));
    String text = answer.text() + callsLeft(context.get());
    return CallToolResult.builder(List.of(TextContent.builder(text).build()))
        .structuredContent(answer.packed())
        .isError(false)
        .build();
  }

  private ToolAnswer answer(
      Exchange exchange, Arguments arguments, Database watched, UserInput input) {
    return new ToolCall(tool, exchange.caller(), arguments, watched, exchange.progress(), input)
        .answer();
  }

  /**
   * Every answer of the database says how many calls are left, and a model that is told in time can
   * plan what it still asks: from 80 % of the hourly limit on, unless the lifter's setting {@code
   * rate_limit_notify} is false.
   */
  private static String callsLeft(CallContext last) {
    boolean soon =
        last != null && last.quotaLimit() > 0 && 5 * last.quotaLeft() <= last.quotaLimit();
    return soon && !last.settings().path("rate_limit_notify").asText().equals("false")
        ? "\nCalls left this hour: %d of %d.".formatted(last.quotaLeft(), last.quotaLimit())
        : "";
  }

  private static CallToolResult refusal(String sentence) {
    return CallToolResult.builder(List.of(TextContent.builder(sentence).build()))
        .isError(true)
        .build();
  }

  private static Map<String, Object> map(ObjectNode schema) {
    return Wire.MAPPER.convertValue(schema, new TypeReference<Map<String, Object>>() {});
  }
}
