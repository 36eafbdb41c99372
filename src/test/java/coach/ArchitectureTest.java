package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages depend on each other in one direction, libraries stay in their place, files small. */
class ArchitectureTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Pattern IMPORT = Pattern.compile("import (?:static )?([\\w.]+);");
  private static final Pattern OURS =
      Pattern.compile("coach\\.(?:([a-z]+)\\.(?:[a-z]+\\.)*)?([A-Z]\\w*).*");

  /** Which packages of ours a package may import. */
  private static final Map<String, Set<String>> MAY =
      Map.ofEntries(
          Map.entry("training", Set.of()),
          Map.entry("db", Set.of()),
          Map.entry("postgres", Set.of()),
          Map.entry("migrate", Set.of("db")),
          Map.entry("net", Set.of()),
          Map.entry("imports", Set.of("training")),
          Map.entry("store", Set.of("imports", "db", "training")),
          Map.entry("tools", Set.of("db", "training", "imports", "store")),
          Map.entry("mcp", Set.of("tools", "db")),
          Map.entry("oauth", Set.of("db", "accounts", "pages", "net")),
          Map.entry("pages", Set.of("db", "accounts", "oauth", "net")),
          Map.entry("accounts", Set.of("db", "oauth", "pages", "net")),
          Map.entry("http", Set.of("mcp", "oauth", "pages", "accounts", "tools", "db", "net")),
          Map.entry("demo", Set.of("imports", "store", "db", "training")));

  /** What of the root package is for all. */
  private static final Set<String> FOR_ALL = Set.of("Caller", "Config", "DatabaseUrl");

  /** Which packages may name a library. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "org.jdbi.", Set.of("db"),
          "org.postgresql.", Set.of("db", "postgres", "migrate"),
          "io.zonky.", Set.of("postgres"),
          "org.eclipse.jetty.", Set.of("http"),
          "jakarta.servlet.", Set.of("http", "mcp", "oauth", "pages"),
          "io.modelcontextprotocol.", Set.of("mcp"),
          "com.auth0.", Set.of("oauth"),
          "org.apache.commons.csv.", Set.of("imports", "store"));

  private static final int LONGEST_FILE = 250;

  /** Most are under 20. */
  private static final int LONGEST_METHOD = 30;

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** The package below {@code coach}; empty for the root, where everything is put together. */
  private static String home(Path file) {
    Path folder = MAIN.resolve("coach").relativize(file).getParent();
    return folder == null ? "" : folder.getName(0).toString();
  }

  private static List<String> imports(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Matcher found = IMPORT.matcher(line);
      if (found.matches()) {
        names.add(found.group(1));
      }
    }
    return names;
  }

  @Test
  void importsPointOneWay() throws IOException {
    Set<String> wrong = new TreeSet<>();
    for (Path file : sources()) {
      String home = home(file);
      // The root and the shell put everything together.
      if (home.isEmpty() || home.equals("cli") || home.equals("app")) {
        continue;
      }
      assertTrue(MAY.containsKey(home), "nobody has said what " + home + " may import");
      for (String name : imports(file)) {
        Matcher ours = OURS.matcher(name);
        if (ours.matches() && !isAllowed(home, ours.group(1), ours.group(2))) {
          wrong.add(file.getFileName() + " imports " + name);
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private static boolean isAllowed(String home, String from, String type) {
    if (from == null) {
      return FOR_ALL.contains(type) && !home.equals("training");
    }
    return from.equals(home) || MAY.get(home).contains(from);
  }

  @Test
  void librariesStayInTheirPlace() throws IOException {
    Set<String> wrong = new TreeSet<>();
    for (Path file : sources()) {
      for (String name : imports(file)) {
        LIBRARIES.forEach(
            (library, homes) -> {
              if (name.startsWith(library) && !homes.contains(home(file))) {
                wrong.add(file.getFileName() + " imports " + name);
              }
            });
        // A second JSON library, and the one logging road around.
        if (name.startsWith("tools.jackson.") || name.startsWith("java.util.logging.")) {
          wrong.add(file.getFileName() + " imports " + name);
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void trainingIsArithmeticAlone() throws IOException {
    for (Path file : sources()) {
      if (home(file).equals("training")) {
        for (String name : imports(file)) {
          assertTrue(
              name.startsWith("java.util.")
                  || name.startsWith("java.time.")
                  || name.startsWith("java.math.")
                  || name.startsWith("coach.training."),
              file.getFileName() + " imports " + name);
        }
      }
    }
  }

  @Test
  void noFileIsLong() throws IOException {
    Set<String> wrong = new TreeSet<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST_FILE) {
        wrong.add(file.getFileName() + " has " + lines + " lines");
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void noMethodIsLong() throws IOException {
    Set<String> wrong = new TreeSet<>();
    for (Path file : sources()) {
      for (Block block : blocks(Files.readAllLines(file))) {
        // A list of tools or documents is a table, whatever its length.
        if (block.lines() > LONGEST_METHOD && !block.head().contains(" all()")) {
          wrong.add("%s: %s (%d lines)".formatted(file.getFileName(), block.head(), block.lines()));
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private record Block(String head, int lines) {}

  private static final Pattern NOT_A_METHOD =
      Pattern.compile("^(?:if|for|while|try|else|do|}|@)|\\b(?:class|record|enum|interface) [A-Z]");

  /** Methods by their layout: from a head to the brace below it, as the formatter writes them. */
  private static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (String indent : List.of("  ", "    ")) {
      int head = -1;
      for (int index = 0; index < lines.size(); index++) {
        String line = lines.get(index);
        boolean here = line.startsWith(indent) && line.length() > indent.length();
        if (!here || line.charAt(indent.length()) == ' ') {
          continue;
        }
        String text = line.strip();
        if (text.equals("}") && head >= 0) {
          String first = lines.get(head).strip();
          if (first.contains("(") && !NOT_A_METHOD.matcher(first).find()) {
            blocks.add(new Block(first, index - head + 1));
          }
        }
        head = text.equals("}") || text.startsWith("*") || text.startsWith("/") ? -1 : index;
      }
    }
    return blocks;
  }

  @Test
  void theMeasureOfMethodsMeasures() {
    List<Block> blocks =
        blocks(
            List.of(
                "final class A {",
                "  private static int a(",
                "      int one, int two) {",
                "    if (one > two) {",
                "      return one;",
                "    }",
                "    return two;",
                "  }",
                "",
                "  record B(int c) {",
                "    int d() {",
                "      return c;",
                "    }",
                "  }",
                "}"));
    assertEquals(List.of(new Block("private static int a(", 7), new Block("int d() {", 3)), blocks);
  }
}
