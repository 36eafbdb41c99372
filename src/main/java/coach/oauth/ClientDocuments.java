package coach.oauth;

import coach.net.MediaType;
import coach.oauth.DocumentSource.Busy;
import coach.oauth.DocumentSource.Document;
import coach.oauth.DocumentSource.Unavailable;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apps whose id is the address of a document that describes them (OAuth client ID metadata
 * documents): the owner of the address is the app, and nothing needs to be registered.
 */
record ClientDocuments(DocumentSource source) {
  private static final Logger log = LoggerFactory.getLogger(ClientDocuments.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final int LONGEST = 512;
  private static final Pattern NOT_KEPT = Pattern.compile("no-store|no-cache|private");
  private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=\"?(\\d{1,9})");

  /** At least: a change shows within a day, a flood of requests costs nothing. */
  private static final int LEAST_SECONDS = 300;

  private static final int BUSY_SECONDS = 5;
  private static final int USUAL_SECONDS = 3600;
  private static final int MOST_SECONDS = 86_400;

  /** A document that was read, and for how many seconds it may be kept. */
  record Read(ClientMetadata metadata, int seconds) {}

  /** Whether a client id is meant as the address of a document. */
  static boolean isAddress(String clientId) {
    return clientId.startsWith("https://");
  }

  /**
   * Fetches and reads the document.
   *
   * @throws OAuthError {@code invalid_client}, with the same words for all that a network can do,
   *     so that no caller explores one through coach
   */
  Read read(String clientId) {
    URI address = address(clientId);
    try {
      Document document = source.fetch(address);
      if (document.status() != 200) {
        throw invalid("answers with status %d".formatted(document.status()));
      }
      return new Read(metadata(clientId, document), seconds(document.cacheControl()));
    } catch (Busy busy) {
      log.warn("document host={} outcome=busy", address.getHost());
      throw OAuthError.busy(
          "coach looks up many apps right now. Try again in a few seconds.", BUSY_SECONDS);
    } catch (Unavailable unavailable) {
      log.info(
          "document host={} outcome=failed cause={}", address.getHost(), unavailable.getMessage());
      throw invalid(
          "cannot be fetched from a public address: its name was not resolved, or nothing usable"
              + " answered there. Register the app instead");
    }
  }

  private static ClientMetadata metadata(String clientId, Document document) {
    if (!isJson(document.contentType())) {
      throw invalid("is not JSON");
    }
    JsonNode json;
    try {
      json = JSON.readTree(document.body());
    } catch (IOException notJson) {
      throw invalid("is not JSON");
    }
    if (!clientId.equals(json.path("client_id").textValue())) {
      throw invalid("does not name its own address as client_id");
    }
    if (!json.path("client_name").isTextual()) {
      throw invalid("has no client_name");
    }
    demandPublic(json);
    return ClientMetadata.read(json);
  }

  private static void demandPublic(JsonNode json) {
    if (needsSecret(json)) {
      throw invalid("asks for a secret, which a public document cannot have");
    }
    if (needsProof(json)) {
      throw invalid(
          "demands a proof of the app that coach cannot check, and does not offer none as well");
    }
  }

  /** A published secret is none (section 4.1). */
  private static boolean needsSecret(JsonNode json) {
    JsonNode method = json.path("token_endpoint_auth_method");
    boolean named = method.isMissingNode() || method.isNull() || method.isTextual();
    return !named
        || method.asText().startsWith("client_secret")
        || json.has("client_secret")
        || json.has("client_secret_expires_at");
  }

  /**
   * Without the proof, a stolen token of such an app would be accepted (section 8.2). Several offer
   * a key and to do without it, and choose by what a server says of itself.
   */
  private static boolean needsProof(JsonNode json) {
    JsonNode method = json.path("token_endpoint_auth_method");
    for (JsonNode offered : json.path("token_endpoint_auth_methods_supported")) {
      if ("none".equals(offered.textValue())) {
        return false;
      }
    }
    return method.isTextual() && !method.textValue().equals("none");
  }

  private static boolean isJson(String contentType) {
    String type = MediaType.of(contentType);
    return type.equals("application/json") || type.matches("application/[\\w.-]+\\+json");
  }

  static int seconds(String cacheControl) {
    String directives = cacheControl == null ? "" : cacheControl.toLowerCase(Locale.ROOT);
    if (NOT_KEPT.matcher(directives).find()) {
      return LEAST_SECONDS;
    }
    Matcher age = MAX_AGE.matcher(directives);
    int seconds = age.find() ? Integer.parseInt(age.group(1)) : USUAL_SECONDS;
    return Math.max(LEAST_SECONDS, Math.min(MOST_SECONDS, seconds));
  }

  /** The address, if it is one that a document may have. */
  static URI address(String clientId) {
    try {
      if (clientId.length() > LONGEST || !clientId.matches("[\\x21-\\x7E]+")) {
        throw invalid("is too long or not encoded");
      }
      URI address = URI.create(clientId);
      boolean path = address.getRawPath() != null && address.getRawPath().length() > 1;
      boolean plain =
          address.getRawUserInfo() == null && !clientId.contains("#") && address.getHost() != null;
      boolean dots =
          address.getRawPath() != null
              && address.getRawPath().matches("(?i).*/(\\.|%2e){1,2}(/.*)?");
      if ("https".equals(address.getScheme()) && path && plain && !dots) {
        return address;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Falls through to the same refusal as an address of the wrong shape.
    }
    throw invalid("is no https address with a path");
  }

  private static OAuthError invalid(String fault) {
    return OAuthError.invalidClient("The document that client_id names %s.".formatted(fault));
  }
}
