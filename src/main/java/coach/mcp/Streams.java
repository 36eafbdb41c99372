package coach.mcp;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the Accept header of a request says about an answer as a stream of events. */
enum Streams {
  /** No stream: nothing is told before the answer. */
  REFUSED,
  /** Only in passing, by a wildcard: such a program may well expect one JSON object. */
  TAKEN,
  /** By name, as the protocol demands of its clients. */
  ASKED;

  private static final String TYPE = "text/event-stream";

  /** RFC 9110, section 12.5.1: the most specific range decides; an absent header refuses. */
  static Streams of(List<String> accept) {
    Streams any = REFUSED;
    Streams text = null;
    for (String value : accept) {
      for (String range : value.split(",")) {
        String[] parts = range.split(";", -1);
        boolean taken = !isZero(parts);
        switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
          case TYPE -> {
            return taken ? ASKED : REFUSED;
          }
          case "text/*" -> text = taken ? TAKEN : REFUSED;
          case "*/*" -> any = taken ? TAKEN : REFUSED;
          default -> {}
        }
      }
    }
    return text == null ? any : text;
  }

  /**
   * RFC 9110, section 12.5.3; a client that says nothing, or takes anything, need not be packed
   * for.
   */
  static boolean takesGzip(List<String> acceptEncoding) {
    return acceptEncoding.stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(coding -> coding.split(";", -1))
        .anyMatch(parts -> parts[0].strip().equalsIgnoreCase("gzip") && !isZero(parts));
  }

  private static boolean isZero(String[] range) {
    for (int index = 1; index < range.length; index++) {
      if (range[index].strip().toLowerCase(Locale.ROOT).matches("q\\s*=\\s*0(\\.0{0,3})?")) {
        return true;
      }
    }
    return false;
  }
}
