package coach.mcp;

import coach.Shown;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes to JSON and back, with every limit that a stranger's message has to keep. */
final class Wire {
  /** Largest message in bytes, on every road. */
  static final int MAX_BYTES = 1 << 20;

  private static final int SHOWN = 60;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_CHARACTERS = 100;
  private static final int MAX_NAME_CHARACTERS = 1_000;

  /** Decimals stay exact, so that an id is echoed as it came. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_BYTES)
                          .maxNumberLength(MAX_NUMBER_CHARACTERS)
                          .maxNameLength(MAX_NAME_CHARACTERS)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Wire() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Reads one message. Throws {@link Refusal} with status 400 for anything that is not JSON. */
  static JsonNode read(byte[] message) {
    String text = decoded(message);
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw unreadable("The message is not JSON as coach accepts it" + place(notJson));
    } catch (NumberFormatException tooLarge) {
      // Short enough for the parser's limits, but no decimal has an exponent of eleven digits.
      throw unreadable("The message contains a number that is too large");
    }
    if (json.isMissingNode()) {
      throw unreadable("The message is empty");
    }
    // Only an escape can bring half a character past the decoder, and nothing could store it.
    if (text.contains("\\u") && hasHalfCharacter(json.toString())) {
      throw unreadable("The message contains half of a surrogate pair");
    }
    return json;
  }

  static byte[] write(JsonNode json) {
    try {
      // By way of text: half a character in an answer becomes a question mark, not a failure.
      return utf8(MAPPER.writeValueAsString(json));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree could not be written", impossible);
    }
  }

  /** Strictly: bytes that are no UTF-8 are an error, never a replacement character. */
  static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Repeats what a client sent inside one of our sentences: short, on one line. */
  static String quoted(String sent) {
    return Shown.quoted(sent, SHOWN);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String decoded(byte[] message) {
    try {
      String text = utf8(message);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw unreadable("The message is not valid UTF-8");
    }
  }

  private static String place(JsonProcessingException fault) {
    return fault.getLocation() == null
        ? ""
        : " (line %d, column %d)"
            .formatted(fault.getLocation().getLineNr(), fault.getLocation().getColumnNr());
  }

  private static boolean hasHalfCharacter(String text) {
    return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  private static Refusal unreadable(String what) {
    return Refusal.bad(
        Refusal.PARSE_ERROR,
        what
            + ". Send one JSON-RPC message in UTF-8, nested at most %d deep.".formatted(MAX_DEPTH));
  }
}
