package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.Caller;
import coach.demo.DemoAccount;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A model reads the structured answer beside the text in many clients: on the demo year it is at
 * most twice as long, for what assistants send to every tool.
 */
class StructureSizeTest {
  private static final Path CALLS = Path.of("src/test/resources/questions/calls.txt");
  private static final double MOST = 2;
  private static final Pattern DAY = Pattern.compile("\\{([+-]\\d+|today)}");

  @Test
  void theStructureIsAtMostTwiceTheText() throws IOException {
    LocalDate today = DemoAccount.today(Clock.systemUTC());
    Set<String> called = new TreeSet<>();
    List<String> tooLong = new ArrayList<>();
    try (CoachDatabase database = new CoachDatabase()) {
      Caller demo = database.account(DemoAccount.NAME);
      DemoAccount.endingOn(today).store(database.coach(), demo, percent -> {});
      String back =
          call(database, demo, "list_sessions {\"text\": \"lower back tight\"}")
              .structured()
              .at("/sessions/0/id")
              .textValue();
      for (String line : Files.readAllLines(CALLS)) {
        if (line.startsWith("#")) {
          continue;
        }
        ToolAnswer answer = call(database, demo, dated(line, today).replace("{noted}", back));
        called.add(line.split(" ")[0]);
        int json = answer.packed().toString().length();
        double ratio = (double) json / answer.text().length();
        String row = "%5.2f %6d/%5d %s".formatted(ratio, json, answer.text().length(), line);
        System.out.println(row);
        if (ratio > MOST) {
          tooLong.add(row);
        }
        undo(database, demo, answer.structured());
      }
    }
    assertEquals(Tools.all().stream().map(Tool::name).collect(Collectors.toSet()), called);
    assertEquals(List.of(), tooLong);
  }

  private static void undo(CoachDatabase database, Caller caller, JsonNode answer) {
    if (answer.path("change").isNumber()) {
      call(database, caller, "undo_last_change {\"change\": %s}".formatted(answer.get("change")));
    }
  }

  private static ToolAnswer call(CoachDatabase database, Caller caller, String line) {
    Tool tool = Tools.named(line.split(" ")[0]);
    try {
      JsonNode sent = Json.MAPPER.readTree(line.substring(line.indexOf(' ')));
      Arguments arguments = Arguments.read(tool.params(), sent);
      return new ToolCall(tool, caller, arguments, database.coach()).answer();
    } catch (IOException unreadable) {
      throw new IllegalStateException(line, unreadable);
    } catch (ToolError refused) {
      throw new AssertionError(line + ": " + refused.getMessage(), refused);
    }
  }

  private static String dated(String text, LocalDate today) {
    return DAY.matcher(text)
        .replaceAll(
            found ->
                today
                    .plusDays(found.group(1).equals("today") ? 0 : Integer.parseInt(found.group(1)))
                    .toString());
  }
}
