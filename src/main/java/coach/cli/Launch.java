package coach.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a client starts this coach, with absolute paths because clients start it from anywhere.
 *
 * @param environment settings of this shell that the client would not know
 */
record Launch(List<String> command, Map<String, String> environment) {
  /** What may be written into a client's file; DATABASE_URL holds a password and may not. */
  private static final List<String> COPIED = List.of("COACH_HOME", "COACH_USER");

  static Launch ofThisJar(Terminal terminal) {
    try {
      Path jar = Path.of(Launch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return of(jar.toAbsolutePath().normalize(), terminal.environment());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The launcher beside a built jar, or Java itself where the jar stands alone. */
  static Launch of(Path jar, Map<String, String> environment) {
    if (!Files.isRegularFile(jar)) {
      throw new Failure("connect needs the built jar: start it as bin/coach connect.");
    }
    Map<String, String> known = new TreeMap<>();
    for (String name : COPIED) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        known.put(name, name.equals("COACH_HOME") ? absolute(value) : value);
      }
    }
    Path launcher = jar.resolve("../../bin/coach-stdio").normalize();
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    if (!windows && Files.isExecutable(launcher)) {
      return new Launch(List.of(launcher.toString()), known);
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    return new Launch(List.of(java.toString(), "-jar", jar.toString(), "stdio"), known);
  }

  private static String absolute(String folder) {
    return folder.startsWith("~/")
        ? folder
        : Path.of(folder).toAbsolutePath().normalize().toString();
  }

  /** What tells Claude Code, word by word. */
  List<String> claudeCommand() {
    List<String> words =
        new ArrayList<>(List.of("claude", "mcp", "add", "coach", "--scope", "user"));
    environment.forEach((name, value) -> words.addAll(List.of("--env", name + "=" + value)));
    words.add("--");
    words.addAll(command);
    return words;
  }

  /** The same as one line to type. */
  String shellCommand() {
    return claudeCommand().stream().map(Launch::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
