package coach.mcp;

import coach.Caller;
import coach.db.Answer;
import coach.db.CallContext;
import coach.db.Database;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The database as one call sees it, which remembers how many calls the caller has left: every
 * answer says so anyway, and a model that is told in time can plan what it still asks.
 */
final class QuotaWatch implements Database {
  private final Database database;
  private CallContext last;

  QuotaWatch(Database database) {
    this.database = database;
  }

  /**
   * A line for the answer from 80 % of the hourly limit on, empty before or where the lifter's
   * setting {@code rate_limit_notify} is false.
   */
  String notice() {
    boolean soon =
        last != null && last.quotaLimit() > 0 && 5 * last.quotaLeft() <= last.quotaLimit();
    return soon && !last.settings().path("rate_limit_notify").asText().equals("false")
        ? "\nCalls left this hour: %d of %d.".formatted(last.quotaLeft(), last.quotaLimit())
        : "";
  }

  private Answer seen(Answer answer) {
    last = answer.context();
    return answer;
  }

  @Override
  public Answer run(Caller caller, String name, Map<String, String> values) {
    return seen(database.run(caller, name, values));
  }

  @Override
  public List<Answer> runAll(
      Caller caller, String name, List<Map<String, String>> batches, IntConsumer done) {
    List<Answer> answers = database.runAll(caller, name, batches, done);
    answers.forEach(this::seen);
    return answers;
  }

  @Override
  public void ping() {
    database.ping();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("a call does not close what others use");
  }
}
