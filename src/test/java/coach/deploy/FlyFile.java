package coach.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code fly.toml} says, as far as it consists of tables, texts, numbers and truths.
 *
 * @param values by their full name, such as {@code http_service.internal_port}
 */
record FlyFile(Map<String, String> values) {
  static FlyFile read() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    String table = "";
    for (String line : Files.readAllLines(Path.of("fly.toml"))) {
      String text = line.strip();
      if (text.startsWith("[")) {
        table = text.replaceAll("[\\[\\]]", "") + ".";
      } else if (!text.isEmpty() && !text.startsWith("#")) {
        String[] pair = text.split(" = ", 2);
        String before = values.put(table + pair[0], pair[1].replaceAll("^\"|\"$", ""));
        if (before != null) {
          throw new IllegalStateException(table + pair[0] + " is there twice");
        }
      }
    }
    return new FlyFile(values);
  }

  String get(String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException("fly.toml does not say " + name);
    }
    return values.get(name);
  }

  int number(String name) {
    return Integer.parseInt(get(name));
  }

  /** The environment of its machines. */
  Map<String, String> environment() {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("env."))
        .collect(Collectors.toMap(e -> e.getKey().substring("env.".length()), Map.Entry::getValue));
  }
}
