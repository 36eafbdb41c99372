package coach.tools.sets;

import coach.tools.Numbers;
import coach.tools.Text;
import coach.training.PerformedSet;
import coach.training.Progress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Says in words what an answer's numbers leave out, so that nothing is missing silently. */
public final class LeftOut {
  private LeftOut() {}

  /** One line for all reasons, by the codes below, that apply; none where nothing was left out. */
  public static void line(Text text, JsonNode counts) {
    List<String> reasons = new ArrayList<>();
    for (var reason : counts.properties()) {
      if (reason.getValue().intValue() > 0) {
        reasons.add(words(reason.getKey(), reason.getValue().intValue()));
      }
    }
    text.lineIf(!reasons.isEmpty(), "Left out: %s.", String.join(", ", reasons));
  }

  /** Counts the sets that count as work but say nothing of the e1RM though they have a weight. */
  public static void oneRepMax(ObjectNode counts, List<PerformedSet> sets) {
    List<PerformedSet> loaded =
        sets.stream()
            .filter(s -> s.isWork() && s.reps() > 0 && s.loadGrams().orElse(1) > 0)
            .toList();
    long bodies = loaded.stream().filter(set -> set.loadGrams().isEmpty()).count();
    counts.put(Progress.LeftOut.NO_BODY_WEIGHT.code(), (int) bodies);
    counts.put(
        Progress.LeftOut.SET_TYPE.code(),
        (int) loaded.stream().filter(s -> !s.type().showsStrength()).count());
  }

  private static String words(String reason, int count) {
    return switch (reason) {
      case "warm_up" -> Numbers.count(count, "warm-up set");
      case "deload" -> Numbers.count(count, "set") + " in a deload";
      case "light_day" -> Numbers.count(count, "set") + " of light days";
      case "no_reps" -> Numbers.count(count, "set") + " without a rep";
      case "timed" -> Numbers.count(count, "set") + " by time or distance";
      case "no_weight" -> Numbers.count(count, "set") + " without external weight";
      case "no_body_weight" ->
          Numbers.count(count, "set")
              + " that move the body, without a body weight (no e1RM: log it once with"
              + " log_body_measurement)";
      case "in_progress" -> Numbers.count(count, "set") + " of the session in progress";
      case "set_type" -> Numbers.count(count, "drop, myo-rep or other set") + " (no e1RM)";
      case "digit_slip" ->
          Numbers.count(count, "set")
              + " far beyond the others, as by a digit too many (edit_workout corrects it)";
      case "over_12_reps" -> Numbers.count(count, "set") + " over 12 reps";
      case "older_sessions" -> Numbers.count(count, "older session") + " beyond max_sessions";
      case "drafts" ->
          count + (count == 1 ? " draft that was" : " drafts that were") + " never performed";
      case "dated_after_today" -> Numbers.count(count, "set") + " dated after today";
      case "without_muscles" -> Numbers.count(count, "set") + " of exercises without known muscles";
      case "no_strength_training" ->
          Numbers.count(count, "set") + " of stretching, cardio and plyometrics";
      default -> count + " " + reason.replace('_', ' ');
    };
  }
}
