package coach.cli;

import coach.Config;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Tells a client how to start coach: prints what it needs, or puts it in place. */
final class Connect {
  private Connect() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options = Options.read(Command.CONNECT, arguments, Set.of("--write"), Set.of(), 1);
    List<KnownClient> clients =
        options.word(0).map(word -> List.of(KnownClient.of(word, options))).orElse(KnownClient.ALL);
    if (options.has("--write") && clients.size() > 1) {
      throw options.wrong("--write needs the client's name");
    }
    Config.read(terminal.environment());
    Launch launch = Launch.ofThisJar(terminal);
    for (KnownClient client : clients) {
      if (options.has("--write")) {
        write(terminal, client, launch);
      } else {
        show(terminal, client, launch);
      }
    }
    return done(terminal);
  }

  /** What is to be copied goes to standard output, what is to be read to standard error. */
  private static void show(Terminal terminal, KnownClient client, Launch launch) {
    if (client == KnownClient.CLAUDE_CODE) {
      terminal.err().printf("%s: type%n", client.title());
      terminal.out().println(launch.shellCommand());
    } else {
      terminal.err().printf("%s: add to %s%n", client.title(), file(terminal, client));
      terminal.out().print(ClientFile.alone(client.servers(), entry(client, launch)));
    }
    terminal.err().printf("(or let \"coach connect %s --write\" do it)%n%n", client.word());
  }

  private static void write(Terminal terminal, KnownClient client, Launch launch) throws Exception {
    if (client == KnownClient.CLAUDE_CODE) {
      addToClaudeCode(terminal, launch);
      return;
    }
    Path file = file(terminal, client);
    try {
      boolean changed = new ClientFile(file).put(client.servers(), entry(client, launch));
      terminal
          .out()
          .println(
              changed
                  ? "%s now starts coach (%s); restart it.".formatted(client.title(), file)
                  : "%s starts coach already (%s).".formatted(client.title(), file));
    } catch (AccessDeniedException denied) {
      throw unwritable(file, "you may not write there");
    } catch (IOException failure) {
      throw unwritable(file, failure.getClass().getSimpleName());
    }
  }

  private static Failure unwritable(Path file, String reason) {
    return new Failure(
        "%s cannot be changed (%s): fix that, or add what \"coach connect\" prints by hand."
            .formatted(file, reason));
  }

  private static Path file(Terminal terminal, KnownClient client) {
    return client.file(terminal.environment());
  }

  private static ObjectNode entry(KnownClient client, Launch launch) {
    return ClientFile.entry(launch, client == KnownClient.VSCODE);
  }

  private static int done(Terminal terminal) {
    if (!terminal.environment().getOrDefault("DATABASE_URL", "").isBlank()) {
      terminal
          .err()
          .println(
              "DATABASE_URL holds a password and is not copied: bin/coach-stdio reads it from .env beside bin.");
    }
    return 0;
  }

  /** By its own program, which alone may change its file. */
  private static void addToClaudeCode(Terminal terminal, Launch launch)
      throws InterruptedException {
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
