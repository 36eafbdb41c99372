package coach.imports;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Watches the text on its way to the CSV parser, which would gather a whole damaged file into one
 * field before it complained.
 */
final class GuardedReader extends FilterReader {
  static final int MAX_FIELD = 32_768;

  private enum Place {
    FIELD_START,
    PLAIN,
    QUOTED,
    /** After a quote inside a quoted field: the end of it, or the first half of a doubled one. */
    QUOTE_SEEN
  }

  private final char delimiter;
  private final char quote;
  private Place place = Place.FIELD_START;
  private char last = '\n';
  private int fieldLength;
  private int line = 1;
  private int quoteLine;
  private boolean ended;

  GuardedReader(Reader in, char delimiter, char quote) {
    super(in);
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** The line being read, from 1. */
  int line() {
    return line;
  }

  /** True once the end was reached without a line break before it. */
  boolean cutOff() {
    return ended && last != '\n' && last != '\r';
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value < 0) {
      end();
    } else {
      watch((char) value);
    }
    return value;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count < 0) {
      end();
    }
    for (int index = offset; index < offset + count; index++) {
      watch(buffer[index]);
    }
    return count;
  }

  private void end() {
    ended = true;
    if (place == Place.QUOTED) {
      throw new ImportError(
          "The file is cut off: the quote opened on line %d is never closed; export it again."
              .formatted(quoteLine));
    }
  }

  private void watch(char next) {
    if (next == 0) {
      throw new ImportError(
          "Line %d contains binary data; export the file again as CSV.".formatted(line));
    }
    if (next == '\n' ? last != '\r' : next == '\r') {
      line++;
    }
    last = next;
    move(next);
    if (++fieldLength > MAX_FIELD) {
      throw tooLong();
    }
  }

  private void move(char next) {
    boolean between = next == delimiter || next == '\n' || next == '\r';
    if (place == Place.QUOTED) {
      place = next == quote ? Place.QUOTE_SEEN : Place.QUOTED;
    } else if (next == quote && place != Place.PLAIN) {
      quoteLine = place == Place.FIELD_START ? line : quoteLine;
      place = Place.QUOTED;
    } else if (between) {
      place = Place.FIELD_START;
      fieldLength = 0;
    } else {
      place = Place.PLAIN;
    }
  }

  private ImportError tooLong() {
    if (place == Place.QUOTED || place == Place.QUOTE_SEEN) {
      return new ImportError(
          "The quote opened on line %d is not closed within %d characters; correct that line or export the file again."
              .formatted(quoteLine, MAX_FIELD));
    }
    return new ImportError(
        "Line %d has a field of more than %d characters; send the CSV export as the app wrote it."
            .formatted(line, MAX_FIELD));
  }
}
