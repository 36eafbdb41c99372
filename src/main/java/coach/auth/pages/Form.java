package coach.auth.pages;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a query or a posted form holds. A name that comes twice makes the whole form unusable, as
 * OAuth has it (RFC 6749 section 3.1), so that nobody can mean one value and get another.
 */
public final class Form {
  static final Form EMPTY = new Form(Map.of());

  private static final int MOST_BYTES = 32 * 1024;

  /** The form is too large, names something twice, is not encoded as one or holds a zero. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final Map<String, String> values;

  private Form(Map<String, String> values) {
    this.values = values;
  }

  /** Parses {@code a=b&c=d}; null is an empty form. */
  static Form parse(String encoded) throws Unusable {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? decode(parts[1]) : "";
      if (values.put(decode(parts[0]), value) != null) {
        throw new Unusable();
      }
    }
    return new Form(values);
  }

  /** Reads a posted form of at most 32 KB. */
  static Form read(InputStream body) throws IOException, Unusable {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new Unusable();
    }
    return parse(new String(bytes, StandardCharsets.UTF_8));
  }

  private static String decode(String text) throws Unusable {
    try {
      String value = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (value.indexOf('\0') < 0) {
        return value;
      }
    } catch (IllegalArgumentException halfAnEscape) {
      // Falls through to the same refusal as a zero character, which PostgreSQL does not store.
    }
    throw new Unusable();
  }

  /** The value, or an empty text. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** The value without blanks around it, unless nothing is left. */
  Optional<String> text(String name) {
    return Optional.of(get(name).strip()).filter(text -> !text.isEmpty());
  }

  /** Everything, in the order in which it was sent. */
  public Map<String, String> values() {
    return values;
  }
}
