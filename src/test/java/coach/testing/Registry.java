package coach.testing;

import coach.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What tests take from npm and PyPI. */
public final class Registry {
  private Registry() {}

  /** With what reaches the registries here; skips the test without it, but never in CI. */
  public static void bring(Path folder, String... command) throws Exception {
    Files.createDirectories(folder);
    Run run;
    try {
      run = Run.of(folder, new HashMap<>(System.getenv()), "", List.of(command));
    } catch (IOException missing) {
      run = new Run(127, "", missing.getMessage());
    }
    if (run.code() != 0) {
      String reason = String.join(" ", command) + ": " + run.err();
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(reason);
      }
      Assumptions.abort(reason);
    }
  }
}
