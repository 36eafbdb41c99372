package coach.cli;

import coach.Shown;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Everything a command may read from or print to, handed down so that nothing else does.
 *
 * @param protocol the bytes of standard output as they are; a closed pipe is noticed here only
 * @param out the same standard output, for a command's result
 * @param err everything else that a person should read
 * @param live whether {@code err} is a screen on which a line can be redrawn
 */
public record Terminal(
    InputStream in,
    OutputStream protocol,
    PrintStream out,
    PrintStream err,
    boolean live,
    Map<String, String> environment) {
  /** Whatever is printed is shown: a name with an escape sequence could rewrite the screen. */
  public Terminal {
    out = new ShownStream(out);
    err = new ShownStream(err);
  }

  /** Java 22 made a console of every stream, so its presence proves nothing there. */
  private static final int CONSOLES_PROVE_NOTHING = 22;

  /**
   * Captures the real standard output and points {@link System#out} at standard error: whatever a
   * library prints, standard output carries results or the protocol and nothing else.
   */
  public static Terminal ofThisProcess() {
    PrintStream original = System.out;
    System.setOut(System.err);
    OutputStream bytes = new FileOutputStream(FileDescriptor.out);
    // Elsewhere Java trusts LANG, and a client that sets none would be sent question marks.
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    PrintStream out = windows ? original : new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new Terminal(System.in, bytes, out, System.err, isLive(), System.getenv());
  }

  /** {@code bin/coach} asks the shell and passes the answer on; Java itself cannot ask. */
  private static boolean isLive() {
    String told = System.getProperty("coach.terminal");
    return told != null
        ? told.equals("true")
        : System.console() != null && Runtime.version().feature() < CONSOLES_PROVE_NOTHING;
  }

  /** A part of a command's result, formatted as by {@link String#format}. */
  void print(String format, Object... values) {
    out.printf(format, values);
  }

  /** The next line of standard input; empty at its end. */
  String line() throws IOException {
    ByteArrayOutputStream typed = new ByteArrayOutputStream();
    for (int next; (next = in.read()) >= 0 && next != '\n'; ) {
      typed.write(next);
    }
    return typed.toString(StandardCharsets.UTF_8).strip();
  }

  /** Shows how far a long piece of work has come. */
  ProgressBar progress() {
    return new ProgressBar(err, live);
  }

  /** Prints text without what a screen would obey; bytes and single characters pass as they are. */
  private static final class ShownStream extends PrintStream {
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
}
