package coach.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Finds the exercise logs in Jefit's export, which is several tables with a line of # above each.
 */
final class JefitFile {
  private static final String RULE = "###";
  private static final String LOGS = "### EXERCISE LOGS";

  private JefitFile() {}

  /** Whether the first line with anything on it is that of a table of Jefit's. */
  static boolean is(String head) {
    return head.lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .filter(line -> line.startsWith(RULE))
        .isPresent();
  }

  /** The file with all but that table left blank, so that lines keep their numbers. */
  static byte[] logs(InputStream in) throws IOException {
    StringBuilder kept = new StringBuilder();
    boolean inside = false;
    boolean found = false;
    for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\R", -1)) {
      boolean rule = line.startsWith(RULE);
      inside = rule ? line.startsWith(LOGS) : inside;
      found |= inside;
      kept.append(inside && !rule ? line : "").append('\n');
    }
    if (!found) {
      throw new ImportError(
          "The file has tables as Jefit exports them, but no exercise logs; export it again with"
              + " its logs.");
    }
    return kept.toString().getBytes(StandardCharsets.UTF_8);
  }
}
