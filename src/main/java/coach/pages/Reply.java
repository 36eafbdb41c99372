package coach.pages;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a page answers.
 *
 * @param headers besides those that every page gets
 * @param cookies whole values of Set-Cookie
 */
record Reply(int status, Map<String, String> headers, List<String> cookies, Body body) {
  private static final Body NOTHING = out -> {};

  /** Writes the body; what it cannot finish is cut off, so that nobody takes it for whole. */
  @FunctionalInterface
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  static Reply page(Html document) {
    return page(200, document);
  }

  static Reply page(int status, Html document) {
    byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
    return of(status, "text/html; charset=utf-8", out -> out.write(bytes));
  }

  static Reply of(int status, String type, Body body) {
    return new Reply(status, Map.of("Content-Type", type), List.of(), body);
  }

  /** Sends the browser to another page of ours, with GET whatever it came with. */
  static Reply see(String location) {
    return new Reply(303, Map.of("Location", location), List.of(), NOTHING);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, cookies, body);
  }

  Reply cookie(String cookie) {
    List<String> more = new ArrayList<>(cookies);
    more.add(cookie);
    return new Reply(status, headers, more, body);
  }
}
