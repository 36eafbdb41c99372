package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeSet;

/**
 * One spelling for equal JSON, so that a request that is sent again is known for the same whatever
 * the order of its members and the notation of its numbers.
 */
final class Canonical {
  private Canonical() {}

  /** SHA-256 of the value's one spelling. */
  static byte[] digest(JsonNode json) {
    StringBuilder spelled = new StringBuilder();
    write(json, spelled);
    try {
      return MessageDigest.getInstance("SHA-256").digest(Wire.utf8(spelled.toString()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static void write(JsonNode json, StringBuilder spelled) {
    if (json.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      json.fieldNames().forEachRemaining(names::add);
      spelled.append('{');
      for (String name : names) {
        text(name, spelled);
        spelled.append(':');
        write(json.get(name), spelled);
        spelled.append(',');
      }
      spelled.append('}');
    } else if (json.isArray()) {
      spelled.append('[');
      for (JsonNode element : json) {
        write(element, spelled);
        spelled.append(',');
      }
      spelled.append(']');
    } else if (json.isNumber()) {
      // Never the plain notation: an exponent of nine digits would be written out.
      spelled.append(json.decimalValue().stripTrailingZeros());
    } else if (json.isTextual()) {
      text(json.textValue(), spelled);
    } else {
      spelled.append(json.asText());
    }
  }

  /** With its length before it, no text can pass for anything but itself. */
  private static void text(String text, StringBuilder spelled) {
    spelled.append('"').append(text.length()).append('"').append(text);
  }
}
