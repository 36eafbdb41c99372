package coach.mcp;

import coach.tools.Resource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clients are told of pages that show an answer (the extension MCP Apps, 2026-01-26). */
final class Views {
  private static final String EXTENSION = Exchange.KEY + "ui";
  private static final String META = "_meta";
  private static final String UI = "ui";

  private Views() {}

  /** Says which page shows a tool's answer; pages may call every tool unless told otherwise. */
  static Map<String, Object> ofTool(String uri) {
    return Map.of(UI, Map.of("resourceUri", uri));
  }

  /** What a page needs, which is nothing from any network; null for other documents. */
  static Map<String, Object> ofDocument(Resource resource) {
    if (!resource.isView()) {
      return null;
    }
    Map<String, Object> nowhere =
        Map.of(
            "connectDomains", List.of(),
            "resourceDomains", List.of(),
            "frameDomains", List.of(),
            "baseUriDomains", List.of());
    return Map.of(UI, sorted(Map.of("csp", sorted(nowhere), "prefersBorder", true)));
  }

  /** Small maps of Java have another order in every process, and lists must not. */
  private static Map<String, Object> sorted(Map<String, Object> entries) {
    return new TreeMap<>(entries);
  }

  /** The extension as the server advertises it; null where there is no page among what it has. */
  static Map<String, Map<String, Object>> extension(List<SyncResourceSpecification> documents) {
    return documents.stream()
            .anyMatch(document -> Resource.VIEW_TYPE.equals(document.resource().mimeType()))
        ? Map.of(EXTENSION, Map.of("mimeTypes", List.of(Resource.VIEW_TYPE)))
        : null;
  }

  /**
   * Whether a client shows pages. A modern one says so in every request; of a legacy one nothing is
   * known after its greeting, and what it does not know it ignores.
   */
  static boolean areWanted(Exchange exchange) {
    if (exchange.era() == Era.LEGACY) {
      return true;
    }
    JsonNode types =
        exchange.clientCapabilities().path("extensions").path(EXTENSION).path("mimeTypes");
    for (JsonNode type : types) {
      if (Resource.VIEW_TYPE.equals(type.textValue())) {
        return true;
      }
    }
    return false;
  }

  /** A list for clients that show no pages. */
  static List<JsonNode> leftOut(List<JsonNode> entries) {
    List<JsonNode> rest = new ArrayList<>();
    for (JsonNode entry : entries) {
      if (!Resource.VIEW_TYPE.equals(entry.path("mimeType").textValue())) {
        rest.add(entry.path(META).has(UI) ? withoutView((ObjectNode) entry.deepCopy()) : entry);
      }
    }
    return rest;
  }

  private static ObjectNode withoutView(ObjectNode entry) {
    ObjectNode meta = (ObjectNode) entry.get(META);
    meta.remove(UI);
    if (meta.isEmpty()) {
      entry.remove(META);
    }
    return entry;
  }
}
