package coach.db;

import coach.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Runs the statements of {@code sql/tools} as the caller, under row-level security; the only way a
 * tool reaches data, whichever road leads to PostgreSQL.
 */
public interface Database extends AutoCloseable {
  /**
   * Runs {@code sql/tools/NAME.sql} in one round trip and one transaction.
   *
   * @param values one entry per parameter of the file's header, as {@link Values} renders them;
   *     null is SQL null
   * @throws DatabaseException in our words, for whatever went wrong
   */
  Answer run(Caller caller, String name, Map<String, String> values);

  /**
   * Runs one file once per batch, all in one transaction: every batch is stored or none.
   *
   * @param done is told the number of batches finished so far
   * @return one answer per batch
   */
  List<Answer> runAll(
      Caller caller, String name, List<Map<String, String>> batches, IntConsumer done);

  /**
   * The same road for one call, whose statements end with a {@link DatabaseException} as soon as it
   * is cancelled. Not to be closed.
   */
  default Database until(Cancellation cancellation) {
    return this;
  }

  /** Asks the database one trivial question. Throws {@link DatabaseException} where it fails. */
  void ping();

  @Override
  void close();
}
