package coach.store;

import coach.Caller;
import coach.db.Answer;
import coach.db.Database;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
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
   */
  public record Stored(int sessions, int alreadyThere, int exercises) {}

  /**
   * Stores the parts in their order, in one transaction.
   *
   * @param parts each an object of tables, as {@code sql/tools/store_workouts.sql} reads them
   * @param done told how many parts are stored so far
   */
  public static Stored store(
      Database database, Caller caller, List<ObjectNode> parts, IntConsumer done) {
    List<Map<String, String>> batches =
        parts.stream().map(part -> Map.of("part", part.toString())).toList();
    List<Answer> answers = database.runAll(caller, "store_workouts", batches, done);
    int stored = sum(answers, "sessions_stored");
    return new Stored(
        stored, sum(answers, "sessions_sent") - stored, sum(answers, "exercises_created"));
  }

  private static int sum(List<Answer> answers, String field) {
    return answers.stream().map(Answer::data).mapToInt(data -> count(data, field)).sum();
  }

  private static int count(JsonNode data, String field) {
    return data.get(field).intValue();
  }
}
