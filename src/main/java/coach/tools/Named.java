package coach.tools;

import coach.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names inside coach's own sentences: in quotes, unless they are of coach's catalogue, so that no
 * person's words read as coach's.
 */
public final class Named {
  private static final int MOST = 100;
  private static final int MOST_NOTE = 300;
  private static final Pattern ROW = Pattern.compile("(?m)^ +\\('((?:[^']|'')+)', '\\{");
  private static final Set<String> CATALOGUE = catalogue();

  private Named() {}

  private static Set<String> catalogue() {
    try (InputStream seed = Named.class.getResourceAsStream("/sql/seed/exercises.sql")) {
      String rows = new String(seed.readAllBytes(), StandardCharsets.UTF_8);
      return ROW.matcher(rows)
          .results()
          .map(row -> row.group(1).replace("''", "'"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static String exercise(String name) {
    return CATALOGUE.contains(name) ? name : Shown.quoted(name, MOST);
  }

  public static String exercises(JsonNode names) {
    List<String> shown = new ArrayList<>();
    names.forEach(name -> shown.add(exercise(name.asText())));
    return String.join(", ", shown);
  }

  /** The name of a day, plan or gym; what stands there instead where it has none. */
  public static String of(JsonNode name, String otherwise) {
    return name.isTextual() ? Shown.quoted(name.textValue(), MOST) : otherwise;
  }

  /** The note behind two blanks; nothing where there is none. */
  public static String noted(JsonNode note) {
    return note.isNull() ? "" : "  " + note(note);
  }

  /** A note within a line of an answer, whose data has all of it. */
  public static String note(JsonNode note) {
    return Shown.quoted(note.asText(), MOST_NOTE);
  }
}
