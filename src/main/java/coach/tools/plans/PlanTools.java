package coach.tools.plans;

import coach.Shown;
import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Resource;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.ViewPage;
import coach.tools.lifter.Lifter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Reading plans: one in full, the others as lines. */
public final class PlanTools {
  private static final int MOST_WEEKS = 16;

  /** The page that shows a plan as a week. */
  static final String VIEW = "plan-week";

  private PlanTools() {}

  public static Resource view() {
    return ViewPage.named(VIEW, "Plan", "get_user_plans and create_workout_plan");
  }

  public static List<Tool> all() {
    return List.of(
        new Tool(
                "get_user_plans",
                "Plans",
                "One plan in full (default the active one): days, weekdays, minutes, sets per muscle, loads by"
                    + " week; the others and the templates as lines.",
                Effect.READ,
                List.of(
                    Param.text("plan", "Name or id.", 200),
                    Param.integer("project_weeks", "Weeks of loads to project.", 0, MOST_WEEKS)
                        .defaultsTo(0)),
                Output.of(PlanAnswer.OUTPUT + ", others array"),
                PlanTools::plans)
            .showing(ViewPage.address(VIEW)));
  }

  private static ToolAnswer plans(ToolCall call) {
    Answer answer = call.run();
    JsonNode data = answer.data();
    String asked = call.arguments().text("plan");
    ToolError.when(
        asked != null && data.path("plan").isNull(),
        "plan is %s, %s",
        Shown.quoted(String.valueOf(asked), 200),
        unknown(data));
    Lifter lifter = Lifter.of(answer.context());
    int weeks = call.arguments().integer("project_weeks");
    return Budget.fit(data.get("others").size() + 1, rows -> render(lifter, data, weeks, rows - 1));
  }

  private static String unknown(JsonNode data) {
    List<String> names = new ArrayList<>();
    boolean several = !data.path("candidates").isEmpty();
    for (JsonNode plan : data.path(several ? "candidates" : "others")) {
      String name = Named.of(plan.path("name"), "a plan");
      names.add(several ? "%s (%s)".formatted(name, plan.get("id").asText()) : name);
    }
    return (several
            ? "which could be several. Send one of these ids: %s."
            : "and there is no such plan. Send one of %s.")
        .formatted(String.join("; ", names));
  }

  private static ToolAnswer render(Lifter lifter, JsonNode data, int weeks, int most) {
    ObjectNode json = Json.object().put("unit", lifter.unit().symbol());
    Text text = new Text();
    if (data.path("plan").isNull()) {
      json.putNull("plan");
      text.line(
          "No plan is active. Make one with create_workout_plan, from a template or from scratch.");
    } else {
      Plan plan = Plan.of(data.get("plan"));
      new PlanAnswer(lifter, plan).write(json, text);
      ProjectionLines.write(
          lifter, plan, data.path("history"), weeks, (ObjectNode) json.get("plan"), text);
    }
    others(data, json.putArray("others"), text, most);
    return new ToolAnswer(json, text.toString());
  }

  private static void others(JsonNode data, ArrayNode rows, Text text, int most) {
    List<String> words = new ArrayList<>();
    for (JsonNode other : data.get("others")) {
      if (words.size() == most) {
        break;
      }
      rows.add(other);
      words.add(
          "%s (%s%s, %s days, %s)"
              .formatted(
                  Named.of(other.path("name"), "a plan"),
                  other.path("kind").asText(),
                  other.has("archived") ? ", archived" : "",
                  other.path("days").asText(),
                  other.path("id").asText()));
    }
    int left = data.path("total").asInt(0) - words.size();
    text.lineIf(
        !words.isEmpty(),
        "Other plans: %s%s.",
        String.join("; ", words),
        left > 0 ? "; and %d more".formatted(left) : "");
  }
}
