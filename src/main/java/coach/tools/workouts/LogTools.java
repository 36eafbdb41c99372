package coach.tools.workouts;

import coach.tools.Arguments;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Moments;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.Write;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Logging a workout, whole or set by set. */
public final class LogTools {
  private LogTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "log_workout",
            "Log workout",
            "Stores what was lifted: a whole workout (mode new), or exercises and sets that join"
                + " the session in progress or the latest of the day (append). \"3x5 at 100\" is"
                + " one set with count 3. Names new records, unit slips and first-time names.",
            Effect.WRITE,
            Write.params(
                WorkoutArguments.exercises().required().example(List.of(threeByFive())),
                Param.choice(
                        "mode",
                        "new: a workout of its own; append: more of an existing one.",
                        List.of("new", "append"))
                    .defaultsTo("new"),
                WorkoutArguments.unit(),
                Moments.param(
                        "started_at", "Start: local time, a date or \"yesterday\"; default now.")
                    .example("2026-01-31T18:30"),
                Moments.param("ended_at", "End; a time alone will do."),
                Param.text("plan_day", "Day of a plan that was trained, name or id.", 200),
                Param.text("name", "Title, for a workout outside any plan.", 100),
                Param.text("note", "Note on the workout.", WorkoutArguments.MOST_NOTE),
                Param.flag("deload", "Easy on purpose: left out of trends and next weights."),
                SessionTools.selector().describedAs("Session to append to (mode append)."),
                Param.text(
                    "repeat",
                    "\"Same as last Upper A\": takes all sets of this session, by id, \"last\", date or"
                        + " name of the day, but those of the exercises sent.",
                    100)),
            Output.of(WorkoutAnswer.OUTPUT),
            LogTools::log));
  }

  /** "3x5 at 100". */
  private static ObjectNode threeByFive() {
    ObjectNode bench = Json.object().put("exercise", "bench press");
    bench.putArray("sets").addObject().put("weight", 100).put("reps", 5).put("count", 3);
    return bench;
  }

  private static ToolAnswer log(ToolCall call) {
    ObjectNode body = Write.body(call);
    Arguments arguments = call.arguments();
    ToolError.when(
        arguments.has("plan_day") && arguments.has("name"),
        "plan_day and name are both sent. Send plan_day for a day of a plan, or name for a"
            + " workout outside plans.");
    if (arguments.has("session")) {
      SessionTools.selected(arguments.text("session"));
      if (arguments.text("mode").equals("new")) {
        throw new ToolError("session is for mode append. Send that mode, or leave session out.");
      }
    }
    body.put("started_at", Moments.read("started_at", arguments.text("started_at"), false));
    body.put("ended_at", Moments.read("ended_at", arguments.text("ended_at"), true));
    WorkoutArguments.expand(body);
    // A new workout that comes twice is known by itself; what is appended twice is not.
    boolean isAppended = arguments.text("mode").equals("append");
    return WorkoutAnswer.of(isAppended ? Write.once(call, body) : Write.run(call, body));
  }
}
