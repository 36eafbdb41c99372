package coach.tools.contents;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what may be sent as one answer, and only counts what is more. */
final class Bounded extends OutputStream {
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

  /** Kept or not, as they travel. */
  long bytes() {
    return bytes;
  }

  void add(String words) {
    byte[] all = words.getBytes(StandardCharsets.UTF_8);
    write(all, 0, all.length);
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
