package coach.tools.contents;

import coach.store.Backup;
import coach.store.CsvExport;
import coach.tools.Json;
import coach.tools.Resource;
import coach.tools.ToolCall.CallProgress;
import coach.tools.ToolError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A lifter's whole data as one document, for those who want to keep it or take it elsewhere. */
final class Exports {
  private static final int MOST_BYTES = 20_000_000;

  /** A document is held several times over until it is sent. */
  private static final int HEAP_PER_BYTE = 20;

  /** Some clients end a connection at an event of 1 MiB; what stands around the text needs some. */
  private static final int MOST_BYTES_OF_AN_EVENT = 1_000_000;

  /** What ends a part: the field {@code next} and brackets. */
  private static final int NEXT_BYTES = 100;

  private static final int SECONDS_TO_WAIT = 5;

  /**
   * Where a backup is read in parts; after it stands {@link #FIRST}, then what {@code next} names.
   */
  static final String PARTS = "workout://export/json/";

  private static final String FIRST = "first";

  private final int mostBytes;

  /** Documents are made one by one, because each may take much of the memory. */
  private final Semaphore turn = new Semaphore(1);

  /** Up to 20 MB, or less where the heap is small. */
  Exports() {
    this((int) Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE));
  }

  /**
   * @param mostBytes a document that takes more in an answer is refused, and one of more than 1 MB
   *     where the client follows its progress, because the answer is an event then
   */
  Exports(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** What writes a document as its data comes in. */
  @FunctionalInterface
  private interface Source {
    void write(Bounded out, BiConsumer<Integer, Integer> done) throws IOException;
  }

  /** Every row, as {@code bin/coach import} takes it back. */
  String json(Resource.Reading reading) {
    return document(
        "Read it in parts from " + PARTS + FIRST + ", download",
        "json",
        reading,
        most(reading),
        (out, done) ->
            Backup.write(
                reading.database(),
                reading.caller(),
                Json.MAPPER.getFactory().createGenerator(out),
                done));
  }

  /**
   * A backup of its own of the sessions that fit an event; {@code next} is the address of the rest.
   */
  String part(Resource.Reading reading) {
    String after = reading.variables().get("after");
    if (!after.equals(FIRST) && !after.matches(DataResources.ID)) {
      return null;
    }
    int most = Math.min(mostBytes, MOST_BYTES_OF_AN_EVENT);
    return document(
        "Download",
        "json",
        reading,
        most,
        (out, done) ->
            Backup.writePart(
                reading.database(),
                reading.caller(),
                Json.MAPPER.getFactory().createGenerator(out),
                after.equals(FIRST) ? "" : after,
                last -> PARTS + last,
                text -> out.bytes + Bounded.size(text) + NEXT_BYTES <= most,
                done));
  }

  /** Every performed set, for spreadsheets. */
  String csv(Resource.Reading reading) {
    return document(
        "Download",
        "csv",
        reading,
        most(reading),
        (out, done) -> CsvExport.write(reading.database(), reading.caller(), out, done));
  }

  /** With progress, the answer is an event. */
  private int most(Resource.Reading reading) {
    boolean isEvent = reading.progress() != CallProgress.NONE;
    return isEvent ? Math.min(mostBytes, MOST_BYTES_OF_AN_EVENT) : mostBytes;
  }

  private String document(
      String instead, String form, Resource.Reading reading, int most, Source source) {
    takeTurn();
    try {
      Bounded out = new Bounded(most);
      source.write(
          out,
          (done, total) ->
              reading.progress().step(done, total, "%d of %d sessions".formatted(done, total)));
      if (out.bytes > most) {
        throw tooLarge(instead, form, out.bytes);
      }
      return out.toString();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      turn.release();
    }
  }

  private void takeTurn() {
    try {
      if (turn.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    throw new ToolError("Another export is being made. Ask again in a few seconds.");
  }

  private static ToolError tooLarge(String instead, String form, long bytes) {
    return new ToolError(
        "The export has %.1f MB, more than many clients take in one answer. %s it from /account on this server, or run \"bin/coach export %s\" where coach is installed."
            .formatted(Math.max(0.1, bytes / 1e6), instead, form));
  }

  /** Keeps what may be sent as one answer, and only counts what is more. */
  private static final class Bounded extends OutputStream {
    private final int most;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    /** As they travel: in JSON, a quote or the end of a line is two. */
    private long bytes;

    Bounded(int most) {
      this.most = most;
    }

    private static int size(int one) {
      return one == '"' || one == '\\' || one == '\n' || one == '\r' || one == '\t' ? 2 : 1;
    }

    static long size(String text) {
      long size = 0;
      for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
        size += size(one);
      }
      return size;
    }

    @Override
    public void write(int one) {
      bytes += size(one);
      if (bytes <= most) {
        text.write(one);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      for (int place = offset; place < offset + length; place++) {
        write(bytes[place]);
      }
    }

    @Override
    public String toString() {
      return text.toString(StandardCharsets.UTF_8);
    }
  }
}
