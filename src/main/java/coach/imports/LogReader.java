package coach.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads one export of Strong, Hevy, FitNotes, Fitbod or Jefit, or a plain table, recognised by its
 * header, in one pass and in memory that grows with its sets and not with its text.
 */
public final class LogReader {
  private static final int HEAD = 64 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final ReadOptions options;
  private GuardedReader text;

  private LogReader(ReadOptions options) {
    this.options = options;
  }

  /**
   * Reads a file.
   *
   * @throws ImportError when the file as a whole cannot be imported; a bad row is a fault in the
   *     log
   */
  public static ImportedLog read(Path file, ReadOptions options, ReadProgress progress) {
    if (Files.isDirectory(file)) {
      throw new ImportError("%s is a folder; name the exported CSV file in it.".formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, Files.size(file), options, progress);
    } catch (NoSuchFileException missing) {
      throw new ImportError("There is no file %s; check its name.".formatted(file), missing);
    } catch (IOException unreadable) {
      throw new ImportError("%s cannot be read; check its rights.".formatted(file), unreadable);
    }
  }

  /**
   * Reads a stream, which stays open.
   *
   * @param length in bytes, for the progress; −1 when unknown
   * @throws ImportError when the text as a whole cannot be imported; a bad row is a fault in the
   *     log
   * @throws IOException when the stream itself fails
   */
  public static ImportedLog read(
      InputStream in, long length, ReadOptions options, ReadProgress progress) throws IOException {
    MeteredStream metered = new MeteredStream(in, options.maxBytes(), length, progress);
    return new LogReader(options).read(new BufferedInputStream(metered, HEAD));
  }

  private ImportedLog read(BufferedInputStream in) throws IOException {
    String head = head(in);
    if (JefitFile.is(head)) {
      byte[] logs = JefitFile.logs(in);
      return readTable(
          new ByteArrayInputStream(logs), new String(logs, StandardCharsets.UTF_8).stripLeading());
    }
    return readTable(in, head);
  }

  private ImportedLog readTable(InputStream in, String head) throws IOException {
    HeaderSniff sniff = HeaderSniff.of(head);
    char delimiter = sniff.format().getDelimiterString().charAt(0);
    char quote = sniff.format().getQuoteCharacter();
    text = new GuardedReader(utf8(in), delimiter, quote);
    CSVParser parser = CSVParser.builder().setReader(text).setFormat(sniff.format()).get();
    try {
      return rows(parser, sniff);
    } catch (UncheckedIOException failed) {
      throw explained(failed);
    }
  }

  /** The beginning of the file, checked to be text; leaves the stream after a byte-order mark. */
  private static String head(BufferedInputStream in) throws IOException {
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    FileKind.check(head);
    in.reset();
    int mark = startsWithMark(head) ? BYTE_ORDER_MARK.length : 0;
    in.skipNBytes(mark);
    return new String(head, mark, head.length - mark, StandardCharsets.UTF_8);
  }

  private static boolean startsWithMark(byte[] head) {
    int length = BYTE_ORDER_MARK.length;
    return head.length >= length && Arrays.equals(head, 0, length, BYTE_ORDER_MARK, 0, length);
  }

  /** A decoder from {@code newDecoder} reports invalid bytes instead of replacing them. */
  private static InputStreamReader utf8(InputStream in) {
    return new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
  }

  private ImportedLog rows(CSVParser parser, HeaderSniff sniff) {
    Header header = sniff.header();
    Weights weights = new Weights(header, options.unit());
    Format format = header.layout().format();
    RowReader reader = RowReader.of(format, weights);
    LogDraft log = new LogDraft(format, options.latest(), sniff.monthFirst());
    Iterator<CSVRecord> records = parser.iterator();
    boolean inHeader = true;
    int line = 1;
    while (records.hasNext()) {
      Row row = Row.of(records.next(), header, line);
      line = (int) parser.getCurrentLineNumber() + 1;
      if (row.isBlank() || inHeader && HeaderSniff.namesSeparator(row.cell(0))) {
        continue;
      }
      if (inHeader) {
        inHeader = false;
      } else {
        read(row, reader, log);
      }
    }
    if (log.rows() == 0) {
      throw new ImportError(
          "The file has the header of a %s export but no rows; export it again."
              .formatted(format.label()));
    }
    return log.finished(weights.seen());
  }

  private void read(Row row, RowReader reader, LogDraft log) {
    if (log.rows() >= options.maxRows()) {
      throw new ImportError(
          "The file has more than %d rows; split it by date and send the parts."
              .formatted(options.maxRows()));
    }
    log.read(row, text.cutOff(), reader);
  }

  private RuntimeException explained(UncheckedIOException failed) throws IOException {
    IOException cause = failed.getCause();
    if (cause instanceof CharacterCodingException) {
      return new ImportError(
          "The file is not UTF-8 text after line %d; save it as CSV in UTF-8 and send that."
              .formatted(text.line()),
          cause);
    }
    if (cause instanceof org.apache.commons.csv.CSVException) {
      return new ImportError(
          "The file is damaged near line %d; export it again.".formatted(text.line()), cause);
    }
    throw cause;
  }

  /** Told about every quarter of a megabyte read, so that a long import can show a bar. */
  @FunctionalInterface
  public interface ReadProgress {
    ReadProgress NONE = (read, total) -> {};

    /**
     * @param bytesRead so far
     * @param bytesTotal −1 when unknown
     */
    void at(long bytesRead, long bytesTotal);
  }

  /** Counts the bytes of a file for the progress bar and stops at the largest size accepted. */
  private static final class MeteredStream extends FilterInputStream {
    private static final long STEP = 256L * 1024;

    private final long limit;
    private final long total;
    private final ReadProgress progress;
    private long read;
    private long told;

    MeteredStream(InputStream in, long limit, long total, ReadProgress progress) {
      super(in);
      this.limit = limit;
      this.total = total;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? -1 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(count);
      return count;
    }

    private void count(int bytes) {
      read += Math.max(bytes, 0);
      if (read > limit) {
        throw new ImportError(
            "The file is larger than %d MiB; split it by date and send the parts."
                .formatted(limit >> 20));
      }
      if (read - told >= STEP || bytes < 0 && told < read) {
        told = read;
        progress.at(read, total);
      }
    }
  }
}
