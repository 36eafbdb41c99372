package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.Caller;
import coach.demo.DemoAccount;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A model reads the structured answer beside the text in many clients: on the demo year it is at
 * most twice as long, for what assistants send to every tool.
 */
class StructureSizeTest {
  private static final double MOST = 2;

  @Test
  void theStructureIsAtMostTwiceTheText() throws IOException {
    LocalDate today = DemoAccount.today(Clock.systemUTC());
    Set<String> called = new TreeSet<>();
    List<String> tooLong = new ArrayList<>();
    try (CoachDatabase database = new CoachDatabase()) {
      Caller demo = database.account(DemoAccount.NAME);
      DemoAccount.endingOn(today).store(database.coach(), demo, percent -> {});
      PlayedCalls calls = new PlayedCalls(database.coach(), demo, today);
      for (String line : calls.lines()) {
        ToolAnswer answer = calls.call(line);
        called.add(PlayedCalls.tool(line));
        int json = answer.packed().toString().length();
        double ratio = (double) json / answer.text().length();
        String row = "%5.2f %6d/%5d %s".formatted(ratio, json, answer.text().length(), line);
        System.out.println(row);
        if (ratio > MOST) {
          tooLong.add(row);
        }
        calls.undo(answer);
      }
    }
    assertEquals(Tools.all().stream().map(Tool::name).collect(Collectors.toSet()), called);
    assertEquals(List.of(), tooLong);
  }
}
