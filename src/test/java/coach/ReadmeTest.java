package coach;

import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.testing.Accepted;
import coach.tools.Tool;
import coach.tools.contents.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of the README are generated from the code; {@code bin/check --accept} writes them, and
 * without it this test compares.
 */
class ReadmeTest {
  private static final Path README = Path.of("README.md");

  /** Beside the generated tables, which grow with what coach can do. */
  private static final int MOST_LINES = 125;

  private static final int ENOUGH = 40;

  @Test
  void theSettingsAreThoseThatAreRead() throws Exception {
    compare("settings", Setting.markdown());
  }

  @Test
  void theToolsAreThoseThatAreOffered() throws Exception {
    compare(
        "tools",
        Tools.all().stream()
            .map(tool -> "| `%s` | %s |\n".formatted(tool.name(), summary(tool)))
            .collect(Collectors.joining("", "| tool | what it answers |\n|---|---|\n", "")));
  }

  @Test
  void itIsReadInOneSitting() throws Exception {
    String own = Files.readString(README).replaceAll("(?s)<!-- (\\w+) -->.*?<!-- /\\1 -->", "");
    assertTrue(own.lines().count() <= MOST_LINES, own.lines().count() + " lines");
  }

  /** What it does: the first sentence, or two where the first hardly says anything. */
  private static String summary(Tool tool) {
    String[] sentences = tool.description().split("(?<=\\.) ", 3);
    boolean enough = sentences.length == 1 || sentences[0].length() >= ENOUGH;
    return enough ? sentences[0] : sentences[0] + " " + sentences[1];
  }

  private static void compare(String mark, String table) throws Exception {
    String begin = "<!-- " + mark + " -->\n";
    String end = "<!-- /" + mark + " -->";
    String text = Files.readString(README);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    assertTrue(from >= begin.length() && to >= from, "README.md has no place for " + mark);
    Accepted.compare(README, text.substring(0, from) + table + text.substring(to));
  }
}
