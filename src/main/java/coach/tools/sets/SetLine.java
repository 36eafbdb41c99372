package coach.tools.sets;

import coach.tools.Json;
import coach.tools.lifter.Lifter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One set as answers show it: as JSON, and as lifters write it, such as {@code 100x5 @8.5}. */
public final class SetLine {
  private SetLine() {}

  /**
   * @param row number, type, weight in grams, reps, RPE, rest in seconds, assistance in grams, body
   *     weight in grams, and perhaps a note, whether it went to failure, meters and seconds
   */
  public static ObjectNode json(Lifter lifter, JsonNode row) {
    ObjectNode set = Json.MAPPER.createObjectNode();
    set.put("number", row.get(0).intValue());
    set.put("type", row.get(1).textValue());
    set.put("weight", lifter.weight(row.get(2).asInt(0)));
    set.put("reps", row.get(3).intValue());
    put(set, "rpe", row.get(4));
    put(set, "rest_seconds", row.get(5));
    putWeight(lifter, set, "assistance", row.get(6));
    putWeight(lifter, set, "body_weight", row.get(7));
    put(set, "note", row.get(8));
    put(set, "to_failure", row.get(9));
    put(set, "distance_m", row.get(10));
    put(set, "duration_s", row.get(11));
    return set;
  }

  private static void put(ObjectNode set, String name, JsonNode value) {
    if (value != null && !value.isNull()) {
      set.set(name, value);
    }
  }

  private static void putWeight(Lifter lifter, ObjectNode set, String name, JsonNode grams) {
    if (grams != null && grams.isNumber()) {
      set.put(name, lifter.weight(grams.doubleValue()));
    }
  }

  /** The set without its number, such as {@code 100x5 @8.5}, {@code bw-20x8} or {@code w 60x8}. */
  public static String text(JsonNode set) {
    String mark =
        switch (set.get("type").textValue()) {
          case "regular" -> "";
          case "warm-up" -> "w ";
          case "drop-set" -> "drop ";
          default -> set.get("type").textValue() + " ";
        };
    String load =
        set.has("assistance")
            ? "bw-" + number(set, "assistance")
            : set.get("weight").doubleValue() == 0
                ? "bw"
                : (set.has("body_weight") ? "bw+" : "") + number(set, "weight");
    String rpe = set.has("rpe") ? " @" + number(set, "rpe") : "";
    return mark + load + "x" + set.get("reps").intValue() + rpe + details(set);
  }

  private static String details(JsonNode set) {
    return (set.path("to_failure").asBoolean() ? " to failure" : "")
        + (set.has("distance_m") ? " " + number(set, "distance_m") + " m" : "")
        + (set.has("duration_s") ? " " + number(set, "duration_s") + " s" : "")
        + (set.has("note") ? " \"" + set.get("note").asText() + "\"" : "");
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
    return BigDecimal.valueOf(node.get(field).doubleValue()).stripTrailingZeros().toPlainString();
  }
}
