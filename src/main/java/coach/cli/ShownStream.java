package coach.cli;

import coach.Shown;
import java.io.PrintStream;

/** Prints text without what a screen would obey; bytes and single characters pass as they are. */
final class ShownStream extends PrintStream {
  private final PrintStream screen;

  ShownStream(PrintStream screen) {
    super(screen, true);
    this.screen = screen;
  }

  @Override
  public void print(String text) {
    screen.print(Shown.text(String.valueOf(text)));
  }

  @Override
  public void println(String text) {
    screen.println(Shown.text(String.valueOf(text)));
  }

  @Override
  public void println(Object value) {
    println(String.valueOf(value));
  }
}
