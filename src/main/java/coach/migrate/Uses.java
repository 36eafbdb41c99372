package coach.migrate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tables a tool's statement reaches, by the words of its text and of the functions behind it.
 *
 * @param bodies of functions and views, by their name in {@code coach}
 */
record Uses(Map<String, String> bodies) {
  private static final Pattern DEFINITION =
      Pattern.compile("create or replace (?:function|view) coach\\.(\\w+)");

  /** A call, and what {@code coach.write} is told to run. */
  private static final Pattern CALL = Pattern.compile("coach\\.(\\w+)(?:\\('(\\w+)')?");

  /** Every call begins with it. */
  private static final String FIRST = "begin_call";

  static Uses read() {
    Map<String, String> bodies = new HashMap<>();
    for (String file : SchemaFiles.FUNCTIONS) {
      String text = SchemaFiles.function(file);
      Matcher definition = DEFINITION.matcher(text);
      int start = -1;
      String name = "";
      while (definition.find()) {
        keep(bodies, name, text, start, definition.start());
        name = definition.group(1);
        start = definition.end();
      }
      keep(bodies, name, text, start, text.length());
    }
    return new Uses(bodies);
  }

  private static void keep(
      Map<String, String> bodies, String name, String text, int start, int end) {
    if (start >= 0) {
      bodies.merge(name, text.substring(start, end), String::concat);
    }
  }

  /** Whether a tool cannot work where this is missing or different. */
  boolean needs(String tool, Shape.Difference missing) {
    Deque<String> open = new ArrayDeque<>();
    open.add(bodies.getOrDefault(FIRST, ""));
    open.add(SchemaFiles.text("tools/" + tool + ".sql"));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String text = open.pop();
      if (names(text, missing)) {
        return true;
      }
      Matcher call = CALL.matcher(text);
      while (call.find()) {
        Stream.of(call.group(1), String.valueOf(call.group(2)))
            .filter(name -> bodies.containsKey(name) && seen.add(name))
            .forEach(name -> open.push(bodies.get(name)));
      }
    }
    return false;
  }

  private static boolean names(String text, Shape.Difference missing) {
    return text.contains(missing.relation())
        && (missing.column().isEmpty() || text.matches("(?s).*\\b" + missing.column() + "\\b.*"));
  }
}
