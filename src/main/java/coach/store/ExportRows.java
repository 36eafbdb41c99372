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
public final class ExportRows implements Iterator<ExportRow> {
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

  private static ExportRow row(JsonNode set) {
    return new ExportRow(
        LocalDateTime.parse(set.get(0).textValue()),
        set.get(1).textValue(),
        set.get(2).textValue(),
        set.get(3).intValue(),
        set.get(4).textValue(),
        set.get(5).asInt(0),
        set.get(6).intValue(),
        set.get(7).isNull() ? null : set.get(7).doubleValue(),
        set.get(8).isNull() ? null : set.get(8).longValue(),
        set.get(9).textValue());
  }
}
