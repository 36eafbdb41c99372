package coach.mcp;

import coach.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;

/**
 * A request that ends otherwise than with its method's result, worded by us. It is the SDK's own
 * exception, because that alone comes back whole through the SDK's handlers.
 */
final class Refusal extends McpError {
  private static final long serialVersionUID = 1L;

  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL = -32603;

  /** Legacy only: the modern era uses {@link #INVALID_PARAMS}. */
  static final int RESOURCE_NOT_FOUND = -32002;

  static final int HEADER_MISMATCH = -32020;
  static final int CAPABILITY_MISSING = -32021;
  static final int VERSION_UNSUPPORTED = -32022;

  /**
   * Travels as the error's data, and proves on the way back that the error is ours.
   *
   * @param status the HTTP status
   * @param data the error's data, or null
   * @param result sent instead of an error, such as a question to the person; null for an error
   */
  record Details(int status, JsonNode data, ObjectNode result) {}

  private Refusal(int code, String sentence, Details details) {
    super(new JSONRPCError(code, Shown.text(sentence), details));
  }

  /** An error under HTTP status 200. */
  static Refusal of(int code, String sentence) {
    return of(code, sentence, 200, null);
  }

  /** An error under HTTP status 400. */
  static Refusal bad(int code, String sentence) {
    return of(code, sentence, 400, null);
  }

  static Refusal of(int code, String sentence, int status, JsonNode data) {
    return new Refusal(code, sentence, new Details(status, data, null));
  }

  /** Not an error: the method answers with this instead of its own result. */
  static Refusal instead(ObjectNode result) {
    return new Refusal(0, "", new Details(200, null, result));
  }

  static Refusal unknownMethod(String method, Era era) {
    String sentence = "Unknown method %s.".formatted(Wire.quoted(method));
    return of(METHOD_NOT_FOUND, sentence, era == Era.MODERN ? 404 : 200, null);
  }

  static Refusal unsupportedVersion(String requested, Iterable<String> supported) {
    var data = Wire.object();
    supported.forEach(data.putArray("supported")::add);
    data.put("requested", requested);
    String sentence = "Protocol version %s is not served.".formatted(Wire.quoted(requested));
    return of(VERSION_UNSUPPORTED, sentence, 400, data);
  }

  /** For methods whose failures are errors of the protocol rather than results. */
  static <T> T raise(Refusal refusal) {
    throw refusal;
  }

  /** What came back from the SDK's handlers. An error of the SDK's own is a bug of ours. */
  static Refusal from(JSONRPCError error) {
    if (error.data() instanceof Details details) {
      return new Refusal(error.code(), error.message(), details);
    }
    throw new IllegalStateException("the SDK refused what coach let through: " + error.code());
  }

  int code() {
    return getJsonRpcError().code();
  }

  String sentence() {
    return getJsonRpcError().message();
  }

  Details details() {
    return (Details) getJsonRpcError().data();
  }
}
