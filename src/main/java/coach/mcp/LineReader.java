package coach.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines as bytes and never holds more of one than its limit. */
final class LineReader {
  private static final int BUFFER = 1 << 16;

  /**
   * @param bytes without the line's end; what fitted, where it is too long
   */
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
