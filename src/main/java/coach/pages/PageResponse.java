package coach.pages;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a page answers: headers besides those of every page, and whole values of Set-Cookie. */
record PageResponse(int status, Map<String, String> headers, List<String> cookies, Body body) {
  private static final Body NOTHING = out -> {};

  /** Writes the body; what it cannot finish is cut off, so that no client takes it for whole. */
  @FunctionalInterface
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  static PageResponse page(Html document) {
    return page(200, document);
  }

  static PageResponse page(int status, Html document) {
    byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
    return of(status, "text/html; charset=utf-8", out -> out.write(bytes));
  }

  static PageResponse of(int status, String type, Body body) {
    return new PageResponse(status, Map.of("Content-Type", type), List.of(), body);
  }

  /** Sends the browser to another page of ours, with GET whatever it came with. */
  static PageResponse see(String location) {
    return new PageResponse(303, Map.of("Location", location), List.of(), NOTHING);
  }

  PageResponse with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new PageResponse(status, more, cookies, body);
  }

  PageResponse cookie(String cookie) {
    List<String> more = new ArrayList<>(cookies);
    more.add(cookie);
    return new PageResponse(status, headers, more, body);
  }
}
