package coach.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of {@code sql/tools} or {@code sql/auth}: its header declares what it takes and answers,
 * and a file whose placeholders differ from its header is refused when it is loaded.
 *
 * @param name the file's name without {@code .sql}
 * @param params parameter name to SQL type, in the header's order
 * @param mayTake after this long the server ends it; empty for the usual time
 * @param text the statements as written
 */
record SqlFile(
    String name,
    Map<String, String> params,
    Returns returns,
    Optional<Duration> mayTake,
    String text) {

  /** How long a file may take that does not say otherwise. */
  static final Duration USUAL = Duration.ofSeconds(8);

  /** Below, a cold cache would end it; above, no client waits. */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private static final Duration LONGEST = Duration.ofSeconds(120);

  /** The shape of a file's answer. */
  enum Returns {
    /** Any number of rows: a JSON array of objects. */
    MANY,
    /** One row: a JSON object, or null where there is none. */
    ONE,
    /** One row with one jsonb value: that value. */
    JSON
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern PARAM =
      Pattern.compile("([a-z][a-z0-9_]*) ([a-z][a-z0-9_ \\[\\]]*)");

  // Texts, comments and casts are matched first, so that a colon inside them is no placeholder.
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|::|:([a-z][a-z0-9_]*)");

  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s)");

  /** Loads {@code sql/FOLDER/NAME.sql} from the class path. */
  static SqlFile load(String folder, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no such statement: " + name);
    }
    String path = "/sql/" + folder + "/" + name + ".sql";
    try (InputStream stream = SqlFile.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException("no such statement: " + path);
      }
      return parse(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new IllegalStateException("unreadable statement: " + path, unreadable);
    }
  }

  static SqlFile parse(String name, String text) {
    Map<String, String> params = new LinkedHashMap<>();
    Returns returns = Returns.JSON;
    Optional<Duration> mayTake = Optional.empty();
    for (String line : text.split("\n")) {
      if (line.startsWith("-- params:")) {
        readParams(name, line.substring("-- params:".length()), params);
      } else if (line.startsWith("-- returns:")) {
        returns =
            Returns.valueOf(
                line.substring("-- returns:".length()).strip().toUpperCase(Locale.ROOT));
      } else if (line.startsWith("-- may take:")) {
        mayTake = Optional.of(time(name, line.substring("-- may take:".length()).strip()));
      }
    }
    Set<String> used = placeholders(text);
    if (!used.equals(params.keySet())) {
      throw new IllegalStateException(
          "%s.sql declares %s but uses %s".formatted(name, params.keySet(), used));
    }
    return new SqlFile(name, params, returns, mayTake, text.strip());
  }

  /** Whether it is a change of the lifter's, which waits for the one before. */
  boolean writes() {
    return text.contains("coach.write(") || text.contains("coach.lock_writer(");
  }

  private static Duration time(String name, String text) {
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      long number = Long.parseLong(time.group(1));
      Duration limit =
          time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
      if (limit.compareTo(SHORTEST) >= 0 && limit.compareTo(LONGEST) <= 0) {
        return limit;
      }
    }
    throw new IllegalStateException(
        "%s.sql may take \"%s\". Write a number with s or ms, from 100ms to 120s."
            .formatted(name, text));
  }

  private static void readParams(String name, String line, Map<String, String> params) {
    if (line.isBlank()) {
      return;
    }
    for (String part : line.split(",")) {
      Matcher param = PARAM.matcher(part.strip());
      if (!param.matches()) {
        throw new IllegalStateException(name + ".sql has an unreadable parameter: " + part);
      }
      params.put(param.group(1), param.group(2));
    }
  }

  /** The statements with these words in place of each placeholder. */
  static String filled(String text, UnaryOperator<String> placeholder) {
    Matcher token = TOKEN.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (token.find()) {
      String name = token.group(1);
      String replacement = name == null ? token.group() : placeholder.apply(name);
      token.appendReplacement(filled, Matcher.quoteReplacement(replacement));
    }
    return token.appendTail(filled).toString();
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new LinkedHashSet<>();
    filled(
        text,
        name -> {
          found.add(name);
          return name;
        });
    return found;
  }

  /**
   * The statements with every placeholder cast to its declared type (without it, {@code :n is null}
   * has no type) and the last one wrapped so that it answers one jsonb value.
   */
  String executable() {
    return executable(param -> "cast(:" + param + " as " + params.get(param) + ")");
  }

  /** The same with these words in place of each parameter. */
  String executable(UnaryOperator<String> placeholder) {
    return wrapLast(filled(text, placeholder));
  }

  private String wrapLast(String statements) {
    String body =
        statements.endsWith(";") ? statements.substring(0, statements.length() - 1) : statements;
    int start = lastStatement(body);
    String first = body.substring(0, start);
    String last = body.substring(start).strip();
    return first
        + switch (returns) {
          case MANY ->
              "select coalesce(jsonb_agg(to_jsonb(answer)), '[]'::jsonb) from (\n"
                  + last
                  + "\n) answer";
          case ONE -> "select to_jsonb(answer) from (\n" + last + "\n) answer";
          case JSON -> last;
        };
  }

  /** Where the last statement begins: after the last semicolon outside texts and comments. */
  static int lastStatement(String body) {
    Matcher token = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|;").matcher(body);
    int start = 0;
    while (token.find()) {
      if (token.group().equals(";")) {
        start = token.end();
      }
    }
    return start;
  }
}
