package coach.mcp;

import java.util.List;
import java.util.stream.Stream;

/** The header values of one HTTP request; a message on standard input has none. */
@FunctionalInterface
public interface Headers {
  /** Every value sent under this name, in order; the name's case does not matter. */
  List<String> values(String name);

  /**
   * The one value of a header that holds no commas, or null without one. Identical repetitions, as
   * some proxies make them, count as one; different ones are joined and so match nothing.
   */
  default String single(String name) {
    return joined(values(name).stream().flatMap(value -> Stream.of(value.split(",", -1))));
  }

  /** The one value of a header that may hold commas, or null without one. */
  default String whole(String name) {
    return joined(values(name).stream());
  }

  private static String joined(Stream<String> values) {
    List<String> different = values.map(String::strip).distinct().toList();
    return different.isEmpty() ? null : String.join(", ", different);
  }
}
