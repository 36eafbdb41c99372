package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;

/**
 * What a person or a model gets to see of an answer.
 *
 * @param structured missing where there is none
 * @param failed whether it says what was wrong with the question
 */
record Heard(String text, JsonNode structured, boolean failed) {
  /** JavaScript writes 120.0 as 120, which is the same number. */
  private static final Comparator<JsonNode> ALIKE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  /** The one text of a tool's answer, a resource or a prompt, as it came over the protocol. */
  static Heard of(Question question, JsonNode result) {
    JsonNode texts =
        switch (question.method()) {
          case "tools/call" -> result.path("content");
          case "resources/read" -> result.path("contents");
          default -> result.path("messages");
        };
    if (texts.size() != 1) {
      throw new AssertionError("one text was expected for %s: %s".formatted(question, result));
    }
    JsonNode text = texts.get(0).at(question.method().equals("prompts/get") ? "/content" : "");
    return new Heard(
        text.path("text").textValue(),
        result.path("structuredContent"),
        result.path("isError").asBoolean());
  }

  static Heard failure(String sentence) {
    return new Heard(sentence, MissingNode.getInstance(), true);
  }

  void assertSame(Heard other) {
    assertEquals(text, other.text);
    assertEquals(failed, other.failed, text);
    assertTrue(
        structured.equals(ALIKE, other.structured),
        () -> "expected %s but was %s".formatted(structured, other.structured));
  }
}
