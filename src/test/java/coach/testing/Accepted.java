package coach.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Generated text that a person accepted; a failure shows the changed lines alone. */
public final class Accepted {
  private static final int MOST_LINES = 60;
  private static final int CONTEXT = 2;

  private Accepted() {}

  /** Compares a file with what it should hold; {@code bin/check --accept} writes it instead. */
  public static void compare(Path file, String now) throws IOException {
    String accepted = Files.exists(file) ? Files.readString(file) : "";
    if (accepted.equals(now)) {
      return;
    }
    if (Boolean.getBoolean("coach.accept")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, now);
      return;
    }
    String what = accepted.isEmpty() ? " is missing." : " differs:\n" + diff(accepted, now);
    throw new AssertionFailedError(
        file + what + "\nIf that is meant, run bin/check --accept and say so in the commit.");
  }

  /** The lines that differ, with two around them; {@code -} was accepted, {@code +} is new. */
  static String diff(String accepted, String now) {
    List<String> lines = changes(accepted.lines().toList(), now.lines().toList());
    List<String> shown = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      int from = Math.max(0, index - CONTEXT);
      int to = Math.min(lines.size(), index + CONTEXT + 1);
      if (lines.subList(from, to).stream().anyMatch(line -> !line.startsWith(" "))) {
        shown.add(lines.get(index));
      }
    }
    int hidden = shown.size() - MOST_LINES;
    return String.join("\n", shown.subList(0, Math.min(shown.size(), MOST_LINES)))
        + (hidden > 0 ? "\n… and " + hidden + " lines more" : "");
  }

  /** All lines in order, each marked; by the longest common subsequence. */
  private static List<String> changes(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add("  " + old.get(i++));
        j++;
      } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
        lines.add("- " + old.get(i++));
      } else {
        lines.add("+ " + now.get(j++));
      }
    }
    return lines;
  }
}
