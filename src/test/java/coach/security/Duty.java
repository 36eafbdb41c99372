package coach.security;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One MUST or MUST NOT of a standard, in our own words.
 *
 * @param id the standard, the section, and a number within it
 * @param role whom it binds: {@code AS}, {@code RS}, {@code CLIENT}, {@code OPERATOR} or several
 * @param reason why no test of coach can prove it; empty where one has to
 */
record Duty(String id, String section, String role, String words, String reason) {
  private static final Pattern LINE = Pattern.compile("((\\S+)-\\d+) ([A-Z+]+) (.+?)(?: => (.+))?");

  /** Throws {@link IllegalArgumentException} for a line that says something else. */
  static Duty read(String standard, String line) {
    Matcher match = LINE.matcher(line);
    if (!match.matches()
        || !match.group(3).matches("(AS|RS|AS\\+RS|AS\\+CLIENT|CLIENT|OPERATOR)")) {
      throw new IllegalArgumentException(standard + ": " + line);
    }
    String reason = match.group(5) == null ? "" : match.group(5);
    return new Duty(
        standard + "-" + match.group(1), match.group(2), match.group(3), match.group(4), reason);
  }

  /** Whether a test of coach could prove it. */
  boolean isOurs() {
    return reason.isEmpty() && !role.equals("CLIENT");
  }
}
