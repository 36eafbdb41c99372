package coach.tools.plans;

import coach.db.Answer;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.Write;
import coach.tools.lifter.Lifter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Changing a plan that is there: its days, its times, its state. */
public final class ModifyPlanTools {
  private ModifyPlanTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "modify_user_plan",
            "Change plan",
            "Changes a plan and says what differs; workouts done stay. sessions and swaps as in"
                + " create_workout_plan.",
            Effect.WRITE,
            Write.params(
                Param.text("plan", "Default the active one.", 200),
                Param.text("name", "New.", 100),
                Param.text("description", Param.UNLISTED, 1000),
                PlanArguments.unlisted(
                    PlanArguments.sessions("sessions", "To add or, by name, replace.")),
                Param.texts("remove_sessions", "Names.", 14, 100),
                PlanArguments.unlisted(PlanArguments.swaps()),
                PlanArguments.weekdays(),
                Param.object(
                    "move",
                    "To another day.",
                    List.of(
                        Param.text("from", "Weekday, date or session.", 100)
                            .required()
                            .example("thursday"),
                        Param.text("to", "Weekday or date.", 12).required().example("friday"),
                        Param.flag("once", "Not for good."))),
                Param.text("deload_week", "\"this\", \"next\", a number or \"none\".", 8),
                Param.date("starts_on", "New."),
                Param.integer("duration_weeks", "New.", 1, PlanArguments.MOST_WEEKS),
                CreatePlanTools.visibility(),
                Param.flag("activate", "Follow it."),
                Param.flag("archive", "End it."),
                PlanArguments.acceptWarnings()),
            Output.of(Write.OUTPUT + ", " + PlanAnswer.OUTPUT + ", changes array"),
            ModifyPlanTools::modify));
  }

  private static ToolAnswer modify(ToolCall call) {
    ObjectNode body = Write.body(call);
    ToolError.when(
        call.arguments().flag("activate") && call.arguments().flag("archive"),
        "activate and archive are both true. Send one of them.");
    PlanArguments.startsOn(body);
    PlanArguments.read("sessions", body.path("sessions"));
    PlanArguments.weekdays(body);
    move(body);
    deload(body);
    body.set("rules", CreatePlanTools.rules());
    Answer answer = Write.run(call, body);
    return render(Lifter.of(answer.context()), answer);
  }

  private static void move(ObjectNode body) {
    JsonNode move = body.path("move");
    if (!move.isObject()) {
      return;
    }
    ObjectNode read = Json.object();
    read.put("asked", move.get("from").textValue());
    read.put("once", move.path("once").asBoolean());
    ObjectNode from = read.putObject("from");
    String text = move.get("from").textValue().strip();
    ToolError.when(
        text.matches("[+-]?\\d+-\\d+-\\d+") && !PlanArguments.isDate(text),
        "move.from is \"%s\", and there is no such date. Send one as 2026-12-24, a weekday or the name of a session.",
        text);
    if (!day(from, text)) {
      from.put("session", text);
    }
    ToolError.when(
        !day(read.putObject("to"), move.get("to").textValue().strip()),
        "move.to is \"%s\". Send a weekday such as friday, or a date.",
        move.get("to").textValue());
    body.set("move", read);
  }

  /** Reads a weekday or a date. */
  private static boolean day(ObjectNode into, String text) {
    Optional<DayOfWeek> weekday = PlanArguments.weekday(text);
    weekday.ifPresent(day -> into.put("weekday", day.getValue()));
    if (weekday.isEmpty() && PlanArguments.isDate(text)) {
      into.put("date", text);
    }
    return !into.isEmpty();
  }

  private static void deload(ObjectNode body) {
    String week = body.path("deload_week").asText("").strip().toLowerCase(Locale.ROOT);
    if (body.path("deload_week").isTextual()) {
      ToolError.when(
          !week.matches("this|next|none|\\d{1,2}"),
          "deload_week is \"%s\". Send this, next, none or the number of a week.",
          week);
      body.put("deload_week", week);
    }
  }

  private static ToolAnswer render(Lifter lifter, Answer answer) {
    JsonNode data = answer.data();
    ObjectNode json = Json.object().put("unit", lifter.unit().symbol());
    Write.describe(json, data);
    PlanAnswer after = new PlanAnswer(lifter, Plan.of(data.get("plan")));
    PlanAnswer before = new PlanAnswer(lifter, Plan.of(data.get("before")));
    List<String> changes = new PlanChanges(before, after).lines();
    json.set("changes", Json.array(changes));
    Text text = new Text();
    String headline =
        changes.isEmpty()
            ? "Nothing changed: it was already so."
            : Write.isPreview(data)
                ? "Preview, nothing is stored yet:"
                : data.get("summary").textValue() + ". undo_last_change takes it back.";
    text.line("%s%s", Write.taken(data), headline);
    changes.forEach(change -> text.line("* %s", change));
    after.write(json, text);
    PlanAnswer.replaced((ObjectNode) json.get("plan"), data);
    Write.warnOfReaders(text, answer.context());
    return new ToolAnswer(json, text.toString());
  }
}
