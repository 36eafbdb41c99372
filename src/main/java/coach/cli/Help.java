package coach.cli;

import coach.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Explains coach from the one list of commands and the one list of settings. */
final class Help {
  private static final int WIDTH = 76;

  private Help() {}

  static int run(Terminal terminal, List<String> arguments) {
    Options options = Options.read(Command.HELP, arguments, Set.of(), Set.of(), 1);
    Optional<String> topic = options.word(0);
    String text;
    if (topic.isEmpty()) {
      text = commands();
    } else if (topic.get().equals("settings")) {
      text = settings();
    } else {
      text = command(topic.get(), options);
    }
    terminal.out().print(text);
    return 0;
  }

  private static String commands() {
    StringBuilder text = new StringBuilder();
    text.append("coach answers an AI assistant's questions from your own training data.\n\n");
    for (Command command : Command.values()) {
      text.append("  %-9s %s\n".formatted(command.word(), command.summary));
    }
    return text.append(
            "\n\"coach help COMMAND\" explains one, \"coach help settings\" the settings.\n")
        .toString();
  }

  private static String command(String word, Options options) {
    Command command =
        Command.of(word).orElseThrow(() -> options.wrong("there is no command \"" + word + "\""));
    String more = command == Command.DEMO ? Demo.planted() : "";
    return "%s\n\n%s\n%s".formatted(command.usage(), command.details, more);
  }

  private static String settings() {
    StringBuilder text =
        new StringBuilder("Settings are environment variables; bin/coach also reads .env.\n");
    for (Setting setting : Setting.ALL) {
      String meaning = setting.meaning() + " (default: " + setting.fallback() + ")";
      text.append("\n").append(setting.name()).append("\n");
      text.append(wrapped(meaning.replace("`", "")));
    }
    return text.toString();
  }

  private static String wrapped(String sentence) {
    return wrapped("   ", sentence);
  }

  /** The sentence in lines of a readable width, the first after {@code start}, all as far in. */
  static String wrapped(String start, String sentence) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(start);
    for (String word : sentence.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(" ".repeat(start.length()));
      }
      line.append(' ').append(word);
    }
    return text.append(line).append('\n').toString();
  }
}
