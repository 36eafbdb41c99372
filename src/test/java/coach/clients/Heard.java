package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/**
 * What a person or a model gets to see of an answer.
 *
 * @param structured missing where there is none
 * @param failed whether it says what was wrong with the question
 */
record Heard(String text, JsonNode structured, boolean failed) {
  /** What is another one at every change: its number, the number of its undoing, its minute. */
  private static final List<String> PASSING = List.of("change", "by", "changed_at");

  /** JavaScript writes 120.0 as 120, which is the same number. */
  private static final Comparator<JsonNode> ALIKE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  /** The one text of a tool's answer, a resource or a prompt, as it came over the protocol. */
  static Heard of(Question question, JsonNode result) {
    if (question.method().equals("completion/complete")) {
      String values = result.path("completion").path("values").toString();
      return new Heard(values, MissingNode.getInstance(), false);
    }
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
    assertEquals(lasting(text), lasting(other.text));
    assertEquals(failed, other.failed, text);
    JsonNode expected = lasting(structured);
    JsonNode actual = lasting(other.structured);
    assertTrue(
        expected.equals(ALIKE, actual), () -> "expected %s but was %s".formatted(expected, actual));
  }

  private static String lasting(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d", "<minute>")
        .replaceAll("training_data_[0-9a-f-]{36}", "training_data");
  }

  private static JsonNode lasting(JsonNode structured) {
    JsonNode copy = structured.deepCopy();
    for (String name : PASSING) {
      for (JsonNode parent : copy.findParents(name)) {
        JsonNode value = parent.path(name);
        ((ObjectNode) parent).put(name, value.isNull() ? "none" : "some");
      }
    }
    return copy;
  }
}
