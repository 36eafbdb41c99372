package coach.mcp;

import coach.db.Database;
import coach.tools.Offer;
import coach.tools.Resource;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import java.util.List;

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

  static Specifications of(Offer offer, Catalog catalog, Database database, Rounds rounds) {
    ResourceAdapter documents = new ResourceAdapter(catalog, database, rounds);
    List<Resource> resources = offer.resources();
    return new Specifications(
        offer.tools().stream()
            .map(tool -> new ToolAdapter(tool, database, rounds).specification())
            .toList(),
        resources.stream().filter(r -> !r.isTemplate()).map(documents::fixed).toList(),
        resources.stream().filter(Resource::isTemplate).map(documents::template).toList(),
        offer.prompts().stream()
            .map(prompt -> new PromptAdapter(prompt, database, rounds).specification())
            .toList(),
        new CompletionAdapter(offer, database).specifications());
  }
}
