package coach.tools.plans;

import coach.db.Answer;
import coach.tools.Arguments;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.ViewPage;
import coach.tools.Write;
import coach.tools.lifter.Lifter;
import coach.training.Delts;
import coach.training.Landmarks;
import coach.training.MuscleGroup;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Making a plan: from scratch, from another one, or from what was trained lately. */
public final class CreatePlanTools {
  private static final Pattern LATELY =
      Pattern.compile("(?:my |the )*(?:last|past) (\\w+) weeks?.*");
  private static final List<String> COUNTS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight");
  private static final String LAST_WEEKS = "my last four weeks";
  private static final int MOST_PROJECTED = 12;

  private CreatePlanTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
                "create_workout_plan",
                "Create plan",
                "Stores a plan and makes it the active one: sessions from scratch, or based_on a plan, a template"
                    + " (\"upper lower\") or \"my last four weeks\". dry_run shows loads by week.",
                Effect.WRITE,
                Write.params(
                    Param.text("name", "Name.", 100).required().example("Upper Lower Winter"),
                    PlanArguments.sessions("sessions", "In order."),
                    Param.text("based_on", "Instead of sessions.", 200),
                    PlanArguments.swaps(),
                    PlanArguments.weekdays(),
                    Param.integer("days_per_week", "Of a rotation.", 1, 7),
                    Param.integer("duration_weeks", "Length.", 1, PlanArguments.MOST_WEEKS)
                        .defaultsTo(6),
                    Param.list(
                        "deload_weeks",
                        "Weeks, from 1.",
                        26,
                        Param.integer("week", null, 0, PlanArguments.MOST_WEEKS)),
                    Param.date("starts_on", "Default today."),
                    visibility().defaultsTo("private"),
                    Param.flag("activate", "Follow it.").defaultsTo(true),
                    PlanArguments.acceptWarnings()),
                Output.of(Write.OUTPUT + ", " + PlanAnswer.OUTPUT),
                CreatePlanTools::create)
            .showing(ViewPage.address(PlanTools.VIEW)));
  }

  static Param visibility() {
    return Param.choice("visibility", "shared: by its id.", List.of("private", "shared", "public"));
  }

  private static ToolAnswer create(ToolCall call) {
    Arguments arguments = call.arguments();
    ObjectNode body = Write.body(call);
    int sessions = body.path("sessions").size();
    boolean based = arguments.has("based_on");
    ToolError.when(
        based && sessions > 0,
        "sessions and based_on are both sent. Send one of them; swaps and modify_user_plan change a"
            + " copy.");
    ToolError.when(
        !based && sessions == 0 && arguments.has("sessions"),
        "sessions is empty. Send at least one, or based_on with a plan, a template or \"%s\".",
        LAST_WEEKS);
    if (!based && sessions == 0) {
      body.put("based_on", LAST_WEEKS);
    }
    PlanArguments.startsOn(body);
    PlanArguments.read("sessions", body.path("sessions"));
    PlanArguments.weekdays(body);
    agree(arguments, body);
    lately(body);
    body.set("rules", rules());
    body.put("project", arguments.flag("dry_run"));
    Answer answer = Write.run(call, body);
    Lifter lifter = Lifter.of(answer.context());
    return Budget.fit(
        2, rows -> render(lifter, answer, rows > 1 ? arguments.integer("duration_weeks") : 0));
  }

  private static void agree(Arguments arguments, ObjectNode body) {
    int weekdays = body.path("weekdays").size();
    ToolError.when(
        weekdays > 0
            && arguments.has("days_per_week")
            && arguments.integer("days_per_week") != weekdays,
        "weekdays has %d days and days_per_week is %d. Send one of them, or the same number.",
        weekdays,
        arguments.has("days_per_week") ? arguments.integer("days_per_week") : 0);
    for (JsonNode week : body.path("deload_weeks")) {
      ToolError.when(
          week.asInt() < 1 || week.asInt() > arguments.integer("duration_weeks"),
          "deload_weeks has week %d, and the plan has %d weeks. Send weeks within it.",
          week.asInt(),
          arguments.integer("duration_weeks"));
    }
  }

  private static void lately(ObjectNode body) {
    Matcher lately =
        LATELY.matcher(body.path("based_on").asText("").strip().toLowerCase(Locale.ROOT));
    if (lately.matches()) {
      String count = lately.group(1);
      int weeks = count.matches("\\d{1,2}") ? Integer.parseInt(count) : COUNTS.indexOf(count) + 1;
      ToolError.when(
          weeks < 1 || weeks > 26,
          "based_on is \"last %s weeks\". Send 1 to 26 weeks, such as \"my last four weeks\".",
          count);
      body.put("based_on_weeks", weeks);
    }
  }

  /** What the database needs to count sets as the landmarks do. */
  static ObjectNode rules() {
    ObjectNode rules = Json.object();
    ObjectNode mrv = rules.putObject("mrv");
    for (MuscleGroup group : MuscleGroup.values()) {
      Landmarks.published()
          .of(group)
          .ifPresent(mark -> mrv.put(group.label(), mark.maximumRecoverable()));
    }
    ArrayNode delts = rules.putArray("delts");
    Delts.patterns().forEach(row -> delts.add(Json.array(row)));
    return rules;
  }

  private static ToolAnswer render(Lifter lifter, Answer answer, int weeks) {
    JsonNode data = answer.data();
    ObjectNode json = Json.object().put("unit", lifter.unit().symbol());
    Write.describe(json, data);
    boolean already = data.path("already").booleanValue();
    if (Write.isPreview(data)) {
      ((ObjectNode) data.get("plan")).remove("id");
    }
    Plan plan = Plan.of(data.get("plan"));
    Text text = new Text();
    text.line("%s%s", Write.taken(data), headline(data, already));
    new PlanAnswer(lifter, plan).write(json, text);
    boolean projects = data.hasNonNull("history");
    int shown = projects ? Math.min(weeks, MOST_PROJECTED) : 0;
    ObjectNode head = (ObjectNode) json.get("plan");
    PlanAnswer.replaced(head, data);
    ProjectionLines.write(lifter, plan, data.path("history"), shown, head, text);
    Write.warnOfReaders(text, answer.context());
    return new ToolAnswer(json, text.toString());
  }

  private static String headline(JsonNode data, boolean already) {
    if (already) {
      return "Already created within the last ten minutes; nothing was added.";
    }
    return Write.isPreview(data)
        ? "Preview, nothing is stored yet%s:"
            .formatted(
                data.hasNonNull("replaced")
                    ? "; it would replace " + Named.of(data.at("/replaced/name"), "a plan")
                    : "")
        : data.get("summary").textValue() + ". undo_last_change takes it back.";
  }
}
