package coach.mcp;

import coach.Caller;
import coach.db.Database;
import coach.tools.Arguments;
import coach.tools.Catalog;
import coach.tools.ExerciseChoice;
import coach.tools.Prompt;
import coach.tools.Resource;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult.CompleteCompletion;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An offer as the SDK wants it. It is a value of its own because the protocol knows contents that
 * no tool of ours answers with, and its conformance suite asks for every one of them.
 */
record Specifications(
    List<SyncToolSpecification> tools,
    List<SyncResourceSpecification> resources,
    List<SyncResourceTemplateSpecification> templates,
    List<SyncPromptSpecification> prompts,
    List<SyncCompletionSpecification> completions) {
  static Specifications of(
      Catalog catalog, CatalogIndex index, Database database, Elicitation elicitation) {
    ResourceAdapter documents = new ResourceAdapter(index, database, elicitation);
    List<Resource> resources = catalog.resources();
    return new Specifications(
        catalog.tools().stream()
            .map(tool -> new ToolAdapter(tool, database, elicitation).specification())
            .toList(),
        resources.stream().filter(r -> !r.isTemplate()).map(documents::fixed).toList(),
        resources.stream().filter(Resource::isTemplate).map(documents::template).toList(),
        catalog.prompts().stream()
            .map(prompt -> new PromptAdapter(prompt, database, elicitation).specification())
            .toList(),
        new CompletionAdapter(catalog, database).specifications());
  }

  /** Our one source of completions as the SDK wants it: once per prompt and per template. */
  private record CompletionAdapter(Catalog catalog, Database database) {
    private static final int MOST = 100;

    List<SyncCompletionSpecification> specifications() {
      Stream<CompleteReference> prompts =
          catalog.prompts().stream().map(prompt -> new PromptReference(prompt.name()));
      Stream<CompleteReference> templates =
          catalog.resources().stream()
              .filter(resource -> resource.isTemplate())
              .map(resource -> new ResourceReference(resource.uri()));
      return Stream.concat(prompts, templates)
          .map(reference -> new SyncCompletionSpecification(reference, this::complete))
          .toList();
    }

    private CompleteResult complete(McpTransportContext context, CompleteRequest request) {
      Exchange exchange = Exchange.of(context);
      return CallLog.run(
          "completion",
          request.argument().name(),
          exchange,
          () -> values(exchange, request.argument().name(), request.argument().value()),
          Refusal::raise);
    }

    private CompleteResult values(Exchange exchange, String argument, String typed) {
      Scopes.demand(exchange.caller(), Caller.READ, argument);
      List<String> all =
          catalog
              .completion()
              .complete(exchange.caller(), argument, typed, exchange.until(database));
      List<String> values = all.subList(0, Math.min(all.size(), MOST));
      boolean more = all.size() > MOST;
      return new CompleteResult(new CompleteCompletion(values, more ? all.size() : null, more));
    }
  }

  /** One of our prompts as the SDK wants it, its arguments read by the one validator. */
  private record PromptAdapter(Prompt prompt, Database database, Elicitation elicitation) {
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
      return CallLog.run(
          "prompt", prompt.name(), exchange, () -> message(exchange), Refusal::raise);
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
}
