package coach.tools.contents;

import coach.store.Backup;
import coach.store.CsvExport;
import coach.tools.Json;
import coach.tools.Resource;
import coach.tools.ToolCall.CallProgress;
import coach.tools.ToolError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

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

  /** Where the table is read in parts, which are counted from 1. */
  static final String CSV = "workout://export/csv/";

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
        () -> "Read it in parts from " + PARTS + FIRST + ", download",
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
    int most = mostOfAPart();
    return document(
        () -> "Download",
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
                text -> out.bytes() + Bounded.size(text) + NEXT_BYTES <= most,
                done));
  }

  /** Every performed set, for spreadsheets and the import. */
  String csv(Resource.Reading reading) {
    CsvParts parts = new CsvParts(mostOfAPart());
    return document(
        () -> "Read it in parts, %s1 to %s%d, download".formatted(CSV, CSV, parts.part),
        "csv",
        reading,
        most(reading),
        (out, done) -> csv(reading, rows -> parts.of(rows) > 0, out, done));
  }

  /** The sessions of one part, counted from 1, under a header of its own. */
  String csvPart(Resource.Reading reading) {
    String number = reading.variables().get("part");
    if (!number.matches("[1-9][0-9]{0,3}")) {
      return null;
    }
    int wanted = Integer.parseInt(number);
    CsvParts parts = new CsvParts(mostOfAPart());
    return document(
        () -> "Download",
        "csv",
        reading,
        mostOfAPart(),
        (out, done) -> {
          csv(reading, rows -> parts.of(rows) == wanted, out, done);
          ToolError.when(
              wanted > parts.part,
              "The export ends with part %d, so there is no part %d.",
              parts.part,
              wanted);
        });
  }

  private static void csv(
      Resource.Reading reading,
      Predicate<String> wanted,
      Bounded out,
      BiConsumer<Integer, Integer> done)
      throws IOException {
    out.add(CsvExport.header());
    CsvExport.each(
        reading.database(),
        reading.caller(),
        rows -> {
          if (wanted.test(rows)) {
            out.add(rows);
          }
        },
        done);
  }

  private int mostOfAPart() {
    return Math.min(mostBytes, MOST_BYTES_OF_AN_EVENT);
  }

  /** Deals the sessions of a table to parts, in their order. */
  private static final class CsvParts {
    private static final long HEADER = Bounded.size(CsvExport.header());

    private final int most;
    private long bytes = HEADER;
    private int part = 1;

    CsvParts(int most) {
      this.most = most;
    }

    /** The part that these rows, of the next session, belong to. */
    int of(String rows) {
      long size = Bounded.size(rows);
      if (bytes > HEADER && bytes + size > most) {
        part++;
        bytes = HEADER;
      }
      bytes += size;
      return part;
    }
  }

  /** With progress, the answer is an event. */
  private int most(Resource.Reading reading) {
    boolean isEvent = reading.progress() != CallProgress.NONE;
    return isEvent ? mostOfAPart() : mostBytes;
  }

  private String document(
      Supplier<String> instead, String form, Resource.Reading reading, int most, Source source) {
    takeTurn();
    try {
      Bounded out = new Bounded(most);
      source.write(
          out,
          (done, total) ->
              reading.progress().step(done, total, "%d of %d sessions".formatted(done, total)));
      if (out.bytes() > most) {
        throw tooLarge(instead.get(), form, out.bytes());
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
}
