package coach.mcp;

import coach.Caller;
import coach.db.Database;
import coach.tools.Catalog;
import coach.tools.Resource;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult.CompleteCompletion;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import java.util.List;
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
}
