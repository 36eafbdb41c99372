package coach.mcp;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Short ids that tie a caller's complaint to a line of the log; never taken from outside. */
public final class RequestIds {
  private RequestIds() {}

  /** Ten characters, unlikely to come twice within a log's life. */
  public static String next() {
    long random = ThreadLocalRandom.current().nextLong(1L << 40);
    return String.format(Locale.ROOT, "%010x", random);
  }
}
