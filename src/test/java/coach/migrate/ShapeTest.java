package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.db.TestDatabase;
import coach.testing.Accepted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The list of what coach's statements rely on is true; {@code bin/check --accept} writes it anew.
 */
class ShapeTest {
  private static final Path FILE = Path.of("src/main/resources" + Shape.FILE);
  private static final Pattern ALTERED = Pattern.compile("alter table (?:only )?([\\w.]+)");
  private static final Pattern ADDED = Pattern.compile("add column if not exists \"?(\\w+)");

  @Test
  void theFileHoldsWhatTheStatementsName() throws Exception {
    String text = neededByTheStatements().text();
    Accepted.compare(FILE, text);
    assertEquals(text, Shape.parse(text).text());
  }

  private static Shape neededByTheStatements() throws Exception {
    Set<String> words = new HashSet<>();
    for (String folder : List.of("functions", "tools", "auth", "seed")) {
      words.addAll(List.of(text(folder).replaceAll("--.*", "").split("\\W+")));
    }
    Set<String> added = added(text("migrations"));
    Map<String, Shape.Relation> needed = new TreeMap<>();
    made()
        .relations()
        .forEach(
            (name, relation) -> {
              Map<String, Shape.Column> columns = new LinkedHashMap<>();
              relation
                  .columns()
                  .forEach(
                      (column, is) -> {
                        if (words.contains(column)) {
                          columns.put(
                              column,
                              new Shape.Column(
                                  is.type(), is.required(), added.contains(name + "." + column)));
                        }
                      });
              needed.put(name, new Shape.Relation(relation.kind(), columns));
            });
    // Of the views in public, this one may be the owner's.
    needed.remove("public.exercise_stats");
    return new Shape(needed);
  }

  private static Shape made() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Connection connection = database.connect()) {
      Unseeded.make(database);
      return Shape.of(connection);
    }
  }

  /** Columns that come to a table which may be there without them. */
  private static Set<String> added(String migrations) {
    Set<String> added = new HashSet<>();
    for (String statement : migrations.split(";")) {
      Matcher table = ALTERED.matcher(statement);
      if (table.find()) {
        ADDED
            .matcher(statement)
            .results()
            .forEach(c -> added.add(table.group(1) + "." + c.group(1)));
      }
    }
    return added;
  }

  private static String text(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("sql", folder))) {
      return files.sorted().map(ShapeTest::read).collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
