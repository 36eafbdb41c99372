package coach.mcp;

import coach.db.Database;
import coach.tools.Catalog;
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
}
