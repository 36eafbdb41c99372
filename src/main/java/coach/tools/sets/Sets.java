package coach.tools.sets;

import coach.training.PerformedSet;
import coach.training.SetType;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads the sets that the statements answer as small arrays, one per set. */
public final class Sets {
  private Sets() {}

  /**
   * Arrays of session, date, number, type, weight in grams, reps, RPE, rest in seconds, deload, and
   * perhaps whether body weight was moved too, in time order. Sets dated after today are left out:
   * a wrong clock must not end every analysis.
   */
  public static List<PerformedSet> until(LocalDate today, JsonNode rows) {
    List<PerformedSet> sets = new ArrayList<>(rows.size());
    for (JsonNode row : rows) {
      LocalDate date = LocalDate.parse(row.get(1).textValue());
      if (date.isAfter(today)) {
        continue;
      }
      sets.add(
          new PerformedSet(
              UUID.fromString(row.get(0).textValue()),
              date,
              row.get(2).intValue(),
              type(row.get(3).textValue()),
              row.get(4).asInt(0),
              row.get(5).intValue(),
              rpe(row.get(6)),
              rest(row.get(7)),
              row.get(8).asBoolean(),
              row.path(9).asBoolean(false)));
    }
    return sets;
  }

  /** The type of this name; an app's own type that coach does not know counts as "other". */
  public static SetType type(String name) {
    for (SetType type : SetType.values()) {
      if (type.databaseName().equalsIgnoreCase(name)) {
        return type;
      }
    }
    return SetType.OTHER;
  }

  /** The RPE, or null where none was noted or what was noted cannot be one. */
  public static Double rpe(JsonNode value) {
    double rpe = value == null ? 0 : value.asDouble(0);
    return rpe >= 1 && rpe <= 10 ? rpe : null;
  }

  private static Duration rest(JsonNode seconds) {
    return seconds == null || seconds.isNull() || seconds.intValue() < 0
        ? null
        : Duration.ofSeconds(seconds.intValue());
  }
}
