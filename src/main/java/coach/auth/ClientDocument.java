package coach.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that describes itself at its own address (OAuth Client ID Metadata Document): the
 * address is its id, and whoever controls the address is the client.
 *
 * @param clientId the address, also written in the document
 * @param name for people; whoever wrote it may claim any
 */
public record ClientDocument(String clientId, String name, List<String> redirectUris) {
  private static final int LONGEST_ID = 500;
  private static final int LONGEST_NAME = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** True for a client id that is an address and so no id that coach has given out. */
  public static boolean isAddress(String clientId) {
    return clientId.startsWith("https://");
  }

  /**
   * The address to fetch: https, with a path, without user, fragment and dot segments.
   *
   * @throws OAuthError {@code invalid_client}
   */
  public static URI address(String clientId) {
    try {
      URI uri = new URI(clientId);
      boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
      boolean here = uri.getHost() != null && !uri.getRawPath().matches("/?");
      if (clientId.length() <= LONGEST_ID
          && isAddress(clientId)
          && plain
          && here
          && uri.normalize().getRawPath().equals(uri.getRawPath())) {
        return uri;
      }
    } catch (URISyntaxException notAnAddress) {
      // Falls through to the same refusal as an address of the wrong shape.
    }
    throw refused(
        "client_id is not an https address with a path. Use the one your client is published at.");
  }

  /**
   * Reads a fetched document.
   *
   * @throws OAuthError {@code invalid_client} saying what the document lacks, {@code
   *     invalid_redirect_uri} naming an address that is not accepted
   */
  public static ClientDocument read(String clientId, byte[] body) {
    JsonNode document = parsed(body);
    if (!document.path("client_id").asText("").equals(clientId)) {
      throw refused(
          "The document at client_id names another client_id. It must hold its own address.");
    }
    String method = document.path("token_endpoint_auth_method").asText("none");
    if (document.has("client_secret") || method.startsWith("client_secret")) {
      throw refused(
          "The document at client_id speaks of a secret, which everybody could read there. Use none.");
    }
    demand(document, "grant_types", "authorization_code");
    demand(document, "response_types", "code");
    String name = document.path("client_name").asText("").replaceAll("\\p{C}", "").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw refused(
          "The document at client_id has no client_name of 1 to %d characters. Add one."
              .formatted(LONGEST_NAME));
    }
    List<String> addresses = new ArrayList<>();
    document.path("redirect_uris").forEach(address -> addresses.add(address.asText("")));
    return new ClientDocument(clientId, name, RedirectUris.accepted(addresses));
  }

  private static JsonNode parsed(byte[] body) {
    try {
      JsonNode document = JSON.readTree(body);
      if (document != null && document.isObject()) {
        return document;
      }
    } catch (IOException notJson) {
      // Falls through to the same refusal as another kind of JSON.
    }
    throw refused("The document at client_id is not a JSON object. Publish one there.");
  }

  /** What is listed must hold the one thing that coach offers; what is not listed is the usual. */
  private static void demand(JsonNode document, String list, String entry) {
    JsonNode listed = document.path(list);
    boolean there = listed.isMissingNode();
    for (JsonNode item : listed) {
      there |= item.asText("").equals(entry);
    }
    if (!there) {
      throw refused("The document at client_id has %s without %s. Add it.".formatted(list, entry));
    }
  }

  private static OAuthError refused(String sentence) {
    return OAuthError.badRequest("invalid_client", sentence);
  }
}
