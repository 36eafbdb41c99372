package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts work from any folder, by any path, and with whatever PATH a client gives them. */
class LauncherEndToEndTest {
  private static final Path BIN = Path.of("bin").toAbsolutePath();
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
      """;

  @TempDir Path folder;
  private Path checkout;
  private Map<String, String> environment;

  /** A checkout in a path with spaces. */
  @BeforeEach
  void aCheckout() throws Exception {
    checkout = folder.resolve("my gym/coach's code");
    Files.createDirectories(checkout.resolve("bin"));
    Files.createDirectories(checkout.resolve("target"));
    for (String script : List.of("coach", "coach-stdio", "sql", ".environment")) {
      Files.copy(
          BIN.resolve(script),
          checkout.resolve("bin").resolve(script),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    environment = Map.of("COACH_HOME", folder.resolve("home").toString(), "PATH", "/usr/bin:/bin");
  }

  private void aJar() throws Exception {
    Files.copy(Path.of(System.getProperty("coach.jar")), checkout.resolve("target/coach.jar"));
  }

  @Test
  void aLinkFromAnotherFolderSpeaksTheProtocolAndNothingElse() throws Exception {
    aJar();
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path second =
        Files.createSymbolicLink(folder.resolve("hop"), checkout.resolve("bin/coach-stdio"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("stdio"), Path.of("../hop"));
    assertTrue(Files.isSymbolicLink(second));
    Run run = Run.of(elsewhere, environment, INITIALIZE, List.of(link.toString()));
    assertEquals(0, run.code(), run.err());
    assertEquals(1, run.out().lines().count(), run.out());
    assertTrue(run.out().startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":"), run.out());
  }

  @Test
  void aCacheThatIsBrokenOrOfAnotherJarOnlyCostsSpeed() throws Exception {
    aJar();
    String java = System.getProperty("java.home");
    String make =
        "set -euo pipefail; source bin/.environment && find_cache '%s' target/coach.jar && make_cache '%s' target/coach.jar && echo $cache-*.cache";
    List<String> making = List.of("bash", "-c", make.formatted(java, java));
    Run made = Run.of(checkout, environment, "", making);
    assertEquals(0, made.code(), made.err());
    Path cache = checkout.resolve(made.out().strip());
    byte[] whole = Files.readAllBytes(cache);
    Files.delete(cache);
    byte[] garbled = whole.clone();
    Arrays.fill(garbled, 0, 4096, (byte) 7);
    for (byte[] content :
        List.of(whole, Arrays.copyOf(whole, whole.length / 2), garbled, new byte[0])) {
      Files.write(cache, content);
      answersCleanly(java);
    }
    // As if the jar had been built anew: the name of its cache is another, and so is its content.
    Files.setLastModifiedTime(checkout.resolve("target/coach.jar"), FileTime.fromMillis(0));
    Files.write(checkout.resolve(cache.toString().replaceFirst("coach-\\d+", "coach-0")), whole);
    answersCleanly(java);
  }

  private void answersCleanly(String java) throws Exception {
    Map<String, String> settings = new HashMap<>(environment);
    settings.put("JAVA_HOME", java);
    Path launcher = checkout.resolve("bin/coach-stdio");
    Run run = Run.of(folder, settings, INITIALIZE, List.of(launcher.toString()));
    assertEquals(0, run.code(), run.err());
    assertEquals(1, run.out().lines().count(), run.out());
    assertTrue(run.out().startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":"), run.out());
  }

  @Test
  void aMissingJarIsOneSentence() throws Exception {
    Run run = stdio();
    assertEquals(1, run.code());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(
        run.err().contains("run " + checkout.toRealPath().resolve("bin/coach") + " version"),
        run.err());
  }

  @Test
  void settingsComeFromTheFileBesideUnlessTheyAreSet() throws Exception {
    aJar();
    Files.writeString(
        checkout.resolve(".env"),
        "# mine\nPORT=\"x y\"\r\n export LOG_LEVEL = loud\nexport MCP_TRANSPORT='$(touch evaluated)'\nCOACH_HOME=/from/file\nRATE_LIMIT_PER_HOUR=-1");
    Run run = stdio();
    assertEquals(1, run.code());
    assertEquals(
        """
        PORT must be a whole number from 0 to 65535; it is "x y".
        MCP_TRANSPORT must be one of http, stdio; it is "$(touch evaluated)".
        RATE_LIMIT_PER_HOUR must be a whole number from 0 to 1000000; it is "-1".
        """,
        run.err());
    assertTrue(Files.notExists(folder.resolve("evaluated")));
  }

  @Test
  void aJavaIsFoundWherePathHasNone() throws Exception {
    aJar();
    for (String tool : List.of("bash", "dirname", "readlink", "sed", "find")) {
      program("tools/" + tool, "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
    }
    program("old/bin/java", "exit 9");
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"11.0.2\"\n");
    program("sdkman/candidates/java/any/bin/java", "exec " + Run.javaProgram() + " \"$@\"");
    Files.writeString(
        folder.resolve("sdkman/candidates/java/any/release"), "JAVA_VERSION=\"99.0.1\"\n");
    Map<String, String> bare =
        Map.of(
            "PATH", folder.resolve("tools") + ":" + folder.resolve("old/bin"),
            "JAVA_HOME", folder.resolve("old").toString(),
            "SDKMAN_DIR", folder.resolve("sdkman").toString(),
            "COACH_HOME", folder.resolve("home").toString());
    Run run =
        Run.of(
            folder,
            bare,
            "",
            List.of("/bin/bash", checkout.resolve("bin/coach").toString(), "version"));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("coach "), run.out());
  }

  private void program(String path, String line) throws Exception {
    Path program = folder.resolve(path);
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + line + "\n").toFile().setExecutable(true);
  }

  private Run stdio() throws Exception {
    return Run.of(folder, environment, "", List.of(checkout.resolve("bin/coach-stdio").toString()));
  }
}
