package coach.mcp;

import coach.Lazy;
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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** One of our tools as the SDK wants it; nothing that a handler throws leaves unworded. */
record ToolAdapter(Tool tool, Database database, Elicitation elicitation) {
  SyncToolSpecification specification() {
    McpSchema.Tool described =
        McpSchema.Tool.builder(tool.name(), new LazySchema(() -> Listed.input(tool.input())))
            .title(tool.title())
            .description(tool.description())
            .outputSchema(new LazySchema(() -> Listed.output(tool.output())))
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

  /** The same tree that the SDK's mapper makes, without a copy of the answer. */
  static ObjectNode json(CallToolResult result) {
    boolean plain =
        result.meta() == null && result.content().stream().allMatch(ToolAdapter::isText);
    if (!plain
        || !(result.structuredContent() instanceof JsonNode
            || result.structuredContent() == null)) {
      return Wire.MAPPER.valueToTree(result);
    }
    ObjectNode json = Wire.object();
    ArrayNode content = json.putArray("content");
    for (Content text : result.content()) {
      content.addObject().put("type", "text").put("text", ((TextContent) text).text());
    }
    json.put("isError", result.isError());
    if (result.structuredContent() != null) {
      json.set("structuredContent", (JsonNode) result.structuredContent());
    }
    return json;
  }

  private static boolean isText(Content content) {
    return content instanceof TextContent text && text.annotations() == null && text.meta() == null;
  }

  /** A schema as the SDK wants it, made when the list is first asked for: no call needs it. */
  private static final class LazySchema extends AbstractMap<String, Object> {
    private final Lazy<Map<String, Object>> schema;

    LazySchema(Supplier<ObjectNode> source) {
      TypeReference<Map<String, Object>> type = new TypeReference<>() {};
      schema = new Lazy<>(() -> Wire.MAPPER.convertValue(source.get(), type));
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
      return schema.get().entrySet();
    }
  }
}
