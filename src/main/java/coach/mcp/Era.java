package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two ways of talking: legacy clients greet with {@code initialize}, modern ones describe
 * themselves in every request.
 */
public enum Era {
  LEGACY,
  MODERN;

  static final String VERSION_HEADER = "MCP-Protocol-Version";

  /** The one revision whose requests describe themselves. */
  public static final String MODERN_VERSION = "2026-07-28";

  /** Oldest first; the last one is offered to a client that asks for something unknown. */
  public static final List<String> LEGACY_VERSIONS =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

  /** Every revision served, newest first. */
  public static final List<String> ALL_VERSIONS =
      Stream.concat(
              Stream.of(MODERN_VERSION), LEGACY_VERSIONS.stream().sorted((a, b) -> b.compareTo(a)))
          .toList();

  /** What a legacy client that asks for this revision is offered. */
  static String negotiated(String asked) {
    return LEGACY_VERSIONS.contains(asked)
        ? asked
        : LEGACY_VERSIONS.get(LEGACY_VERSIONS.size() - 1);
  }

  /**
   * The era of one request: its body decides, the header only cross-checks.
   *
   * @param headers null on standard input
   * @throws Refusal for a request without the modern key under a header that is not legacy
   */
  static Era of(String method, JsonNode params, Headers headers) {
    if (hasModernKey(params)) {
      return MODERN;
    }
    String header = headers == null ? null : headers.single(VERSION_HEADER);
    // A client that falls back greets again under the header of the era it comes from.
    if (method.equals(Method.INITIALIZE.wire)
        || header == null
        || LEGACY_VERSIONS.contains(header)) {
      return LEGACY;
    }
    if (header.equals(MODERN_VERSION)) {
      throw Refusal.bad(
          Refusal.INVALID_PARAMS,
          "params._meta has no %sprotocolVersion, which %s %s demands. Send it in every request."
              .formatted(Exchange.KEY, VERSION_HEADER, header));
    }
    throw Refusal.unsupportedVersion(header, ALL_VERSIONS);
  }

  static boolean hasModernKey(JsonNode params) {
    return !Exchange.meta(params, "protocolVersion").isMissingNode();
  }
}
