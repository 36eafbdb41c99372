package coach.oauth;

import coach.net.RedirectUri;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an app says of itself, registered (RFC 7591) or in a document at its own address; only what
 * coach uses is kept.
 *
 * @param name shown to the user who decides, in one line and without control characters
 */
record ClientMetadata(String name, List<String> redirectUris) {
  private static final int MOST_URIS = 20;
  private static final int LONGEST_NAME = 80;
  private static final String NAMELESS = "An app without a name";

  /**
   * Reads the JSON of either.
   *
   * @throws OAuthError {@code invalid_redirect_uri} or {@code invalid_client_metadata}
   */
  static ClientMetadata read(JsonNode json) {
    if (!json.isObject()) {
      throw invalid("The description of the app is no JSON object. Send one.");
    }
    demand(json, "grant_types", "authorization_code");
    demand(json, "response_types", "code");
    return new ClientMetadata(name(json.path("client_name")), redirectUris(json));
  }

  private static void demand(JsonNode json, String member, String needed) {
    JsonNode offered = json.path(member);
    boolean found = offered.isMissingNode() || offered.isNull();
    for (JsonNode one : offered) {
      found |= needed.equals(one.textValue());
    }
    if (!found) {
      throw invalid("%s does not hold %s, which is all coach does.".formatted(member, needed));
    }
  }

  private static List<String> redirectUris(JsonNode json) {
    JsonNode sent = json.path("redirect_uris");
    if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST_URIS) {
      throw new OAuthError(
          400,
          "invalid_redirect_uri",
          "Send redirect_uris with 1 to %d addresses.".formatted(MOST_URIS));
    }
    List<String> uris = new ArrayList<>();
    for (JsonNode one : sent) {
      String uri = one.isTextual() ? one.textValue() : "";
      try {
        uris.add(RedirectUri.parse(uri).text());
      } catch (IllegalArgumentException unfit) {
        throw new OAuthError(
            400,
            "invalid_redirect_uri",
            "redirect_uris entry %d %s. Send https, http on loopback, or the app's own scheme."
                .formatted(uris.size() + 1, unfit.getMessage()));
      }
    }
    return List.copyOf(uris);
  }

  /** Without line breaks and without characters that only change how others are shown. */
  private static String name(JsonNode sent) {
    String name = sent.asText("").replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
    int shown = name.codePointCount(0, name.length());
    String cut =
        shown > LONGEST_NAME
            ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…"
            : name;
    return cut.isEmpty() ? NAMELESS : cut;
  }

  private static OAuthError invalid(String sentence) {
    return OAuthError.badRequest("invalid_client_metadata", sentence);
  }
}
