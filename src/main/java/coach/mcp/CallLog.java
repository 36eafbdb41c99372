package coach.mcp;

import coach.Shown;
import coach.db.DatabaseException;
import coach.tools.ToolError;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the work behind one call: times it, writes its one line, and turns whatever went wrong into
 * a sentence that may leave the house.
 */
final class CallLog {
  private static final Logger log = LoggerFactory.getLogger("coach.calls");

  /** What one answer of a tool may hold, in bytes; tools cut themselves. */
  private static final int LARGE_ANSWER = 24 * 1024;

  private final String kind;
  private final String name;
  private final Exchange exchange;
  private final long started = System.nanoTime();

  private CallLog(String kind, String name, Exchange exchange) {
    this.kind = kind;
    this.name = name;
    this.exchange = exchange;
  }

  /**
   * Answers with the work's result, or with what {@code failed} makes of its failure, worded by us.
   *
   * @param kind of what is called, such as {@code tool}
   * @param name ours, never the client's text
   */
  static <T> T run(
      String kind, String name, Exchange exchange, Supplier<T> work, Function<Refusal, T> failed) {
    CallLog call = new CallLog(kind, name, exchange);
    try {
      T result = work.get();
      log.info(call.end("ok"));
      return result;
    } catch (Refusal refusal) {
      log.info(call.end(refusal.details().result() == null ? "refused" : "asked"));
      throw refusal;
    } catch (RuntimeException | Error thrown) {
      return failed.apply(call.failure(thrown));
    }
  }

  /** Notices a tool that did not cut its answer; null where no tool answered. */
  static void size(String tool, Reply reply, String request) {
    if (tool != null && reply.body().length > LARGE_ANSWER) {
      int bytes = reply.body().length;
      log.warn("tool={} bytes={} most={} request={}", tool, bytes, LARGE_ANSWER, request);
    }
  }

  private Refusal failure(Throwable thrown) {
    if (thrown instanceof ToolError fault) {
      exchange.measures().refused("arguments");
      log.info(end("refused"));
      return Refusal.of(Refusal.INVALID_PARAMS, fault.getMessage());
    }
    if (thrown instanceof DatabaseException fault
        && fault.kind() != DatabaseException.Kind.INTERNAL) {
      return databaseFailure(fault);
    }
    log.error(end("failed"), thrown);
    return Refusal.of(Refusal.INTERNAL, bug(exchange.request()));
  }

  private Refusal databaseFailure(DatabaseException fault) {
    String sentence = fault.getMessage();
    switch (fault.kind()) {
      case REFUSED -> {
        exchange.measures().refused("rule");
        log.info(end("refused"));
        return Refusal.of(Refusal.INVALID_PARAMS, Shown.line(sentence));
      }
      case SIGNED_OUT -> {
        log.info(end("refused") + " cause=" + fault.kind());
        // A client that is told by HTTP signs in again by itself.
        throw Refusal.of(Refusal.INVALID_REQUEST, sentence, 401, null);
      }
      case CANCELLED -> log.info(end("cancelled"));
      case RATE_LIMITED -> {
        exchange.measures().refused("lifters_limit");
        log.info(end("refused") + " cause=" + fault.kind());
      }
      // Someone should look, and finds the cause in the trace.
      default -> log.warn(end("failed") + " cause=" + fault.kind(), fault);
    }
    return Refusal.of(Refusal.INTERNAL, withDelay(sentence, fault.retrySeconds()));
  }

  private static String withDelay(String sentence, int seconds) {
    return seconds <= 0 || sentence.contains("Try again in ")
        ? sentence
        : "%s Try again in %d seconds.".formatted(sentence, seconds);
  }

  /** All that a caller hears of a bug. */
  static String bug(String request) {
    return "coach failed at this call; the operator finds it in the log as request %s."
        .formatted(request);
  }

  /** Counts the call, and gives its line. */
  private String end(String outcome) {
    long nanos = System.nanoTime() - started;
    if (kind.equals("tool")) {
      exchange.measures().tool(name, outcome, nanos);
    }
    return kind
        + ("=" + name + " user=" + exchange.caller().user() + " outcome=" + outcome)
        + (" ms=" + nanos / 1_000_000 + " request=" + exchange.request())
        + TraceParent.logged(exchange.params());
  }
}
