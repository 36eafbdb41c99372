package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The envelope of one answer and its HTTP status; null for nothing to say, or no tool. */
record Answer(int status, ObjectNode json, String tool) {
  /** To notifications, to responses, and to requests that nobody waits for any more. */
  static final Answer NONE = new Answer(202, null, null);

  static Answer result(JsonNode id, ObjectNode result, String tool) {
    ObjectNode envelope = Wire.object().put("jsonrpc", "2.0");
    envelope.set("id", id);
    envelope.set("result", result);
    return new Answer(200, envelope, tool);
  }

  /** An error; the id is null where the message had none that could be echoed. */
  static Answer error(JsonNode id, Refusal refusal) {
    ObjectNode envelope = Wire.object().put("jsonrpc", "2.0");
    if (id != null) {
      envelope.set("id", id);
    }
    ObjectNode error = envelope.putObject("error");
    error.put("code", refusal.code()).put("message", refusal.sentence());
    if (refusal.details().data() != null) {
      error.set("data", refusal.details().data());
    }
    return new Answer(refusal.details().status(), envelope, null);
  }

  Reply reply() {
    return json == null ? Reply.ACCEPTED : new Reply(status, Wire.write(json));
  }
}
