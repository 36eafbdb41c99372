package coach.tools.workouts;

import coach.db.Answer;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import coach.tools.Write;
import coach.tools.lifter.Lifter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What {@code undo_last_change} takes back, in the words of the change. */
final class UndoAnswer {
  /** At most so many lines of what changed. */
  static final int MOST = 50;

  private UndoAnswer() {}

  static ToolAnswer write(Answer answer, int shown) {
    JsonNode data = answer.data();
    ObjectNode json = Lifter.of(answer.context()).answer();
    Write.describe(json, data);
    ObjectNode undone = data.get("undone").deepCopy();
    json.set("undone", undone.put("summary", data.get("summary").textValue()));
    Text text =
        new Text()
            .line(
                "%s: %s (%s, %s, %s).",
                Write.isPreview(data) ? "Would take back" : "Took back",
                data.get("summary").textValue(),
                undone.get("changed_at").textValue(),
                age(data.get("age_s").intValue()),
                undone.get("tool").textValue());
    List<String> changes = SessionAnswer.reverse(Lifter.of(answer.context()), data);
    json.set("changes", Json.array(changes.subList(0, Math.min(shown, changes.size()))));
    changes.stream().limit(shown).forEach(change -> text.line("* %s", change));
    touched(data, shown, json, text);
    text.lineIf(
        Write.isPreview(data) && data.get("ask").booleanValue(),
        "Nothing was taken back yet: the change is old or was made by another client. Ask the"
            + " lifter, then send change %s.",
        undone.get("change").asText());
    recent(data, json, text);
    return new ToolAnswer(json, text.toString());
  }

  private static void touched(JsonNode data, int shown, ObjectNode json, Text text) {
    List<String> touched = Json.texts(data.get("touched"));
    List<String> names = touched.subList(0, Math.min(shown, touched.size()));
    json.set("touched_total", data.get("touched_total"));
    json.set("touched", Json.array(names));
    int more = data.get("touched_total").intValue() - names.size();
    text.line(
        "As it was before: %s%s.",
        String.join(", ", names), more > 0 ? " and %d more".formatted(more) : "");
  }

  /** The last ten, where nothing was taken back yet. */
  private static void recent(JsonNode data, ObjectNode json, Text text) {
    if (Write.isPreview(data)) {
      json.set("recent", data.get("recent"));
      for (JsonNode change : data.path("recent")) {
        text.line(
            "change %s: %s", change.get("change").asText(), change.get("summary").textValue());
      }
    }
  }

  private static String age(int seconds) {
    int minutes = Math.max(0, seconds) / 60;
    return (minutes < 120
            ? Numbers.count(minutes, "minute")
            : minutes < 2880
                ? Numbers.count(minutes / 60, "hour")
                : Numbers.count(minutes / 1440, "day"))
        + " ago";
  }
}
