package coach.mcp;

import coach.tools.Question;
import coach.tools.UserInput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a person has answered in all rounds of a call, each answer held against the form it was for,
 * and what was wrong with the answers of the last round.
 */
final class Replies {
  private final Map<String, UserInput.Reply> valid = new HashMap<>();
  private final Map<String, String> faults = new HashMap<>();

  /**
   * @param earlier as {@link #sealed} wrote it
   * @param asked the forms of the last round by key, as {@link #form} wrote them
   * @param responses what the client brings; what was not asked for does not matter
   */
  void read(JsonNode earlier, JsonNode asked, JsonNode responses) {
    earlier.properties().forEach(reply -> valid.put(reply.getKey(), reply(reply.getValue())));
    for (var form : asked.properties()) {
      JsonNode response = responses.get(form.getKey());
      if (response == null) {
        continue;
      }
      String fault = fault(form.getValue(), response);
      if (fault == null) {
        valid.put(form.getKey(), reply(form.getValue(), response));
      } else {
        faults.put(form.getKey(), fault);
      }
    }
  }

  Map<String, UserInput.Reply> valid() {
    return valid;
  }

  /** What to say before a question whose answer did not fit; empty where there is nothing. */
  String complaint(String key) {
    return faults.containsKey(key) ? "Please answer again: %s. ".formatted(faults.get(key)) : "";
  }

  /** What counts still in the next round: a question that is asked again has no answer. */
  ObjectNode sealed(Iterable<Question> askedNow) {
    ObjectNode sealed = Wire.object();
    valid.forEach(
        (key, reply) ->
            sealed
                .putObject(key)
                .put("action", reply.action().name().toLowerCase(Locale.ROOT))
                .set("content", reply.content()));
    askedNow.forEach(question -> sealed.remove(question.key()));
    return sealed;
  }

  /** As much of a question as its answer is held against: the values of each field. */
  static ObjectNode form(Question question) {
    ObjectNode form = Wire.object();
    for (Question.Field field : question.fields()) {
      ArrayNode values = form.putArray(field.name());
      field.options().forEach(option -> values.add(option.value()));
    }
    return form;
  }

  /** What is wrong with a response, as a part of a sentence, or null. */
  private static String fault(JsonNode form, JsonNode response) {
    UserInput.Action action = action(response);
    if (action == null) {
      return "the action must be accept, decline or cancel";
    }
    if (action != UserInput.Action.ACCEPT) {
      return null;
    }
    for (var field : form.properties()) {
      JsonNode value = response.path("content").path(field.getKey());
      boolean isYesOrNo = field.getValue().isEmpty();
      if (isYesOrNo && !value.isBoolean()) {
        return field.getKey() + " must be true or false";
      }
      if (!isYesOrNo && !isAmong(field.getValue(), value)) {
        return field.getKey() + " must be one of the values offered";
      }
    }
    return null;
  }

  private static boolean isAmong(JsonNode values, JsonNode value) {
    for (JsonNode one : values) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static UserInput.Action action(JsonNode response) {
    return switch (response.path("action").asText()) {
      case "accept" -> UserInput.Action.ACCEPT;
      case "decline" -> UserInput.Action.DECLINE;
      case "cancel" -> UserInput.Action.CANCEL;
      default -> null;
    };
  }

  /** Of a response that fits, with no more than was asked for. */
  private static UserInput.Reply reply(JsonNode form, JsonNode response) {
    ObjectNode content = Wire.object();
    if (action(response) == UserInput.Action.ACCEPT) {
      form.fieldNames()
          .forEachRemaining(name -> content.set(name, response.get("content").get(name)));
    }
    return new UserInput.Reply(action(response), content);
  }

  private static UserInput.Reply reply(JsonNode sealed) {
    return new UserInput.Reply(action(sealed), (ObjectNode) sealed.get("content"));
  }
}
