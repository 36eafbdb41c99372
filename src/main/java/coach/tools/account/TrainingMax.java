package coach.tools.account;

import coach.Shown;
import coach.tools.Json;
import coach.tools.ToolError;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A training max as it is sent: "squat=140". */
final class TrainingMax {
  private TrainingMax() {}

  static ObjectNode read(String text) {
    int sign = text.lastIndexOf('=');
    String weight = text.substring(sign + 1).strip();
    ToolError.when(
        sign < 1 || !weight.matches("\\d{1,4}(\\.\\d{1,3})?"),
        "training_maxes has \"%s\". Send an exercise and a weight, such as squat=140."
            .formatted(Shown.cut(text, 60)));
    return Json.object()
        .put("exercise", text.substring(0, sign).strip())
        .put("weight", Double.parseDouble(weight));
  }
}
