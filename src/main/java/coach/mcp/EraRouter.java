package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/** Decides the era of a request from its body; the header only cross-checks. */
final class EraRouter {
  static final String VERSION_HEADER = "MCP-Protocol-Version";

  private EraRouter() {}

  /**
   * The era of one request.
   *
   * @param headers null on standard input
   * @throws Refusal for a request without the modern key under a header that is not legacy
   */
  static Era of(String method, JsonNode params, Headers headers) {
    if (hasModernKey(params)) {
      return Era.MODERN;
    }
    String header = headers == null ? null : headers.single(VERSION_HEADER);
    // A client that falls back greets again under the header of the era it comes from.
    if (method.equals(Method.INITIALIZE.wire)
        || header == null
        || Era.LEGACY_VERSIONS.contains(header)) {
      return Era.LEGACY;
    }
    if (header.equals(Era.MODERN_VERSION)) {
      throw Refusal.of(
          Refusal.INVALID_PARAMS,
          "params._meta has no %sprotocolVersion, which %s %s demands. Send it in every request."
              .formatted(Exchange.KEY, VERSION_HEADER, header),
          400,
          null);
    }
    throw Refusal.unsupportedVersion(header, Era.ALL_VERSIONS);
  }

  /** Both versions that a message names, for the log; anything but a plausible one is hidden. */
  static String versions(JsonNode message, Headers headers) {
    String body = Exchange.meta(message.path("params"), "protocolVersion").textValue();
    return "header=%s body=%s"
        .formatted(plausible(headers.single(VERSION_HEADER)), plausible(body));
  }

  private static String plausible(String version) {
    if (version == null) {
      return "none";
    }
    return version.matches("[0-9A-Za-z.-]{1,20}") ? version : "other";
  }

  static boolean hasModernKey(JsonNode params) {
    return !Exchange.meta(params, "protocolVersion").isMissingNode();
  }
}
