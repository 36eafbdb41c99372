package coach.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command's arguments, sorted into plain words and {@code --options}; what the command does not
 * know is refused with its usage.
 */
record Options(Command command, List<String> words, Map<String, String> named) {
  /**
   * @param flags options that stand alone, such as {@code --json}
   * @param valued options that take a value, such as {@code --unit kg} or {@code --unit=kg}
   * @param most how many plain words the command takes
   */
  static Options read(
      Command command, List<String> arguments, Set<String> flags, Set<String> valued, int most) {
    List<String> words = new ArrayList<>();
    Map<String, String> named = new LinkedHashMap<>();
    for (int index = 0; index < arguments.size(); index++) {
      String argument = arguments.get(index);
      String[] parts = argument.split("=", 2);
      if (!argument.startsWith("--")) {
        words.add(argument);
      } else if (flags.contains(argument)) {
        named.put(argument, "");
      } else if (valued.contains(parts[0]) && parts.length == 2) {
        named.put(parts[0], parts[1]);
      } else if (valued.contains(argument) && index + 1 < arguments.size()) {
        named.put(argument, arguments.get(++index));
      } else {
        throw wrong(
            command,
            argument + (valued.contains(argument) ? " needs a value" : " is not known to it"));
      }
    }
    if (words.size() > most) {
      throw wrong(command, "\"" + words.get(most) + "\" is one word too many");
    }
    return new Options(command, words, named);
  }

  /** For commands that take nothing. */
  static void none(Command command, List<String> arguments) {
    read(command, arguments, Set.of(), Set.of(), 0);
  }

  boolean has(String option) {
    return named.containsKey(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(named.get(option));
  }

  Optional<String> word(int index) {
    return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
  }

  /** What is wrong, with how the command is typed. */
  Failure wrong(String fault) {
    return wrong(command, fault);
  }

  private static Failure wrong(Command command, String fault) {
    return Failure.wrongUsage(
        "coach %s: %s. Type it as: %s".formatted(command.word(), fault, command.usage()));
  }
}
