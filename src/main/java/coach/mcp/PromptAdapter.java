package coach.mcp;

import coach.Caller;
import coach.db.Database;
import coach.tools.Arguments;
import coach.tools.ExerciseChoice;
import coach.tools.Prompt;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Locale;

/** One of our prompts as the SDK wants it, its arguments read by the one validator. */
record PromptAdapter(Prompt prompt, Database database, Elicitation elicitation) {
  SyncPromptSpecification specification() {
    List<PromptArgument> arguments =
        prompt.params().stream()
            .map(
                param ->
                    PromptArgument.builder(param.name())
                        .title(title(param.name()))
                        .description(param.description())
                        .required(param.mandatory())
                        .build())
            .toList();
    McpSchema.Prompt described =
        McpSchema.Prompt.builder(prompt.name())
            .title(prompt.title())
            .description(prompt.description())
            .arguments(arguments)
            .build();
    return new SyncPromptSpecification(described, this::get);
  }

  /** An argument's name as people write it. */
  private static String title(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('_', ' ');
  }

  private GetPromptResult get(McpTransportContext context, GetPromptRequest request) {
    Exchange exchange = Exchange.of(context);
    return CallLog.run("prompt", prompt.name(), exchange, () -> message(exchange), Refusal::raise);
  }

  private GetPromptResult message(Exchange exchange) {
    Scopes.demand(exchange.caller(), Caller.READ, prompt.name());
    Arguments arguments = Arguments.read(prompt.params(), exchange.params().get("arguments"));
    String text =
        elicitation.run(
            exchange,
            input ->
                ExerciseChoice.run(
                    input,
                    arguments,
                    chosen ->
                        prompt
                            .writer()
                            .write(exchange.caller(), chosen, exchange.until(database))));
    return GetPromptResult.builder(
            List.of(PromptMessage.builder(Role.USER, TextContent.builder(text).build()).build()))
        .description(prompt.description())
        .build();
  }
}
