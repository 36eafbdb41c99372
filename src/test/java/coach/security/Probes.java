package coach.security;

import coach.tools.Catalog;
import coach.tools.Effect;
import coach.tools.Param;
import coach.tools.Prompt;
import coach.tools.Resource;
import coach.tools.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every place of an offer where a text can be sent, found by reading the offer: a tool that is
 * added tomorrow is asked like all others, and one whose arguments cannot be filled in fails the
 * test.
 */
final class Probes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /** Something sensible for arguments that a call needs besides the one that is probed. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "session",
          "last",
          "exercise",
          "squat",
          "name",
          "Sled Zercher Drag",
          "text",
          "date,exercise,weight,reps,unit\n2026-01-02,Squat,100,5,kg");

  private final Catalog catalog;
  private final List<Probe> probes = new ArrayList<>();

  private Probes(Catalog catalog) {
    this.catalog = catalog;
  }

  static List<Probe> of(Catalog catalog) {
    Probes probes = new Probes(catalog);
    catalog.tools().forEach(probes::tool);
    catalog.prompts().forEach(probes::prompt);
    catalog.resources().forEach(probes::resource);
    return probes.probes;
  }

  /** Every tool, prompt and document, asked for nothing of anybody's. */
  static List<Probe> plain(Catalog catalog) {
    Probes probes = new Probes(catalog);
    catalog.tools().forEach(tool -> probes.call(tool, "plainly", least(tool.params())));
    catalog.prompts().forEach(prompt -> probes.get(prompt, "plainly", least(prompt.params())));
    catalog.resources().stream()
        .filter(resource -> !resource.isTemplate())
        .forEach(resource -> probes.read(resource, resource.uri()));
    return probes.probes;
  }

  private void tool(Tool tool) {
    for (Param param : tool.params()) {
      for (ObjectNode arguments : beside(param, tool.params())) {
        places(
            param,
            param.name(),
            value -> arguments.set(param.name(), value),
            where -> call(tool, where, arguments));
      }
    }
  }

  /** What else a call may hold: an argument is read in one mode only, or beside an exercise. */
  private static List<ObjectNode> beside(Param probed, List<Param> params) {
    List<ObjectNode> variants = new ArrayList<>(List.of(least(params)));
    for (Param param : params) {
      if (param.name().equals("mode")) {
        param.choices().forEach(mode -> variants.add(least(params).put("mode", mode)));
      }
      if (param.name().equals("exercise") && !param.mandatory() && !probed.equals(param)) {
        variants.add(least(params).put("exercise", KNOWN.get("exercise")));
      }
    }
    return variants;
  }

  private void call(Tool tool, String where, ObjectNode arguments) {
    ObjectNode params = JSON.createObjectNode().put("name", tool.name());
    params.set("arguments", arguments.deepCopy());
    boolean writes = tool.effect() != Effect.READ;
    probes.add(new Probe("tools/call " + tool.name() + " " + where, "tools/call", writes, params));
  }

  private void prompt(Prompt prompt) {
    for (Param param : prompt.params()) {
      ObjectNode arguments = least(prompt.params()).put(param.name(), Probe.SENT);
      get(prompt, param.name(), arguments);
      ObjectNode params = JSON.createObjectNode();
      params.putObject("ref").put("type", "ref/prompt").put("name", prompt.name());
      complete(prompt.name(), params, param.name());
    }
  }

  private void get(Prompt prompt, String where, ObjectNode arguments) {
    ObjectNode params = JSON.createObjectNode().put("name", prompt.name());
    params.set("arguments", arguments);
    probes.add(
        new Probe("prompts/get " + prompt.name() + " " + where, "prompts/get", false, params));
  }

  private void resource(Resource resource) {
    Matcher variable = VARIABLE.matcher(resource.uri());
    while (variable.find()) {
      read(resource, resource.uri().replace(variable.group(), Probe.SENT));
      ObjectNode params = JSON.createObjectNode();
      params.putObject("ref").put("type", "ref/resource").put("uri", resource.uri());
      complete(resource.name(), params, variable.group(1));
    }
  }

  private void read(Resource resource, String uri) {
    ObjectNode params = JSON.createObjectNode().put("uri", uri);
    probes.add(new Probe("resources/read " + resource.name(), "resources/read", false, params));
  }

  private void complete(String what, ObjectNode params, String argument) {
    params.putObject("argument").put("name", argument).put("value", Probe.SENT);
    probes.add(
        new Probe(
            "completion/complete " + what + " " + argument, "completion/complete", false, params));
  }

  /** Puts the mark at every place within one argument where a text may stand, one at a time. */
  private static void places(
      Param param, String where, Consumer<JsonNode> put, Consumer<String> ready) {
    switch (param.kind()) {
      case TEXT -> {
        // One of a few words is compared with those and looks nothing up.
        if (param.choices().isEmpty()) {
          put.accept(TextNode.valueOf(Probe.SENT));
          ready.accept(where);
        }
      }
      case LIST ->
          places(
              param.fields().get(0),
              where + "[0]",
              value -> put.accept(JSON.createArrayNode().add(value)),
              ready);
      case OBJECT -> {
        for (Param field : param.fields()) {
          ObjectNode object = least(param.fields());
          put.accept(object);
          places(
              field,
              where + "." + field.name(),
              value -> put.accept(object.deepCopy().set(field.name(), value)),
              ready);
        }
      }
      case INTEGER, NUMBER -> {
        // UndoTest sends the number of another's change.
        if (where.matches(".*(_id|change|version|number)") && !where.equals("change")) {
          throw new IllegalStateException(
              where + " seems to name something that is stored. Teach Probes to send another's.");
        }
      }
      case FLAG, DATE -> {
        // Nobody's.
      }
    }
  }

  /** What has to be sent, and nothing more. */
  private static ObjectNode least(List<Param> params) {
    ObjectNode arguments = JSON.createObjectNode();
    for (Param param : params) {
      if (param.mandatory()) {
        arguments.set(param.name(), some(param));
      }
    }
    return arguments;
  }

  private static JsonNode some(Param param) {
    if (KNOWN.containsKey(param.name())) {
      return TextNode.valueOf(KNOWN.get(param.name()));
    }
    if (!param.choices().isEmpty()) {
      return TextNode.valueOf(param.choices().get(0));
    }
    if (param.sample() != null) {
      return param.sample();
    }
    return switch (param.kind()) {
      case LIST -> {
        ArrayNode list = JSON.createArrayNode();
        yield list.add(some(param.fields().get(0)));
      }
      case OBJECT -> least(param.fields());
      case INTEGER -> JSON.getNodeFactory().numberNode((int) Math.min(5, param.max()));
      case NUMBER -> JSON.getNodeFactory().numberNode(Math.min(60, param.max()));
      case FLAG -> JSON.getNodeFactory().booleanNode(true);
      case TEXT, DATE ->
          throw new IllegalStateException(
              "Nothing is known to send for " + param.name() + ". Add it to KNOWN.");
    };
  }
}
