package coach.clients;

import coach.tools.Catalog;
import coach.tools.Prompt;
import coach.tools.Resource;
import coach.tools.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a client was shown and told, question by question. */
record Visit(Lists lists, List<Heard> answers) {

  /** Everything on offer, by name or address, in the order shown. */
  record Lists(
      List<String> tools, List<String> resources, List<String> templates, List<String> prompts) {

    /**
     * What a server of this offer must show.
     *
     * @param modern to a client that could say that it shows views, and did not
     */
    static Lists of(Catalog catalog, boolean modern) {
      return new Lists(
          catalog.tools().stream().map(Tool::name).toList(),
          addresses(catalog, resource -> !resource.isTemplate() && !(modern && isView(resource))),
          addresses(catalog, Resource::isTemplate),
          catalog.prompts().stream().map(Prompt::name).toList());
    }

    private static boolean isView(Resource resource) {
      return resource.uri().startsWith("ui://");
    }

    private static List<String> addresses(Catalog catalog, Predicate<Resource> which) {
      return catalog.resources().stream().filter(which).map(Resource::uri).toList();
    }

    /** What a client was shown; {@code list} sends a list method and brings its result. */
    static Lists read(Function<String, JsonNode> list) {
      return new Lists(
          keys(list.apply("tools/list").path("tools"), "name"),
          keys(list.apply("resources/list").path("resources"), "uri"),
          keys(list.apply("resources/templates/list").path("resourceTemplates"), "uriTemplate"),
          keys(list.apply("prompts/list").path("prompts"), "name"));
    }

    private static List<String> keys(JsonNode entries, String key) {
      List<String> keys = new ArrayList<>();
      entries.forEach(entry -> keys.add(entry.path(key).textValue()));
      return keys;
    }
  }
}
