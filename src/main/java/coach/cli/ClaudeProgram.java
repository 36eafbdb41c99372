package coach.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells Claude Code about coach through its own program, which alone may change its file. */
final class ClaudeProgram {
  private final Terminal terminal;

  ClaudeProgram(Terminal terminal) {
    this.terminal = terminal;
  }

  void add(Launch launch) throws InterruptedException {
    List<String> words = launch.claudeCommand();
    try {
      Process claude = new ProcessBuilder(words).redirectErrorStream(true).start();
      claude.getOutputStream().close();
      String said = new String(claude.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      terminal.err().print(said);
      if (claude.waitFor() != 0) {
        throw new Failure(
            "The claude program refused: where coach is there already, \"claude mcp remove coach\" makes room.");
      }
      terminal.out().println("Claude Code now starts coach; restart it.");
    } catch (IOException missing) {
      throw new Failure(
          "There is no \"claude\" program on the PATH: install Claude Code, or type where it is: "
              + launch.shellCommand());
    }
  }
}
