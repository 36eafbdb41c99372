package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Clock;
import java.util.List;

/** The conformance suite's tools that ask back before they answer. */
final class FixtureRounds {
  private static final String PREFIX = "test_input_required_result_";

  private static final RequestState STATES = RequestState.ofOneProcess(Clock.systemUTC());

  /** What the client is asked for, by key. */
  private record Question(String key, String method, String params) {
    /** The client's answer if it is one to this question, else JSON's missing node. */
    JsonNode answer(Exchange exchange) {
      JsonNode answer = exchange.inputResponses().path(key);
      return switch (method) {
        case "elicitation/create" ->
            answer.path("action").asText().equals("accept")
                ? answer.path("content").path(field())
                : answer.path("content").path("");
        case "sampling/createMessage" -> answer.path("content").path("text");
        default -> answer.path("roots");
      };
    }

    private String field() {
      return Talk.parse(params).at("/requestedSchema/required/0").asText();
    }

    boolean isAnswered(Exchange exchange) {
      return !answer(exchange).isMissingNode();
    }

    String capability() {
      return method.substring(0, method.indexOf('/'));
    }
  }

  private static final Question NAME = form("user_name", "What is your name?", "name", "string");
  private static final Question CONFIRM = form("confirm", "Please confirm", "ok", "boolean");
  private static final Question CONTEXT =
      form("user_context", "What context should the prompt use?", "context", "string");
  private static final Question STEP_1 =
      form("step1", "Step 1: What is your name?", "name", "string");
  private static final Question STEP_2 =
      form("step2", "Step 2: What is your favorite color?", "color", "string");
  private static final Question CAPITAL =
      sampling("capital_question", "What is the capital of France?");
  private static final Question GREETING = sampling("greeting", "Generate a greeting");
  private static final Question ROOTS = new Question("client_roots", "roots/list", "{}");

  private FixtureRounds() {}

  private static Question form(String key, String message, String field, String type) {
    return new Question(
        key,
        "elicitation/create",
        """
        {"message": "%s", "requestedSchema": {"type": "object",
         "properties": {"%s": {"type": "%s"}}, "required": ["%s"]}}"""
            .formatted(message, field, type, field));
  }

  private static Question sampling(String key, String text) {
    return new Question(
        key,
        "sampling/createMessage",
        """
        {"messages": [{"role": "user", "content": {"type": "text", "text": "%s"}}],
         "maxTokens": 100}"""
            .formatted(text));
  }

  static List<Fixture> all() {
    return List.of(
        new Fixture(
            PREFIX + "elicitation",
            exchange -> Fixture.said("Hello, " + one(NAME, exchange).asText() + "!")),
        new Fixture(PREFIX + "sampling", exchange -> Fixture.said(one(CAPITAL, exchange).asText())),
        new Fixture(
            PREFIX + "list_roots", exchange -> Fixture.said(one(ROOTS, exchange).toString())),
        new Fixture(PREFIX + "request_state", FixtureRounds::confirmed),
        new Fixture(PREFIX + "tampered_state", FixtureRounds::confirmed),
        new Fixture(PREFIX + "multiple_inputs", FixtureRounds::several),
        new Fixture(PREFIX + "multi_round", FixtureRounds::twoRounds),
        new Fixture(PREFIX + "capabilities", FixtureRounds::whatIsDeclared));
  }

  /** The answer to a question that stands alone. Throws the question where there is none. */
  private static JsonNode one(Question question, Exchange exchange) {
    if (!question.isAnswered(exchange)) {
      throw asking(List.of(question), null);
    }
    return question.answer(exchange);
  }

  private static CallToolResult confirmed(Exchange exchange) {
    String state = opened(exchange);
    if (state == null || !CONFIRM.isAnswered(exchange)) {
      throw asking(List.of(CONFIRM), sealed(exchange, "confirm"));
    }
    return Fixture.said("state-ok");
  }

  private static CallToolResult several(Exchange exchange) {
    List<Question> questions = List.of(NAME, GREETING, ROOTS);
    String state = opened(exchange);
    if (state == null || !questions.stream().allMatch(one -> one.isAnswered(exchange))) {
      throw asking(questions, sealed(exchange, "several"));
    }
    return Fixture.said("All three were answered.");
  }

  private static CallToolResult twoRounds(Exchange exchange) {
    String state = opened(exchange);
    if (state == null || (state.equals("1") && !STEP_1.isAnswered(exchange))) {
      throw asking(List.of(STEP_1), sealed(exchange, "1"));
    }
    if (state.equals("1") || !STEP_2.isAnswered(exchange)) {
      throw asking(List.of(STEP_2), sealed(exchange, "2"));
    }
    return Fixture.said("Both steps are done.");
  }

  private static CallToolResult whatIsDeclared(Exchange exchange) {
    List<Question> declared =
        List.of(NAME, CAPITAL, ROOTS).stream()
            .filter(question -> exchange.clientCapabilities().has(question.capability()))
            .toList();
    if (!declared.stream().allMatch(question -> question.isAnswered(exchange))) {
      throw asking(declared, null);
    }
    return Fixture.said("Nothing is left to ask.");
  }

  static GetPromptResult prompt(Exchange exchange) {
    String context = one(CONTEXT, exchange).asText();
    return Fixtures.messages(TextContent.builder("Use this context: " + context).build());
  }

  private static String sealed(Exchange exchange, String round) {
    return STATES.seal(exchange, Wire.object().put("round", round));
  }

  /** The round that is answered, or null where a call begins. */
  private static String opened(Exchange exchange) {
    RequestState.Round round = STATES.open(exchange);
    return round == null ? null : round.payload().get("round").textValue();
  }

  private static Refusal asking(List<Question> questions, String state) {
    ObjectNode result = Wire.object().put("resultType", "input_required");
    ObjectNode requests = result.putObject("inputRequests");
    for (Question question : questions) {
      requests
          .putObject(question.key())
          .put("method", question.method())
          .set("params", Talk.parse(question.params()));
    }
    if (state != null) {
      result.put("requestState", state);
    }
    return Refusal.instead(result);
  }
}
