package coach.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tests prove which duties, read from the sources: what runs cannot be asked for tests that
 * other processes run.
 */
record Proofs(Map<String, List<Proof>> byDuty) {
  private static final Path TESTS = Path.of("src/test/java");

  /** The annotation, any others after it, and the method that they stand on. */
  private static final Pattern ANNOTATED =
      Pattern.compile(
          "@Proves\\(([^)]*)\\)((?:\\s*@\\w+(?:\\((?:[^()\"]|\"[^\"]*\")*\\))?)*)"
              + "\\s*(?:public )?(?:static )?void (\\w+)\\(");

  private static final Pattern ID = Pattern.compile("\"([^\"]+)\"");

  /** One test. */
  record Proof(Path file, String method) {
    String markdown() {
      String name = file.getFileName().toString().replace(".java", "");
      return "[%s](../%s).%s".formatted(name, file.toString().replace('\\', '/'), method);
    }
  }

  static Proofs read() {
    Map<String, List<Proof>> proofs = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file :
          files.filter(path -> path.toString().endsWith("Test.java")).sorted().toList()) {
        read(file, Files.readString(file), proofs);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new Proofs(proofs);
  }

  private static void read(Path file, String source, Map<String, List<Proof>> proofs) {
    Matcher annotated = ANNOTATED.matcher(source);
    int found = 0;
    while (annotated.find()) {
      found++;
      if (!(annotated.group(2) + before(source, annotated.start())).contains("Test")) {
        throw new IllegalStateException(file + ": " + annotated.group(3) + " is no test");
      }
      Matcher id = ID.matcher(annotated.group(1));
      while (id.find()) {
        proofs
            .computeIfAbsent(id.group(1), none -> new ArrayList<>())
            .add(new Proof(file, annotated.group(3)));
      }
    }
    if (found != source.split("@Proves\\(", -1).length - 1) {
      throw new IllegalStateException(file + ": not every @Proves stands on a method");
    }
  }

  /** Annotations may stand before this one as well. */
  private static String before(String source, int start) {
    int end = Math.max(source.lastIndexOf('}', start), source.lastIndexOf(';', start));
    return source.substring(Math.max(end, 0), start);
  }

  List<Proof> of(Duty duty) {
    return byDuty.getOrDefault(duty.id(), List.of());
  }
}
