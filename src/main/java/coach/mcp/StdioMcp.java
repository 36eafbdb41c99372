package coach.mcp;

import coach.Caller;
import coach.Measures;
import coach.tools.ToolCall.CallProgress;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol over standard input and output: one JSON message per line. A slow call does not hold
 * up the ones behind it, and answers come as they are ready.
 */
public final class StdioMcp {
  private static final Logger log = LoggerFactory.getLogger(StdioMcp.class);
  private static final int THREADS = 8;

  /** Lines read ahead of their answers; beyond it the client's pipe fills up, as it should. */
  private static final int MOST_WAITING = 64;

  private static final int SECONDS_TO_FINISH = 60;

  /** Clients kill a process two seconds after they have told it to end. */
  private static final int MILLIS_BEFORE_STOP = 1_000;

  /** For what then is told to end to roll back and say so. */
  private static final int MILLIS_TO_STOP = 5_000;

  /** No text inside a message reads like this: there the quotes are escaped. */
  private static final Pattern CANCELLED =
      Pattern.compile("\"method\"\\s*:\\s*\"notifications/cancelled\"");

  private static final int LONGEST_CANCELLED = 4_096;

  private final Dispatcher dispatcher;
  private final Function<CallProgress, Caller> caller;
  private final LineReader input;
  private final OutputStream output;
  private final InFlight inFlight = new InFlight();
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private volatile boolean broken;
  private volatile boolean stopping;

  /**
   * @param caller whose data this process serves, asked at every call, which hears what it waits
   *     for
   * @param output the real standard output, captured before anything else could print to it
   */
  public StdioMcp(
      Dispatcher dispatcher,
      Function<CallProgress, Caller> caller,
      InputStream input,
      OutputStream output) {
    this.dispatcher = dispatcher;
    this.caller = caller;
    this.input = new LineReader(input, Wire.MAX_BYTES);
    this.output = output;
  }

  /** Serves until the input ends or nobody reads the output, then finishes what it started. */
  public void run() {
    ExecutorService workers = Executors.newFixedThreadPool(THREADS, StdioMcp::worker);
    try {
      LineReader.Line line;
      while (!broken && !stopping && (line = input.next()) != null) {
        take(line, workers);
      }
      workers.shutdown();
      if (!workers.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
        log.warn("input ended, calls unfinished after {} s", SECONDS_TO_FINISH);
        inFlight.stop();
        isIdleWithin(MILLIS_TO_STOP);
      }
    } catch (IOException closed) {
      log.info("input closed cause={}", closed.getClass().getSimpleName());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      workers.shutdownNow();
    }
  }

  private void take(LineReader.Line line, ExecutorService workers) throws InterruptedException {
    places.acquire();
    InFlight here = inFlight.next();
    if (isCancellation(line)) {
      // Behind the calls that it is to end it would come too late.
      serve(line, here);
    } else {
      workers.execute(() -> serve(line, here));
    }
  }

  private static boolean isCancellation(LineReader.Line line) {
    return !line.tooLong()
        && line.bytes().length <= LONGEST_CANCELLED
        && CANCELLED.matcher(new String(line.bytes(), StandardCharsets.ISO_8859_1)).find();
  }

  /**
   * For a process that is told to end: takes nothing more, gives what was started a second, then
   * ends it and answers that it was ended. Returns when nothing is worked on, after six seconds at
   * most.
   */
  public void stop() {
    stopping = true;
    try {
      if (!isIdleWithin(MILLIS_BEFORE_STOP)) {
        inFlight.stop();
        if (!isIdleWithin(MILLIS_TO_STOP)) {
          log.warn("stop outcome=unfinished");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isIdleWithin(int millis) throws InterruptedException {
    boolean idle = places.tryAcquire(MOST_WAITING, millis, TimeUnit.MILLISECONDS);
    if (idle) {
      places.release(MOST_WAITING);
    }
    return idle;
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "coach-stdio");
    thread.setDaemon(true);
    return thread;
  }

  private void serve(LineReader.Line line, InFlight here) {
    try {
      Reply reply =
          line.tooLong()
              ? Answer.error(null, tooLong()).reply()
              : dispatcher.handle(inbound(line.bytes(), here));
      if (reply.body() != null) {
        write(reply.body());
      }
    } finally {
      places.release();
    }
  }

  private Inbound inbound(byte[] message, InFlight here) {
    return new Inbound(
        message,
        null,
        caller,
        CallerSource.ALL_SCOPES,
        Inbound.newId(),
        this::notify,
        here,
        Measures.NONE);
  }

  private static Refusal tooLong() {
    return Refusal.of(
        Refusal.INVALID_REQUEST,
        "The message is longer than %d bytes. Send less at a time.".formatted(Wire.MAX_BYTES));
  }

  private void notify(JsonNode notification) {
    write(Wire.write(notification));
  }

  private synchronized void write(byte[] message) {
    if (broken) {
      return;
    }
    try {
      output.write(message);
      output.write('\n');
      output.flush();
    } catch (IOException gone) {
      broken = true;
      inFlight.abandon();
      log.info("output closed cause={}", gone.getClass().getSimpleName());
    }
  }

  /** Reads lines as bytes and never holds more of one than its limit. */
  private static final class LineReader {
    private static final int BUFFER = 1 << 16;

    /** Without the line's end; what fitted, where it is too long. */
    record Line(byte[] bytes, boolean tooLong) {}

    private final InputStream input;
    private final int limit;

    LineReader(InputStream input, int limit) {
      this.input = new BufferedInputStream(input, BUFFER);
      this.limit = limit;
    }

    /** The next line that is not blank, or null at the end; the last one needs no line break. */
    Line next() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream(512);
      boolean tooLong = false;
      boolean blank = true;
      int read;
      while ((read = input.read()) >= 0) {
        if (read == '\n') {
          if (!blank) {
            return new Line(line.toByteArray(), tooLong);
          }
          line.reset();
          tooLong = false;
          continue;
        }
        blank &= read == '\r' || read == ' ' || read == '\t';
        if (line.size() < limit) {
          line.write(read);
        } else {
          tooLong |= read != '\r';
        }
      }
      return blank ? null : new Line(line.toByteArray(), tooLong);
    }
  }
}
