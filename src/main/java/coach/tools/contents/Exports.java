package coach.tools.contents;

import coach.store.Backup;
import coach.store.CsvExport;
import coach.tools.Resource;
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

  private static final int SECONDS_TO_WAIT = 5;

  private final int mostBytes;

  /** Documents are made one by one, because each may take much of the memory. */
  private final Semaphore turn = new Semaphore(1);

  /** Up to 20 MB, or less where the heap is small. */
  Exports() {
    this((int) Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE));
  }

  /**
   * @param mostBytes a document of more is refused
   */
  Exports(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** What writes a document as its data comes in. */
  @FunctionalInterface
  private interface Source {
    void write(OutputStream out, BiConsumer<Integer, Integer> done) throws IOException;
  }

  /** Every row, as {@code bin/coach import} takes it back. */
  String json(Resource.Reading reading) {
    return document(
        "json",
        reading,
        (out, done) -> Backup.write(reading.database(), reading.caller(), out, done));
  }

  /** Every performed set, for spreadsheets. */
  String csv(Resource.Reading reading) {
    return document(
        "csv",
        reading,
        (out, done) -> CsvExport.write(reading.database(), reading.caller(), out, done));
  }

  private String document(String form, Resource.Reading reading, Source source) {
    takeTurn();
    try {
      Bounded out = new Bounded();
      source.write(
          out,
          (done, total) ->
              reading.progress().step(done, total, "%d of %d sessions".formatted(done, total)));
      return out.toString();
    } catch (TooLarge refused) {
      throw new ToolError(
          "The export is larger than %d MB. Run \"bin/coach export %s\" where coach is installed."
              .formatted(Math.max(1, mostBytes / 1_000_000), form));
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

  /** Refuses to grow beyond what may be sent as one answer. */
  private final class Bounded extends OutputStream {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (text.size() + (long) length > mostBytes) {
        throw new TooLarge();
      }
      text.write(bytes, offset, length);
    }

    @Override
    public String toString() {
      return text.toString(StandardCharsets.UTF_8);
    }
  }

  /** Passes through those who write, which an exception that is not about writing would not. */
  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
