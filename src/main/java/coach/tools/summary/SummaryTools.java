package coach.tools.summary;

import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Output;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.volume.VolumeTools;
import java.util.List;

/** A period of training at a glance, beside the one before it. */
public final class SummaryTools {
  private SummaryTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "get_training_summary",
            "Training summary",
            "Sessions, sets and volume per week and muscle, most trained exercises, new records,"
                + " gaps and streaks of the last weeks, compared with the previous period of the same length. Start"
                + " here for a review; volume against landmarks is calculate_weekly_volume.",
            Effect.READ,
            List.of(VolumeTools.weeks()),
            Output.of(
                "since string, to string, time_zone string, unit string, one_rm_formula string,"
                    + " totals object, before object?, change_percent object?, weeks array,"
                    + " muscles array, exercises array, records_total integer, records array,"
                    + " gaps array, streak_weeks object, left_out object"),
            SummaryTools::summary));
  }

  private static ToolAnswer summary(ToolCall call) {
    Answer answer = call.run();
    Summary summary = Summary.of(answer, call.arguments().integer("weeks"));
    // Names may be long: what is listed last is cut first.
    return Budget.fit(Summary.LISTED, summary::answer);
  }
}
