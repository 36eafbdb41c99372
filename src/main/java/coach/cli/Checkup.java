package coach.cli;

import java.io.PrintStream;

/** The doctor's findings: one line each, and whether any of them is a failure. */
final class Checkup {
  private final PrintStream out;
  private boolean failed;

  Checkup(PrintStream out) {
    this.out = out;
  }

  /** Works as it should. */
  void ok(String what, String finding) {
    line("ok", what, finding);
  }

  /** Works, but the operator should look at it; the sentence says what to do. */
  void warn(String what, String finding) {
    line("warn", what, finding);
  }

  /** Does not work; the sentence says what to do. */
  void fail(String what, String finding) {
    failed = true;
    line("fail", what, finding);
  }

  boolean hasFailed() {
    return failed;
  }

  private void line(String verdict, String what, String finding) {
    out.printf("%-4s  %-10s  %s%n", verdict, what, finding);
  }
}
