package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks that every modern request climbs, in the order that the protocol demands. */
final class RequestChecks {
  static final Set<String> LOG_LEVELS =
      Set.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

  private static final Logger log = LoggerFactory.getLogger(RequestChecks.class);
  private static final String ENCODED = "=?base64?";

  private final boolean strictHeaders;

  /** The header versions that were served over a modern body; there are few to know. */
  private final Set<String> tolerated = ConcurrentHashMap.newKeySet();

  /**
   * @param strictHeaders refuse a legacy version header over a modern body, which one widespread
   *     client sends
   */
  RequestChecks(boolean strictHeaders) {
    this.strictHeaders = strictHeaders;
  }

  /** Throws {@link Refusal} at the first rung that does not hold; on stdin headers are null. */
  void check(String method, JsonNode params, Headers headers) {
    checkMeta(params);
    String version = Exchange.meta(params, "protocolVersion").textValue();
    if (headers != null) {
      checkHeaders(method, params, version, headers);
    }
    checkVersion(version);
  }

  private static void checkMeta(JsonNode params) {
    if (!Exchange.meta(params, "protocolVersion").isTextual()) {
      throw badMeta("protocolVersion", "a text such as " + Era.MODERN_VERSION);
    }
    if (!Exchange.meta(params, "clientCapabilities").isObject()) {
      throw badMeta("clientCapabilities", "an object, empty for none");
    }
    JsonNode level = Exchange.meta(params, "logLevel");
    if (!level.isMissingNode() && !LOG_LEVELS.contains(level.asText())) {
      throw badMeta(
          "logLevel", "one of " + String.join(", ", LOG_LEVELS.stream().sorted().toList()));
    }
  }

  private static Refusal badMeta(String key, String expected) {
    return Refusal.bad(
        Refusal.INVALID_PARAMS,
        "params._meta[\"%s%s\"] is missing or of the wrong kind. Send %s."
            .formatted(Exchange.KEY, key, expected));
  }

  private void checkHeaders(String method, JsonNode params, String version, Headers headers) {
    String sent = headers.single(Era.VERSION_HEADER);
    boolean tolerated = isTolerated(sent, version);
    if (!tolerated) {
      demandEqual(Era.VERSION_HEADER, sent, version);
    }
    // A client that is a revision behind in one header does not know the others at all.
    String sentMethod = headers.single("Mcp-Method");
    if (sentMethod != null || !tolerated) {
      demandEqual("Mcp-Method", sentMethod, method);
    }
    String named = Method.find(method).map(known -> known.named).orElse(null);
    if (named == null) {
      return;
    }
    String sentName = decoded(headers.whole("Mcp-Name"));
    if (sentName != null || !tolerated) {
      demandEqual("Mcp-Name", sentName, params.path(named).textValue());
    }
  }

  private boolean isTolerated(String header, String version) {
    boolean known =
        !strictHeaders
            && version.equals(Era.MODERN_VERSION)
            && header != null
            && Era.LEGACY_VERSIONS.contains(header);
    if (known && tolerated.add(header)) {
      log.warn(
          "a client sends header={} over body={}; served, and not said again", header, version);
    }
    return known;
  }

  private static void demandEqual(String name, String header, String body) {
    // A name that the body lacks is the method's own error, unless a header claims one.
    if (body == null ? header == null : body.equals(header)) {
      return;
    }
    String sentence =
        header == null
            ? "The header %s is missing. Send the body's value %s.".formatted(name, shown(body))
            : "The header %s is %s, but the body says %s. Send the same in both."
                .formatted(name, shown(header), shown(body));
    throw Refusal.bad(Refusal.HEADER_MISMATCH, sentence);
  }

  private static String shown(String value) {
    return value == null ? "nothing" : Wire.quoted(value);
  }

  private static String decoded(String header) {
    if (header == null || !header.startsWith(ENCODED) || !header.endsWith("?=")) {
      return header;
    }
    String encoded =
        header.substring(ENCODED.length(), Math.max(ENCODED.length(), header.length() - 2));
    try {
      // Java also takes base64 without its padding; the protocol does not.
      if (encoded.length() % 4 == 0) {
        return Wire.utf8(Base64.getDecoder().decode(encoded));
      }
    } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException notBase64) {
      // Falls through to the same refusal as base64 without its padding.
    }
    throw Refusal.bad(
        Refusal.HEADER_MISMATCH,
        "The header Mcp-Name is not valid base64 of UTF-8. Send it padded, or as plain text.");
  }

  /** Both versions that a message names, for the log; anything but a plausible one is hidden. */
  static String versions(JsonNode message, Headers headers) {
    String body = Exchange.meta(message.path("params"), "protocolVersion").textValue();
    return "header=%s body=%s"
        .formatted(plausible(headers.single(Era.VERSION_HEADER)), plausible(body));
  }

  private static String plausible(String version) {
    if (version == null) {
      return "none";
    }
    return version.matches("[0-9A-Za-z.-]{1,20}") ? version : "other";
  }

  private static void checkVersion(String version) {
    if (version.equals(Era.MODERN_VERSION)) {
      return;
    }
    // A legacy revision is served, but only to a client that greets with initialize.
    boolean legacy = Era.LEGACY_VERSIONS.contains(version);
    throw Refusal.unsupportedVersion(
        version, legacy ? List.of(Era.MODERN_VERSION) : Era.ALL_VERSIONS);
  }
}
