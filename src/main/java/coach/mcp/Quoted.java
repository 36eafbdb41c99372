package coach.mcp;

import coach.Shown;

/** Repeats what a client sent inside one of our sentences: short, on one line. */
final class Quoted {
  private static final int SHOWN = 60;

  private Quoted() {}

  static String of(String sent) {
    return Shown.quoted(sent, SHOWN);
  }
}
