package coach.store;

import coach.Caller;
import coach.db.Answer;
import coach.db.Database;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

/** Every performed set of a lifter, oldest first, fetched page by page while they are written. */
public final class ExportRows implements Iterator<ExportRows.ExportRow> {
  private static final int SESSIONS = 200;

  private final Database database;
  private Caller caller;
  private final BiConsumer<Integer, Integer> done;
  private final Deque<ExportRow> fetched = new ArrayDeque<>();
  private String unit;
  private int offset;
  private boolean ended;

  /**
   * @param done told the sessions fetched and how many there are
   */
  public ExportRows(Database database, Caller caller, BiConsumer<Integer, Integer> done) {
    this.database = database;
    this.caller = caller;
    this.done = done;
    fetch();
  }

  /** The lifter's unit, {@code kg} or {@code lb}. */
  public String unit() {
    return unit;
  }

  @Override
  public boolean hasNext() {
    while (fetched.isEmpty() && !ended) {
      fetch();
    }
    return !fetched.isEmpty();
  }

  @Override
  public ExportRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return fetched.remove();
  }

  private void fetch() {
    Map<String, String> values = new HashMap<>();
    values.put("page_limit", String.valueOf(SESSIONS));
    values.put("page_offset", String.valueOf(offset));
    Answer answer = database.run(caller, "export_sets", values);
    caller = caller.counted();
    unit = answer.context().unit();
    int total = answer.data().get("total").intValue();
    offset += SESSIONS;
    ended = offset >= total;
    answer.data().get("sets").forEach(set -> fetched.add(row(set)));
    done.accept(Math.min(offset, total), total);
  }

  private static ExportRow row(JsonNode row) {
    JsonNode set = row.get("set");
    JsonNode rpe = set.get("rpe");
    JsonNode rest = set.get("rest_s");
    return new ExportRow(
        LocalDateTime.parse(row.get("at").textValue()),
        row.get("day").textValue(),
        row.get("exercise").textValue(),
        set.get("number").intValue(),
        set.get("type").textValue(),
        set.get("weight_g").asInt(0),
        set.get("reps").intValue(),
        rpe.isNull() ? null : rpe.doubleValue(),
        rest.isNull() ? null : rest.longValue(),
        row.get("note").textValue());
  }

  /**
   * One performed set on its way into coach's own CSV.
   *
   * @param startedAt of the session, in the lifter's local time
   * @param setNumber from 1 within the exercise
   * @param type a name of {@code exercise_set_type}
   * @param rpe null when not rated
   * @param restSeconds null when unknown
   * @param note null when none
   */
  public record ExportRow(
      LocalDateTime startedAt,
      String session,
      String exercise,
      int setNumber,
      String type,
      int weightGrams,
      int reps,
      Double rpe,
      Long restSeconds,
      String note) {}
}
