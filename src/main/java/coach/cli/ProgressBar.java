package coach.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Shows long work on standard error: a bar on a screen, a line now and then anywhere else. */
final class ProgressBar implements AutoCloseable {
  private static final int CELLS = 30;
  private static final int PERCENT_PER_LINE = 10;

  private final PrintStream err;
  private final boolean live;
  private int shown = -1;
  private boolean open;

  ProgressBar(PrintStream err, boolean live) {
    this.err = err;
    this.live = live;
  }

  /** One step of the work, in a few words. */
  synchronized void say(String words) {
    close();
    err.println(words);
  }

  /** How far the current step has come, in a plural noun; nothing where the total is 0. */
  synchronized void part(String what, long done, long total) {
    int percent = total <= 0 ? -1 : (int) (100 * done / total);
    boolean due = live ? percent != shown : percent / PERCENT_PER_LINE != shown / PERCENT_PER_LINE;
    if (percent < 0 || (shown >= 0 && !due)) {
      return;
    }
    shown = percent;
    if (live) {
      open = true;
      int filled = CELLS * percent / 100;
      String bar = "#".repeat(filled) + " ".repeat(CELLS - filled);
      err.append('\r')
          .print(String.format(Locale.ROOT, "[%s] %3d %% of %,d %s", bar, percent, total, what));
      err.flush();
    } else {
      err.println(String.format(Locale.ROOT, "%d %% of %,d %s", percent, total, what));
    }
  }

  /** Ends a bar, so that the next line begins on its own. */
  @Override
  public synchronized void close() {
    shown = -1;
    if (open) {
      open = false;
      err.println();
    }
  }
}
