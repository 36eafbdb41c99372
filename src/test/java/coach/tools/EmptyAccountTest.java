package coach.tools;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmptyAccountTest {
  static Stream<String> tools() {
    return Tools.all().stream().map(Tool::name);
  }

  @ParameterizedTest
  @MethodSource("tools")
  void print(String tool) {
    TrainingLog log = TrainingLog.begin();
    Object[] args =
        switch (tool) {
          case "analyze_progress", "get_exercise_history", "suggest_next_weight" ->
              new Object[] {"exercise", "squat"};
          case "check_volume_landmarks" -> new Object[] {"muscle_group", "shoulders"};
          default -> new Object[] {};
        };
    System.err.println("== " + tool);
    try {
      ToolAnswer a = Ask.tool(log, tool, args);
      System.err.println(a.text() + "\n" + a.structured());
    } catch (ToolError e) {
      System.err.println(e.getMessage());
    }
  }
}
