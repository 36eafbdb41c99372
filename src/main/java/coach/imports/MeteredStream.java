package coach.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes of a file for the progress bar and stops at the largest size accepted. */
final class MeteredStream extends FilterInputStream {
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
