package coach.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One section of a page for people, as far as a program can follow it.
 *
 * @param settings the lines that people are to put into {@code .env}
 * @param commands the lines that they are to type, in their order
 * @param mentioned commands that stand in a sentence
 */
record Page(List<String> settings, List<String> commands, List<String> mentioned) {
  private static final Pattern MENTIONED = Pattern.compile("`((?:bin/|fly |flyctl )[^`]+)`");

  static Page section(Path file, String heading) throws IOException {
    List<String> settings = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    List<String> mentioned = new ArrayList<>();
    List<String> fence = null;
    boolean here = false;
    for (String line : Files.readAllLines(file)) {
      String text = line.strip();
      if (fence == null && line.startsWith("## ")) {
        here = line.equals("## " + heading);
      } else if (here && text.startsWith("```")) {
        fence = fence != null ? null : text.equals("```") ? commands : settings(text, settings);
      } else if (here && fence != null) {
        fence.add(text);
      } else if (here) {
        Matcher found = MENTIONED.matcher(text);
        found.results().forEach(command -> mentioned.add(command.group(1)));
      }
    }
    return new Page(settings, commands, mentioned);
  }

  private static List<String> settings(String fence, List<String> settings) {
    if (!fence.equals("```ini")) {
      throw new IllegalStateException("nobody has said what runs " + fence);
    }
    return settings;
  }
}
