package coach.mcp;

import coach.tools.Question;
import coach.tools.UserInput;
import coach.tools.UserInput.InputRequired;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * The rounds of one call that asks its person: each comes with the answers and the state of the one
 * before, and runs the handler from its beginning. Nothing is remembered here in between.
 */
record Elicitation(RequestState states) {
  private static final String ASKED = "asked";
  private static final String REPLIES = "replies";
  private static final String MEMO = "memo";

  /**
   * Runs a handler for a person who may be asked.
   *
   * @throws Refusal with the questions as its result where the handler asks; with code -32602 for a
   *     state that is not ours
   */
  <T> T run(Exchange exchange, Function<UserInput, T> handler) {
    if (exchange.era() == Era.LEGACY) {
      return handler.apply(UserInput.ABSENT);
    }
    boolean canAnswer = showsForms(exchange.clientCapabilities());
    Replies replies = new Replies();
    UserInput input = new UserInput(canAnswer, replies.valid(), UserInput.ABSENT.memo(), null);
    RequestState.Round round = states.open(exchange);
    if (round != null) {
      JsonNode payload = round.payload();
      replies.read(payload.get(REPLIES), payload.get(ASKED), exchange.inputResponses());
      input = new UserInput(canAnswer, replies.valid(), payload.get(MEMO), round.nonce());
    }
    try {
      return handler.apply(input);
    } catch (InputRequired asking) {
      throw Refusal.instead(questions(exchange, asking, replies));
    }
  }

  /** An empty declaration means forms; one that names other modes only does not. */
  private static boolean showsForms(JsonNode capabilities) {
    JsonNode elicitation = capabilities.path("elicitation");
    return elicitation.isObject() && (elicitation.isEmpty() || elicitation.path("form").isObject());
  }

  private ObjectNode questions(Exchange exchange, InputRequired asking, Replies replies) {
    ObjectNode result = Wire.object().put("resultType", "input_required");
    ObjectNode requests = result.putObject("inputRequests");
    ObjectNode payload = Wire.object();
    ObjectNode asked = payload.putObject(ASKED);
    payload.set(REPLIES, replies.sealed(asking.questions()));
    payload.set(MEMO, asking.memo());
    for (Question question : asking.questions()) {
      asked.set(question.key(), Replies.form(question));
      ObjectNode request = requests.putObject(question.key()).put("method", "elicitation/create");
      ObjectNode params = request.putObject("params").put("mode", "form");
      params.put("message", replies.complaint(question.key()) + question.message());
      params.set("requestedSchema", question.schema());
    }
    return result.put("requestState", states.seal(exchange, payload));
  }
}
