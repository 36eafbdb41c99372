package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
      Pattern.compile("(coach(?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*)(?:\\..*)?");

  private static final String MAIN_CLASS = "coach.Main";

  /** What puts everything together. */
  private static final Set<String> SEE_ALL = Set.of(MAIN_CLASS, "coach.cli", "coach.app");

  /**
   * Which packages of ours a package may import; below {@code tools}, a subject may import what
   * stands for {@code tools}, and other subjects as long as no cycle comes of it. The root is what
   * most packages may use.
   */
  private static final Map<String, Set<String>> MAY =
      Map.ofEntries(
          Map.entry("migrate", Set.of("", "db")),
          Map.entry("", Set.of("net")),
          Map.entry("net", Set.of()),
          Map.entry("metrics", Set.of("")),
          Map.entry("bench", Set.of("net")),
          Map.entry("training", Set.of()),
          Map.entry("imports", Set.of("", "training")),
          Map.entry("db", Set.of("")),
          Map.entry("postgres", Set.of()),
          Map.entry("store", Set.of("", "imports", "db", "training")),
          Map.entry("tools", Set.of("", "db", "training", "store", "imports")),
          Map.entry("mcp", Set.of("", "tools", "db")),
          Map.entry("accounts", Set.of("db", "net")),
          Map.entry("pages", Set.of("", "accounts", "db", "net")),
          Map.entry("oauth", Set.of("", "pages", "accounts", "db", "net")),
          Map.entry("http", Set.of("", "mcp", "oauth", "db", "net")),
          Map.entry("demo", Set.of("", "store", "imports", "db", "training")));

  /** Which packages may name a library. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "org.jdbi.", Set.of("db"),
          "org.postgresql.", Set.of("db", "migrate", "postgres"),
          "io.zonky.", Set.of("postgres"),
          "org.eclipse.jetty.", Set.of("http"),
          "jakarta.servlet.", Set.of("http", "mcp", "oauth", "pages"),
          "io.modelcontextprotocol.", Set.of("mcp"),
          "com.auth0.", Set.of("oauth"),
          "io.prometheus.", Set.of("metrics"),
          "org.apache.commons.csv.", Set.of("imports", "store"));

  private static final int LONGEST_FILE = 250;

  /** Most are under 20. */
  private static final int LONGEST_METHOD = 30;

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** The whole name of a file's package; the entry point, which starts all, stands for itself. */
  private static String home(Path file) {
    String name = MAIN.relativize(file.getParent()).toString().replace('/', '.');
    return file.endsWith("coach/Main.java") ? MAIN_CLASS : name;
  }

  /** The first folder below {@code coach}; empty for the root. */
  private static String area(String home) {
    String[] parts = home.split("\\.");
    return parts.length == 1 ? "" : parts[1];
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

  /** Which of our packages each of them imports, by whole names. */
  private static Map<String, Set<String>> packages() throws IOException {
    Map<String, Set<String>> imported = new TreeMap<>();
    for (Path file : sources()) {
      String home = home(file);
      Set<String> others = imported.computeIfAbsent(home, name -> new TreeSet<>());
      for (String name : imports(file)) {
        Matcher ours = OURS.matcher(name);
        if (ours.matches()) {
          String whole = ours.group(1) + "." + ours.group(2);
          others.add(whole.equals(MAIN_CLASS) ? MAIN_CLASS : ours.group(1));
        }
      }
      others.remove(home);
    }
    return imported;
  }

  @Test
  void importsPointOneWay() throws IOException {
    Set<String> wrong = new TreeSet<>();
    packages()
        .forEach(
            (home, others) -> {
              if (SEE_ALL.contains(home)) {
                return;
              }
              Set<String> may = MAY.get(area(home));
              assertNotNull(may, "add to MAY what " + home + " may import");
              for (String other : others) {
                if (SEE_ALL.contains(other)
                    || !area(other).equals(area(home)) && !may.contains(area(other))) {
                  wrong.add(home + " imports " + other);
                }
              }
            });
    assertEquals(Set.of(), wrong);
  }

  @Test
  void noPackageImportsItselfByAnyWay() throws IOException {
    Map<String, Set<String>> packages = packages();
    assertTrue(packages.size() > 20, "the packages are not found");
    assertEquals(Set.of(), inCycles(packages));
  }

  @Test
  void aCycleIsFound() {
    Map<String, Set<String>> packages =
        Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("b"), "d", Set.of("a"));
    assertEquals(Set.of("b", "c"), inCycles(packages));
  }

  /** The packages that a way of imports leads back to. */
  private static Set<String> inCycles(Map<String, Set<String>> packages) {
    Set<String> found = new TreeSet<>();
    for (String start : packages.keySet()) {
      Set<String> reached = new TreeSet<>();
      Deque<String> open = new ArrayDeque<>(packages.get(start));
      while (!open.isEmpty()) {
        String next = open.pop();
        if (reached.add(next)) {
          open.addAll(packages.getOrDefault(next, Set.of()));
        }
      }
      if (reached.contains(start)) {
        found.add(start);
      }
    }
    return found;
  }

  /** Java would let two packages have one; a reader would not know which is meant. */
  @Test
  void aSimpleNameStandsOnce() throws IOException {
    Map<String, List<String>> homes = new TreeMap<>();
    for (Path file : sources()) {
      String name = file.getFileName().toString();
      homes.computeIfAbsent(name, key -> new ArrayList<>()).add(home(file));
    }
    // An answer of the database, and one on the wire: each is written in its own package only.
    homes.keySet().removeAll(Set.of("package-info.java", "Answer.java"));
    homes.values().removeIf(packages -> packages.size() == 1);
    assertEquals(Map.of(), homes);
  }

  @Test
  void librariesStayInTheirPlace() throws IOException {
    Set<String> wrong = new TreeSet<>();
    for (Path file : sources()) {
      for (String name : imports(file)) {
        LIBRARIES.forEach(
            (library, homes) -> {
              if (name.startsWith(library) && !homes.contains(area(home(file)))) {
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

  /** What the default locale decides reads differently on somebody else's machine. */
  @Test
  void nothingAsksForTheDefaultLocale() throws IOException {
    Pattern localized =
        Pattern.compile(
            "to(Lower|Upper)Case\\(\\)|String\\.format\\(\"|ofPattern\\((?![^;]*Locale)|ofLocalized"
                + "|Locale\\.getDefault|(Number|Decimal|SimpleDate)Format[ .(]");
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      Matcher matcher = localized.matcher(Files.readString(file));
      matcher.results().forEach(hit -> found.add(file + ": " + hit.group()));
    }
    assertEquals(List.of(), found);
    assertTrue(localized.matcher("DateTimeFormatter.ofPattern(\"HH:mm\");").find());
  }

  @Test
  void trainingIsArithmeticAlone() throws IOException {
    for (Path file : sources()) {
      if (area(home(file)).equals("training")) {
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
