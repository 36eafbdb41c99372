package coach.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Says what a message must be answered with, from the specification and the documented limits. */
final class Judge {
  static final int MOST_BYTES = 1 << 20;
  static final int MOST_IN_BATCH = 100;

  /** The limits of a message: 64 levels, numbers of 100 characters, names of 1000. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .maxStringLength(MOST_BYTES)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** How a message is to be answered. */
  enum Due {
    /** A notification or a response. */
    NOTHING,
    /** An error without an id, because none can be read. */
    NO_ID,
    /** An answer under the message's own id. */
    ANSWER,
    /** An array of answers. */
    BATCH
  }

  /**
   * The sentence of the judge.
   *
   * @param json what was sent, where it could be read
   */
  record Verdict(Due due, JsonNode json) {}

  private Judge() {}

  static Verdict of(byte[] body) {
    JsonNode json = body.length > MOST_BYTES ? null : read(body);
    if (json == null) {
      return new Verdict(Due.NO_ID, null);
    }
    return json.isArray() ? batch(json) : new Verdict(due(json), json);
  }

  private static Verdict batch(JsonNode batch) {
    boolean modern = false;
    boolean silent = true;
    for (JsonNode message : batch) {
      modern |= isModern(message);
      silent &= due(message) == Due.NOTHING;
    }
    if (modern || batch.isEmpty() || batch.size() > MOST_IN_BATCH) {
      return new Verdict(Due.NO_ID, batch);
    }
    return new Verdict(silent ? Due.NOTHING : Due.BATCH, batch);
  }

  static boolean isModern(JsonNode message) {
    return message.path("params").path("_meta").has(Speaker.KEY + "protocolVersion");
  }

  /** What one message that is no array is due. */
  static Due due(JsonNode message) {
    if (!message.isObject() || !message.path("jsonrpc").asText().equals("2.0")) {
      return id(message) == null ? Due.NO_ID : Due.ANSWER;
    }
    boolean method = message.path("method").isTextual();
    boolean response = !message.has("method") && (message.has("result") || message.has("error"));
    if (response || (method && !message.has("id"))) {
      return Due.NOTHING;
    }
    return id(message) == null ? Due.NO_ID : Due.ANSWER;
  }

  /** The id where it may be echoed: a text or a whole number. */
  static JsonNode id(JsonNode message) {
    JsonNode id = message.get("id");
    boolean whole = id != null && id.isNumber() && isWhole(id.decimalValue());
    return id != null && (id.isTextual() || whole) ? id : null;
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  static boolean isSame(JsonNode sent, JsonNode echoed) {
    return sent.isNumber() && echoed.isNumber()
        ? sent.decimalValue().compareTo(echoed.decimalValue()) == 0
        : sent.equals(echoed);
  }

  private static JsonNode read(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      JsonNode json = STRICT.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
      boolean whole =
          StandardCharsets.UTF_8.newEncoder().canEncode(STRICT.writeValueAsString(json));
      return json.isMissingNode() || !whole ? null : json;
    } catch (CharacterCodingException
        | JsonProcessingException
        | NumberFormatException unreadable) {
      return null;
    }
  }
}
