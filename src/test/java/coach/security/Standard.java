package coach.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One of the documents that coach follows, with its duties in the order of its sections. */
record Standard(String id, String title, String address, List<Duty> duties) {
  private static final Path FOLDER = Path.of("src/test/resources/duties");

  /** In the order in which docs/security.md shows them. */
  private static final List<String> IDS =
      List.of(
          "oauth21", "rfc9700", "rfc9728", "rfc8414", "rfc8707", "rfc9207", "rfc7591", "rfc7009",
          "rfc7636", "cimd");

  static List<Standard> all() {
    return IDS.stream().map(Standard::read).toList();
  }

  private static Standard read(String id) {
    try {
      List<String> lines = Files.readAllLines(FOLDER.resolve(id + ".txt"));
      List<Duty> duties =
          lines.stream()
              .skip(2)
              .filter(line -> !line.isBlank())
              .map(line -> Duty.read(id, line))
              .toList();
      return new Standard(id, lines.get(0), lines.get(1), duties);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
