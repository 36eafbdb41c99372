package coach.mcp;

import coach.Caller;
import coach.Shown;
import coach.db.Database;
import coach.tools.Resource;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.Annotations;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our documents as the SDK wants them. The address is looked up by us: the SDK asks its templates
 * in no particular order.
 */
record ResourceAdapter(CatalogIndex catalog, Database database, Elicitation elicitation) {
  SyncResourceSpecification fixed(Resource resource) {
    return new SyncResourceSpecification(
        McpSchema.Resource.builder(resource.uri(), resource.name())
            .title(resource.title())
            .description(resource.description())
            .mimeType(resource.mimeType())
            .meta(Views.ofDocument(resource))
            .annotations(annotations(resource.use()))
            .build(),
        this::read);
  }

  SyncResourceTemplateSpecification template(Resource resource) {
    return new SyncResourceTemplateSpecification(
        McpSchema.ResourceTemplate.builder(resource.uri(), resource.name())
            .title(resource.title())
            .description(resource.description())
            .mimeType(resource.mimeType())
            .annotations(annotations(resource.use()))
            .build(),
        this::read);
  }

  private static Annotations annotations(Resource.Use use) {
    Stream<Role> person = use.person() ? Stream.of(Role.USER) : Stream.empty();
    Stream<Role> assistant = use.assistant() ? Stream.of(Role.ASSISTANT) : Stream.empty();
    return Annotations.builder()
        .audience(Stream.concat(person, assistant).toList())
        .priority(use.priority())
        .build();
  }

  private ReadResourceResult read(McpTransportContext context, ReadResourceRequest request) {
    Exchange exchange = Exchange.of(context);
    CatalogIndex.Found found = catalog.document(request.uri());
    return CallLog.run(
        "resource",
        found.resource().name(),
        exchange,
        () -> document(exchange, request.uri(), found),
        Refusal::raise);
  }

  private ReadResourceResult document(Exchange exchange, String uri, CatalogIndex.Found found) {
    Resource resource = found.resource();
    Scopes.demand(exchange.caller(), Caller.READ, resource.name());
    String text =
        elicitation.run(
            exchange,
            input ->
                resource
                    .reader()
                    .read(
                        new Resource.Reading(
                            exchange.caller(),
                            found.variables(),
                            exchange.until(database),
                            exchange.progress(),
                            input)));
    if (text == null) {
      throw notFound(uri, exchange.era());
    }
    return ReadResourceResult.builder(
            List.of(
                TextResourceContents.builder(uri, shown(text, resource.mimeType()))
                    .mimeType(resource.mimeType())
                    .meta(Views.ofDocument(resource))
                    .build()))
        .build();
  }

  /** A back-up keeps every character; a table is shown already, and a page is ours. */
  private static String shown(String text, String mimeType) {
    return mimeType.endsWith("json") ? Shown.json(text) : text;
  }

  static Refusal notFound(String uri, Era era) {
    int code = era == Era.MODERN ? Refusal.INVALID_PARAMS : Refusal.RESOURCE_NOT_FOUND;
    ObjectNode data = Wire.object().put("uri", uri);
    String sentence =
        "There is no resource %s. Send an address from resources/list or resources/templates/list."
            .formatted(Wire.quoted(uri));
    return Refusal.of(code, sentence, 200, data);
  }
}
