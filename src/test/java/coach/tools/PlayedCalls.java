package coach.tools;

import coach.Caller;
import coach.db.Database;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What assistants send to every tool, as lines of a tool's name and its arguments.
 *
 * @param today what the days of the lines are counted from
 */
record PlayedCalls(Database database, Caller caller, LocalDate today) {
  private static final Path CALLS = Path.of("src/test/resources/questions/calls.txt");
  private static final Pattern DAY = Pattern.compile("\\{([+-]\\d+|today)}");

  /** All of them, with the session that some speak of. */
  List<String> lines() throws IOException {
    String back =
        call("list_sessions {\"text\": \"lower back tight\"}")
            .structured()
            .at("/sessions/0/id")
            .textValue();
    return Files.readAllLines(CALLS).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> dated(line).replace("{noted}", back))
        .toList();
  }

  static String tool(String line) {
    return line.split(" ")[0];
  }

  ToolAnswer call(String line) {
    Tool tool = Tools.named(tool(line));
    try {
      JsonNode sent = Json.MAPPER.readTree(line.substring(line.indexOf(' ')));
      Arguments arguments = Arguments.read(tool.params(), sent);
      return new ToolCall(tool, caller, arguments, database).answer();
    } catch (IOException unreadable) {
      throw new IllegalStateException(line, unreadable);
    } catch (ToolError refused) {
      throw new AssertionError(line + ": " + refused.getMessage(), refused);
    }
  }

  /** Takes back what an answer says was changed. */
  void undo(ToolAnswer answer) {
    JsonNode change = answer.structured().path("change");
    if (change.isNumber()) {
      call("undo_last_change {\"change\": %s}".formatted(change));
    }
  }

  private String dated(String text) {
    return DAY.matcher(text)
        .replaceAll(
            found ->
                today
                    .plusDays(found.group(1).equals("today") ? 0 : Integer.parseInt(found.group(1)))
                    .toString());
  }
}
