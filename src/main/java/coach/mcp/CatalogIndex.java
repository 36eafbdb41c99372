package coach.mcp;

import coach.tools.Catalog;
import coach.tools.Param;
import coach.tools.Prompt;
import coach.tools.Resource;
import coach.tools.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds what an offer holds by name or address, before the SDK is asked to run it. */
final class CatalogIndex {
  /** A document and what its address said. */
  record Found(Resource resource, Map<String, String> variables) {}

  private record Templated(UriTemplate template, Resource resource) {}

  private final Map<String, Tool> tools;
  private final Map<String, Prompt> prompts;
  private final Map<String, Resource> documents;
  private final List<Templated> templates = new ArrayList<>();

  /** Throws {@link IllegalArgumentException} for a name or address that occurs twice. */
  CatalogIndex(Catalog catalog) {
    tools = index(catalog.tools(), Tool::name);
    prompts = index(catalog.prompts(), Prompt::name);
    documents = index(catalog.resources(), Resource::uri);
    for (Resource resource : catalog.resources()) {
      if (resource.isTemplate()) {
        templates.add(new Templated(new UriTemplate(resource.uri()), resource));
      }
    }
  }

  private static <T> Map<String, T> index(List<T> things, Function<T, String> key) {
    Map<String, T> index = new LinkedHashMap<>();
    for (T thing : things) {
      if (index.put(key.apply(thing), thing) != null) {
        throw new IllegalArgumentException(key.apply(thing) + " is offered twice");
      }
    }
    return index;
  }

  Tool tool(String name) {
    Tool tool = tools.get(name);
    if (tool == null) {
      throw invalid("Unknown tool %s. Send a name from tools/list.", name);
    }
    return tool;
  }

  Prompt prompt(String name) {
    Prompt prompt = prompts.get(name);
    if (prompt == null) {
      throw invalid("Unknown prompt %s. Send a name from prompts/list.", name);
    }
    return prompt;
  }

  /** The document at an address, or null; a fixed address wins over templates, then their order. */
  Found document(String uri) {
    Resource fixed = documents.get(uri);
    if (fixed != null && !fixed.isTemplate()) {
      return new Found(fixed, Map.of());
    }
    for (Templated candidate : templates) {
      Map<String, String> variables = candidate.template().values(uri);
      if (variables != null) {
        return new Found(candidate.resource(), variables);
      }
    }
    return null;
  }

  /** What can be completed under a resource reference: the template's variables. */
  List<String> variables(String uri) {
    return templates.stream()
        .filter(candidate -> candidate.template().template().equals(uri))
        .findFirst()
        .map(candidate -> candidate.template().getVariableNames())
        .orElseThrow(
            () -> invalid("Unknown template %s. Send one from resources/templates/list.", uri));
  }

  /** What can be completed under a prompt reference: the prompt's arguments. */
  List<String> arguments(String prompt) {
    return prompt(prompt).params().stream().map(Param::name).toList();
  }

  private static Refusal invalid(String sentence, String sent) {
    return Refusal.of(Refusal.INVALID_PARAMS, sentence.formatted(Wire.quoted(sent)));
  }
}
