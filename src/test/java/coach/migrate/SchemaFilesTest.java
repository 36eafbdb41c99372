package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file of the schema is run, and every definition in them has one home. */
class SchemaFilesTest {
  private static final Path SQL = Path.of("sql");
  private static final Pattern DEFINITION =
      Pattern.compile(
          "^\\s*create (?:or replace )?(function|view|trigger) ([\\w.]+)\\s*(\\([^)]*\\))?",
          Pattern.MULTILINE);

  private static List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(SQL.resolve(folder))) {
      return files.map(file -> file.getFileName().toString().replace(".sql", "")).sorted().toList();
    }
  }

  @Test
  void theListOfFunctionsIsTheFolder() throws IOException {
    TreeSet<String> listed = new TreeSet<>(SchemaFiles.FUNCTIONS);
    for (OfferedChange offer : OfferedChange.values()) {
      listed.add(offer.id().replace('-', '_'));
    }
    assertEquals(names("functions"), List.copyOf(listed));
    assertEquals("grants", SchemaFiles.FUNCTIONS.get(SchemaFiles.FUNCTIONS.size() - 1));
  }

  @Test
  void theListOfMigrationsIsTheFolder() throws IOException {
    assertEquals(
        names("migrations"),
        SchemaFiles.MIGRATIONS.stream().map(m -> "V" + m.version() + "__" + m.name()).toList());
  }

  @Test
  void nothingIsDefinedTwice() throws IOException {
    Map<String, List<String>> homes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SQL)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
        DEFINITION
            .matcher(Files.readString(file))
            .results()
            .forEach(
                found ->
                    homes
                        .computeIfAbsent(signature(found), name -> new ArrayList<>())
                        .add(file.toString()));
      }
    }
    assertTrue(homes.size() > 80, "found only " + homes.keySet());
    homes.values().removeIf(files -> files.size() == 1);
    assertEquals(Map.of(), homes);
  }

  private static String signature(MatchResult found) {
    String arguments = found.group(1).equals("function") ? found.group(3) : "";
    return found.group(2) + String.valueOf(arguments).replaceAll("\\s+", " ");
  }
}
