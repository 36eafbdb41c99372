package coach.pages;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a query or a posted form holds. A name that comes twice makes the whole form unusable, as
 * OAuth has it (RFC 6749 section 3.1), so that no two readers can pick different values.
 */
public final class Form {
  static final Form EMPTY = new Form(Map.of());

  private static final int MOST_BYTES = 32 * 1024;

  /**
   * The form is too large, names something twice, is not encoded as one, holds a zero or never
   * arrived.
   */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private Unusable(String sentence) {
      super(sentence, null, false, false);
    }

    /** A body of more than that many bytes. */
    public static Unusable tooLong(int most) {
      return new Unusable("The body is longer than %d bytes. Send less.".formatted(most));
    }

    /** A body that stops, breaks off or comes too slowly. */
    static Unusable incomplete() {
      return new Unusable("The body stopped before it was complete. Send it again.");
    }

    /** A body that is said to be no form at all. */
    static Unusable type() {
      return new Unusable("The body is not a form. Send one.");
    }
  }

  private final Map<String, String> values;

  private Form(Map<String, String> values) {
    this.values = values;
  }

  /** Parses {@code a=b&c=d}; null is an empty form. */
  public static Form parse(String encoded) throws Unusable {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? decode(parts[1]) : "";
      if (values.put(decode(parts[0]), value) != null) {
        throw new Unusable("A parameter occurs twice. Send each once.");
      }
    }
    return new Form(values);
  }

  /** Reads a posted form of at most 32 KB. */
  static Form read(InputStream body) throws Unusable {
    return read(body, MOST_BYTES);
  }

  /** Reads a posted form of at most that many bytes. */
  public static Form read(InputStream body, int most) throws Unusable {
    byte[] bytes = bytes(body, most + 1);
    if (bytes.length > most) {
      throw Unusable.tooLong(most);
    }
    return parse(new String(bytes, StandardCharsets.UTF_8));
  }

  /** An incomplete body is the sender's fault, not coach's. */
  private static byte[] bytes(InputStream body, int most) throws Unusable {
    try {
      return body.readNBytes(most);
    } catch (IOException broken) {
      throw Unusable.incomplete();
    }
  }

  private static String decode(String text) throws Unusable {
    String value;
    try {
      value = URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException halfAnEscape) {
      throw new Unusable("The parameters are not encoded as a form. Encode them.");
    }
    if (value.indexOf('\0') >= 0) {
      // PostgreSQL stores none, and would call its refusal a fault of ours.
      throw new Unusable("A parameter holds a zero character. Leave it out.");
    }
    return value;
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
