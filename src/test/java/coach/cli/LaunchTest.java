package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients are told a command that works from any folder. */
@Tag("runtime")
class LaunchTest {
  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void aBuiltJar() throws Exception {
    Files.createDirectories(folder.resolve("target"));
    jar = Files.createFile(folder.resolve("target/coach.jar"));
  }

  @Test
  void theLauncherBesideTheJarIsPreferred() throws Exception {
    Path launcher = folder.resolve("bin/coach-stdio");
    Files.createDirectories(launcher.getParent());
    Files.createFile(launcher);
    launcher.toFile().setExecutable(true);
    assertEquals(List.of(launcher.toString()), Launch.of(jar, Map.of()).command());
  }

  @Test
  void aJarAloneIsStartedByThisJava() {
    assertEquals(
        List.of(Run.javaProgram(), "-jar", jar.toString(), "stdio"),
        Launch.of(jar, Map.of()).command());
  }

  @Test
  void classesWithoutAJarCannotBeStarted() {
    assertThrows(Failure.class, () -> Launch.of(folder, Map.of()));
  }

  @Test
  void homeAndUserAreCopiedAndTheDatabaseIsNot() {
    Launch launch =
        Launch.of(
            jar,
            Map.of(
                "COACH_HOME", "gym",
                "COACH_USER", "ann@example.com",
                "DATABASE_URL", "postgres://ann:s3cret@h/gym"));
    assertEquals(
        Map.of(
            "COACH_HOME",
            Path.of("gym").toAbsolutePath().toString(),
            "COACH_USER",
            "ann@example.com"),
        launch.environment());
  }

  @Test
  void aShellReadsThePathWithSpacesAndQuotesBack() throws Exception {
    Launch launch = new Launch(List.of("/it's here/coach-stdio"), Map.of("COACH_HOME", "/a b"));
    String line = launch.shellCommand().replaceFirst("^claude ", "printf '%s|' ");
    Run run = Run.of(folder, Map.of(), "", List.of("bash", "-c", line));
    assertEquals(
        "mcp|add|coach|--scope|user|--env|COACH_HOME=/a b|--|/it's here/coach-stdio|", run.out());
  }
}
