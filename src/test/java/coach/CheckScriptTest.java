package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick check fails where either of its two runs of Maven does. */
class CheckScriptTest {
  @ParameterizedTest
  @CsvSource({"fmt:check, 1, 1", "surefire:test, 1, 2", "nothing, 0, 2"})
  void aFailingTestFailsTheQuickCheck(String failing, int code, int runs, @TempDir Path folder)
      throws Exception {
    Path maven = folder.resolve("mvn");
    Files.writeString(
        maven, "#!/bin/sh\ncase \"$*\" in *%s*) exit 1 ;; esac\n".formatted(failing));
    maven.toFile().setExecutable(true);
    Map<String, String> environment = Map.of("PATH", folder + ":" + System.getenv("PATH"));
    Run run = Run.of(Path.of("."), environment, "", List.of("bin/check", "--quick"));
    assertEquals(code, run.code(), run.out() + run.err());
    assertEquals(runs, run.out().lines().filter(line -> line.startsWith("== mvn")).count());
  }
}
