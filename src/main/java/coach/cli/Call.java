package coach.cli;

import coach.Config;
import coach.app.App;
import coach.tools.Arguments;
import coach.tools.Json;
import coach.tools.Param;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks one question from the shell, with the checks that every client's question goes through. */
final class Call {
  private Call() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options =
        Options.read(
            Command.CALL, arguments, Set.of("--json", "--help"), Set.of(), Integer.MAX_VALUE);
    if (options.words().isEmpty()) {
      Tools.all().forEach(tool -> terminal.out().print(line(tool)));
      return 0;
    }
    Tool tool = tool(options.words().get(0));
    if (options.has("--help")) {
      terminal.out().print(help(tool));
      return 0;
    }
    // Checked before the database is started: a slip of the finger should cost no time.
    Arguments checked = Arguments.read(tool.params(), sent(options));
    try (App app = App.open(Config.read(terminal.environment()), terminal.progress()::say)) {
      ToolAnswer answer = new ToolCall(tool, app.caller().get(), checked, app.database()).answer();
      terminal.out().println(options.has("--json") ? pretty(answer.structured()) : answer.text());
    }
    return 0;
  }

  private static Tool tool(String name) {
    List<String> names = Tools.all().stream().map(Tool::name).toList();
    return Tools.all().stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.wrongUsage(
                    "coach has no tool \"%s\"%s \"coach call\" lists them all."
                        .formatted(name, Nearest.didYouMean(name, names))));
  }

  private static ObjectNode sent(Options options) {
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    for (String word : options.words().subList(1, options.words().size())) {
      String[] pair = word.split("=", 2);
      if (pair.length < 2) {
        throw options.wrong("\"" + word + "\" has no value; type it as name=value");
      }
      if (sent.has(pair[0])) {
        throw options.wrong(pair[0] + " is given twice; give it once");
      }
      sent.put(pair[0], pair[1]);
    }
    return sent;
  }

  private static String help(Tool tool) {
    StringBuilder text =
        new StringBuilder("%s: %s\n%s\n".formatted(tool.name(), tool.title(), tool.description()));
    for (Param param : tool.params()) {
      text.append("\n  %-20s %s".formatted(param.name(), explained(param)).stripTrailing());
    }
    return text.append(tool.params().isEmpty() ? "" : "\n").toString();
  }

  private static String explained(Param param) {
    List<String> parts = new ArrayList<>();
    if (param.description() != null && !param.description().isBlank()) {
      parts.add(param.description());
    }
    if (!param.choices().isEmpty()) {
      parts.add("One of " + String.join(", ", param.choices()) + ".");
    }
    if (param.mandatory()) {
      parts.add("Must be given.");
    } else if (param.fallback() != null) {
      parts.add("Default: " + param.fallback() + ".");
    }
    return String.join(" ", parts);
  }

  /** The first sentence of what it is for. */
  private static String line(Tool tool) {
    String first = tool.description().split("(?<=[.;]) ", 2)[0].replaceAll(";$", ".");
    return Help.wrapped("  %-24s".formatted(tool.name()), first);
  }

  private static String pretty(ObjectNode structured) throws JsonProcessingException {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(structured);
  }
}
