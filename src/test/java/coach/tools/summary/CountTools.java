package coach.tools.summary;

import coach.tools.Effect;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How often the lifter trained. */
public final class CountTools {
  private CountTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "count_sessions",
            "Count sessions",
            "How many workouts the lifter finished in the last days.",
            Effect.READ,
            List.of(Param.integer("days", "Look-back in days.", 1, 365).defaultsTo(30)),
            Output.of("sessions integer"),
            call -> {
              ObjectNode counted = (ObjectNode) call.run().data();
              return new ToolAnswer(counted, counted.get("sessions") + " sessions.");
            }));
  }
}
