package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls tools the way a client does, and holds every answer against what the tool promises. */
public final class Ask {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Ask() {}

  /**
   * @param arguments names and values in turn
   */
  public static ToolAnswer tool(TrainingLog log, String name, Object... arguments) {
    return tool(log, Tools.named(name), arguments);
  }

  static ToolAnswer tool(TrainingLog log, Tool tool, Object... arguments) {
    Arguments read = Arguments.read(tool.params(), object(arguments));
    ToolAnswer answer = new ToolCall(tool, log.caller, read, ToolDatabase.DATABASE).answer();
    conforms(tool, answer);
    return answer;
  }

  public static JsonNode json(TrainingLog log, String name, Object... arguments) {
    // Through text, as a client sees it: a double that is whole reads as it is written.
    return reread(tool(log, name, arguments).structured());
  }

  static String text(TrainingLog log, String name, Object... arguments) {
    return tool(log, name, arguments).text();
  }

  /** The sentence with which the call is refused. */
  static String refusal(TrainingLog log, String name, Object... arguments) {
    return assertThrows(ToolError.class, () -> tool(log, name, arguments)).getMessage();
  }

  /** The tools that change nothing. */
  public static Stream<String> readers() {
    return Tools.all().stream().filter(tool -> tool.effect() == Effect.READ).map(Tool::name);
  }

  /** Something for every argument that a tool must have. */
  public static Object[] leastArguments(String tool) {
    return switch (tool) {
      case "get_exercise_history",
          "analyze_progress",
          "show_progress_chart",
          "suggest_next_weight" ->
          new Object[] {"exercise", "bench"};
      case "check_volume_landmarks" -> new Object[] {"muscle_group", "chest"};
      case "log_workout" -> Lifts.log("bench", "5@100");
      case "edit_workout" -> new Object[] {"change", Map.of("reps", 6)};
      case "delete_workout" -> new Object[] {"session", "last", "dry_run", true};
      case "undo_last_change" -> new Object[] {"dry_run", true};
      case "create_exercise" ->
          new Object[] {"name", "Own lift", "primary_muscles", List.of("chest"), "dry_run", true};
      case "log_body_measurement" ->
          new Object[] {"measurements", List.of(Map.of("kind", "waist", "value", 85))};
      case "import_workouts" ->
          new Object[] {
            "text",
            "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n"
                + "2026-11-09 18:00:00,A,45m,Bench Press (Barbell),1,80,5\n",
            "unit",
            "kg"
          };
      case "update_settings" -> new Object[] {"unit", "kg"};
      case "modify_user_plan" -> new Object[] {"description", "Mine", "dry_run", true};
      case "create_workout_plan" ->
          new Object[] {"name", "Own plan", "based_on", "Minimal, 2 Days", "dry_run", true};
      default -> new Object[0];
    };
  }

  static ObjectNode object(Object... arguments) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    for (int index = 0; index < arguments.length; index += 2) {
      object.set((String) arguments[index], Json.MAPPER.valueToTree(arguments[index + 1]));
    }
    return object;
  }

  private static void conforms(Tool tool, ToolAnswer answer) {
    JsonNode structured = reread(answer.structured());
    List<?> faults = SCHEMAS.getSchema(tool.output()).validate(structured);
    assertEquals(List.of(), faults, tool.name());
    structured
        .fieldNames()
        .forEachRemaining(
            field ->
                assertTrue(
                    tool.output().get("properties").has(field),
                    tool.name() + " answers the undeclared field " + field));
    assertFalse(answer.text().isBlank(), tool.name());
    assertFalse(answer.text().contains("null"), answer.text());
    int bytes = Budget.size(answer);
    assertTrue(bytes <= Budget.BYTES, tool.name() + " answers " + bytes + " bytes");
  }

  static JsonNode reread(JsonNode json) {
    try {
      return Json.MAPPER.readTree(json.toString());
    } catch (java.io.IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
