package coach.store;

import coach.Caller;
import coach.db.Database;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;

/** Stores rows that were made elsewhere, all of them or none. */
public final class Storage {
  /** Sessions per statement: large enough to be fast, small enough to show progress. */
  static final int SESSIONS_PER_PART = 200;

  private Storage() {}

  /**
   * What was stored.
   *
   * @param sessions stored now
   * @param alreadyThere sent but stored before
   * @param exercises custom exercises created
   * @param replaced of the sessions stored, those that an earlier import had told otherwise
   * @param settings in words, those of a backup that were not the account's, and which of both won
   */
  public record Stored(
      int sessions, int alreadyThere, int exercises, int replaced, List<String> settings) {}

  /**
   * Stores the parts in their order: each is kept aside first, and one statement stores them all.
   *
   * @param parts each an object of tables, as {@code sql/tools/store_workouts.sql} reads them
   * @param done told how many parts are kept so far; until this returns, nothing is stored
   */
  public static Stored store(
      Database database, Caller caller, List<ObjectNode> parts, IntConsumer done) {
    String staging = UUID.randomUUID().toString();
    // All of it is one call of the hourly limit.
    Caller counted = caller;
    for (int number = 1; number <= parts.size(); number++) {
      String part = parts.get(number - 1).toString();
      Map<String, String> values =
          Map.of("staging", staging, "number", String.valueOf(number), "part", part);
      database.run(counted, "stage_part", values);
      counted = caller.counted();
      done.accept(number);
    }
    Map<String, String> all = Map.of("staging", staging, "parts", String.valueOf(parts.size()));
    return stored(database.run(counted, "store_workouts", all).data());
  }

  /** Reads what {@code store_workouts} has answered. */
  public static Stored stored(JsonNode answer) {
    int sessions = count(answer, "sessions_stored");
    return new Stored(
        sessions,
        count(answer, "sessions_sent") - sessions,
        count(answer, "exercises_created"),
        count(answer, "sessions_replaced"),
        settings(answer.path("settings")));
  }

  private static List<String> settings(JsonNode restored) {
    String won =
        restored.path("from_backup").asBoolean()
            ? "the backup's is used, because there was no workout here"
            : "the one here is kept; update_settings changes it";
    List<String> lines = new ArrayList<>();
    for (JsonNode one : restored.path("differ")) {
      lines.add(
          "Setting %s: %s in the backup, %s here; %s."
              .formatted(one.get("name").asText(), one.get("backup"), one.get("here"), won));
    }
    return lines;
  }

  private static int count(JsonNode data, String field) {
    return data.get(field).intValue();
  }
}
