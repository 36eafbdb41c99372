package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bin/conformance excuses and what it demands of coach itself is said in files that hold. */
class ConformanceBaselineTest {
  private static final Path FOLDER = Path.of("src", "test", "conformance");

  /** A scenario, or one check of it, and at least a few words of reason. */
  private static final Pattern EXCUSED =
      Pattern.compile("  - [a-z0-9-]+(:[A-Za-z0-9-]+)? # \\S+( \\S+){4,}");

  private static List<String> entries(String file) throws Exception {
    return Files.readAllLines(FOLDER.resolve(file)).stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("server:"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25.yml", "2026-07-28.yml"})
  void everythingExcusedHasItsReason(String file) throws Exception {
    for (String line : entries(file)) {
      assertTrue(EXCUSED.matcher(line).matches(), line);
    }
  }

  @Test
  void nothingOfTheModernEraIsExcused() throws Exception {
    assertEquals(List.of(), entries("2026-07-28.yml"));
  }

  @Test
  void everyLegacyExcuseIsAboutSessions() throws Exception {
    List<String> scenarios =
        entries("2025-11-25.yml").stream().map(line -> line.strip().split(" ")[1]).toList();
    assertEquals(
        List.of(
            "tools-call-sampling",
            "tools-call-elicitation",
            "elicitation-sep1034-defaults",
            "elicitation-sep1330-enums",
            "server-sse-multiple-streams"),
        scenarios);
  }

  @Test
  void bothErasAreDemandedOfCoachItselfOnceEach() throws Exception {
    List<String> demanded = entries("any-server.txt");
    for (String era : List.of(Era.MODERN_VERSION, "2025-11-25")) {
      assertTrue(demanded.contains(era + " tools-list"), era);
    }
    assertEquals(demanded.size(), new HashSet<>(demanded).size());
    for (String line : demanded) {
      assertTrue(line.matches("20\\d\\d-\\d\\d-\\d\\d [a-z0-9-]+"), line);
    }
  }
}
