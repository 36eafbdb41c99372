package coach.tools.sets;

import coach.tools.Json;
import coach.tools.lifter.Lifter;
import coach.training.LiftTable;
import coach.training.PerformedSet;
import coach.training.SetType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * One set as the statements answer it: the fields that {@code coach.sets} names, and in a session
 * those that {@code coach.session_view} adds. The one place where Java reads a set.
 *
 * @param fields {@code number}, {@code type}, {@code weight_g}, {@code reps}, {@code rest_s},
 *     {@code body_g}, and where there is one {@code rpe}, {@code assistance_g}, {@code
 *     bodyweight_g}; outside of a session {@code session}, {@code date} and, where it is true,
 *     {@code deload}
 */
public record StoredSet(JsonNode fields) {
  /**
   * Sets in the order of the rows. Those dated after today are left out, because a wrong clock must
   * not end every analysis, and those of a session in progress, which is not judged half done.
   *
   * @param exercise its name, which says how much of the body it moves
   */
  public static List<PerformedSet> until(LocalDate today, JsonNode rows, String exercise) {
    List<PerformedSet> sets = new ArrayList<>(rows.size());
    double share = LiftTable.bodyShare(exercise);
    for (JsonNode row : rows) {
      PerformedSet set = new StoredSet(row).performed(share);
      if (!set.date().isAfter(today) && !row.path("in_progress").asBoolean()) {
        sets.add(set);
      }
    }
    return sets;
  }

  /** How many of the rows belong to a session in progress, which is left out of analyses. */
  public static int inProgress(JsonNode rows) {
    List<Boolean> sets = Json.list(rows, row -> row.path("in_progress").asBoolean());
    return Collections.frequency(sets, true);
  }

  /** The set with help as a weight below 0, and with the part of the body that was moved. */
  public PerformedSet performed(double bodyShare) {
    return new PerformedSet(
        UUID.fromString(fields.get("session").textValue()),
        Json.day(fields.get("date")),
        number(),
        type(),
        grams() - help(),
        reps(),
        rpe(),
        rest(),
        fields.path("deload").booleanValue(),
        body(bodyShare),
        Math.max(0, fields.path("duration_s").asInt(0)),
        Math.max(0, fields.path("distance_m").asInt(0)));
  }

  private int help() {
    return fields.path("assistance_g").asInt(0);
  }

  private int body(double share) {
    // Help can only take off what the body weighs, whatever the exercise is called.
    double moved = share == 0 && help() > 0 ? 1 : share;
    int body = fields.path("body_g").asInt(0);
    return moved == 0 ? 0 : body > 0 ? (int) Math.round(body * moved) : PerformedSet.UNKNOWN_BODY;
  }

  public int number() {
    return fields.get("number").intValue();
  }

  /** The type; an app's own type that coach does not know counts as "other". */
  public SetType type() {
    return SetType.of(fields.get("type").textValue());
  }

  /** The load in grams, 0 where none was noted. */
  public int grams() {
    return fields.get("weight_g").asInt(0);
  }

  public int reps() {
    return fields.get("reps").intValue();
  }

  public boolean isAssisted() {
    return fields.path("assistance_g").isNumber();
  }

  /** The RPE, or null where none was noted or what was noted cannot be one. */
  private Double rpe() {
    double rpe = fields.path("rpe").asDouble(0);
    return rpe >= 1 && rpe <= 10 ? rpe : null;
  }

  private Duration rest() {
    int seconds = fields.path("rest_s").asInt(-1);
    return seconds < 0 ? null : Duration.ofSeconds(seconds);
  }

  /** The set as answers show it, and as {@code log_workout} takes it; a regular one has no type. */
  public ObjectNode json(Lifter lifter) {
    ObjectNode set = Json.object();
    if (!fields.get("type").asText().equals("regular")) {
      set.set("type", fields.get("type"));
    }
    set.put("weight", lifter.weight(grams()));
    set.put("reps", reps());
    put(set, "rpe", fields.path("rpe"));
    put(set, "rest_seconds", fields.path("rest_s"));
    putWeight(lifter, set, "assistance", fields.path("assistance_g"));
    putWeight(lifter, set, "body_weight", fields.path("bodyweight_g"));
    for (String name : List.of("note", "to_failure", "distance_m", "duration_s")) {
      put(set, name, fields.path(name));
    }
    return set;
  }

  private static void put(ObjectNode set, String name, JsonNode value) {
    if (!value.isNull() && !value.isMissingNode()) {
      set.set(name, value);
    }
  }

  private static void putWeight(Lifter lifter, ObjectNode set, String name, JsonNode grams) {
    if (grams.isNumber()) {
      set.put(name, lifter.weight(grams.doubleValue()));
    }
  }
}
