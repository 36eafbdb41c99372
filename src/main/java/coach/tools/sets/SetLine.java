package coach.tools.sets;

import coach.tools.Named;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One set of an answer as lifters write it, such as {@code 100x5 @8.5}. */
public final class SetLine {
  private SetLine() {}

  /** The set without its number, such as {@code 100x5 @8.5}, {@code bw-20x8} or {@code w 60x8}. */
  public static String text(JsonNode set) {
    return text(set, false);
  }

  /**
   * The same of an exercise.
   *
   * @param movesBody whether it does, so that what is added reads {@code bw+20x5}
   */
  public static String text(JsonNode set, boolean movesBody) {
    String type = set.path("type").asText("regular");
    String mark =
        switch (type) {
          case "regular" -> "";
          case "warm-up" -> "w ";
          case "drop-set" -> "drop ";
          default -> type + " ";
        };
    String load =
        set.has("assistance")
            ? "bw-" + number(set, "assistance")
            : set.get("weight").doubleValue() == 0
                ? "bw"
                : (set.has("body_weight") || movesBody ? "bw+" : "") + number(set, "weight");
    String rpe = set.has("rpe") ? " @" + number(set, "rpe") : "";
    boolean timed = set.has("duration_s") || set.has("distance_m");
    if (timed && set.get("reps").intValue() == 0) {
      return mark + (load.equals("bw") ? "" : load + " ") + details(set).strip() + rpe;
    }
    int reps = set.get("reps").intValue();
    return mark + load + "x" + reps + (reps == 0 ? " missed" : "") + rpe + details(set);
  }

  private static String details(JsonNode set) {
    return (set.path("to_failure").asBoolean() ? " to failure" : "")
        + (set.has("distance_m") ? " " + number(set, "distance_m") + " m" : "")
        + (set.has("duration_s") ? " " + number(set, "duration_s") + " s" : "")
        + (set.has("note") ? " " + Named.note(set.get("note")) : "");
  }

  /** Equal neighbours written once: {@code 3 x 100x5}. */
  public static List<String> folded(List<String> sets) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < sets.size(); ) {
      int end = start;
      while (end < sets.size() && sets.get(end).equals(sets.get(start))) {
        end++;
      }
      lines.add(end - start > 1 ? (end - start) + " x " + sets.get(start) : sets.get(start));
      start = end;
    }
    return lines;
  }

  /** A number without a trailing ".0". */
  public static String number(JsonNode node, String field) {
    double number = node.get(field).doubleValue();
    return number == (int) number
        ? Integer.toString((int) number)
        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
