package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the finished jar holds. */
class JarEndToEndTest {
  private static final String SERVICES = "META-INF/services/";

  /** For tests, or for features of libraries that coach does not use. */
  private static final List<String> UNWANTED =
      List.of(
          "com/ethlo/",
          "com/fasterxml/jackson/dataformat/",
          "com/networknt/",
          "io/modelcontextprotocol/json/schema/jackson2/",
          "OSGI-INF/",
          "jakarta/servlet/resources/",
          "org/apache/commons/codec/language/",
          "org/checkerframework/",
          "org/junit/",
          "org/postgresql/translation/",
          "org/yaml/");

  private static JarFile jar() throws IOException {
    return new JarFile(System.getProperty("coach.jar"));
  }

  @Test
  void nothingIsInItThatIsNeverLoaded() throws IOException {
    try (JarFile jar = jar()) {
      List<String> found =
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> UNWANTED.stream().anyMatch(name::startsWith))
              .toList();
      assertEquals(List.of(), found);
    }
  }

  @Test
  void everyServiceThatIsNamedIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    try (JarFile jar = jar()) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().startsWith(SERVICES)).toList()) {
        byte[] content = jar.getInputStream(entry).readAllBytes();
        new String(content, StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(name -> !name.isEmpty())
            .filter(name -> jar.getEntry(name.replace('.', '/') + ".class") == null)
            .forEach(name -> missing.add(entry.getName() + " " + name));
      }
    }
    assertEquals(List.of(), missing);
  }
}
