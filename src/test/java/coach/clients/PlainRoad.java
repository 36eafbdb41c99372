package coach.clients;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A client made of nothing but messages of one era, which somebody carries to coach and back.
 *
 * @param carrier brings every message in its order and returns the answers by their id
 */
record PlainRoad(boolean modern, Carrier carrier) implements Road {
  private static final List<String> LISTS =
      List.of("tools/list", "resources/list", "resources/templates/list", "prompts/list");
  private static final String GREETING =
      """
      {"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"plain","version":"1"}}
      """;
  private static final String GREETED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  /**
   * A message to send.
   *
   * @param json on one line
   * @param method for the header of that name
   * @param name for the header of that name, or null
   */
  record Letter(String json, String method, String name) {}

  /** The way to coach. */
  @FunctionalInterface
  interface Carrier {
    Map<Integer, JsonNode> carry(List<Letter> letters) throws Exception;
  }

  @Override
  public Visit visit(List<Question> questions) throws Exception {
    List<Letter> letters = new ArrayList<>();
    if (!modern) {
      letters.add(letter(0, "initialize", GREETING.strip(), null));
      letters.add(new Letter(GREETED, "notifications/initialized", null));
    }
    Map<String, Integer> lists = new LinkedHashMap<>();
    for (String list : LISTS) {
      lists.put(list, letters.size());
      letters.add(letter(letters.size(), list, "{}", null));
    }
    int first = letters.size();
    for (Question question : questions) {
      String params = question.params().toString();
      letters.add(letter(letters.size(), question.method(), params, question.name()));
    }
    Map<Integer, JsonNode> answers = carrier.carry(letters);
    List<Heard> heard = new ArrayList<>();
    for (Question question : questions) {
      JsonNode answer = answers.get(first + heard.size());
      heard.add(
          answer.has("error")
              ? Heard.failure(answer.at("/error/message").textValue())
              : Heard.of(question, answer.path("result")));
    }
    return new Visit(Visit.Lists.read(list -> result(answers, lists.get(list))), heard);
  }

  private Letter letter(int id, String method, String params, String name) {
    String json = modern ? Talk.modern(id, method, params) : Talk.legacy(id, method, params);
    return new Letter(json, method, name);
  }

  private static JsonNode result(Map<Integer, JsonNode> answers, int id) {
    JsonNode answer = answers.get(id);
    if (answer == null || !answer.has("result")) {
      throw new AssertionError("no result for message %d: %s".formatted(id, answer));
    }
    return answer.get("result");
  }
}
