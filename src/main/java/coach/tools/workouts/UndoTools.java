package coach.tools.workouts;

import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Confirmation;
import coach.tools.Effect;
import coach.tools.Output;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.Write;
import coach.tools.lifter.Lifter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The way back from every change. */
public final class UndoTools {
  private UndoTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "undo_last_change",
            "Undo last change",
            "Takes back the last change made through coach in 30 days, whatever tool made it, and"
                + " says what it was. Called again it takes back the one before. Refuses where"
                + " something else has changed the same since.",
            Effect.DESTROY,
            Write.params(),
            Output.of(
                Write.OUTPUT
                    + ", undone object, touched array, touched_total integer, time_zone string,"
                    + " unit string"),
            UndoTools::undo));
  }

  private static ToolAnswer undo(ToolCall call) {
    // Nothing takes back what was taken back.
    Confirmation confirmation =
        new Confirmation(
            "Take back the last change?",
            "Nothing was taken back",
            preview -> List.of(preview.text().split("\n")),
            answer ->
                Budget.fit(answer.data().get("touched").size(), shown -> undone(answer, shown)));
    return confirmation.write(call, Write.body(call));
  }

  private static ToolAnswer undone(Answer answer, int shown) {
    JsonNode data = answer.data();
    ObjectNode json = Lifter.of(answer.context()).answer();
    Write.describe(json, data);
    ObjectNode undone = data.get("undone").deepCopy();
    json.set("undone", undone.put("summary", data.get("summary").textValue()));
    json.set("touched_total", data.get("touched_total"));
    List<String> names = new ArrayList<>();
    for (int index = 0; index < shown; index++) {
      names.add(data.get("touched").get(index).textValue());
    }
    names.forEach(json.putArray("touched")::add);
    int more = data.get("touched_total").intValue() - names.size();
    String text =
        new Text()
            .line(
                "%s: %s (%s, %s).",
                Write.isPreview(data) ? "Would take back" : "Took back",
                data.get("summary").textValue(),
                undone.get("changed_at").textValue(),
                undone.get("tool").textValue())
            .line(
                "As it was before: %s%s.",
                String.join(", ", names), more > 0 ? " and %d more".formatted(more) : "")
            .toString();
    return new ToolAnswer(json, text);
  }
}
