package coach.oauth;

import coach.accounts.Token;
import coach.db.ServerStatements;
import coach.net.MediaType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets apps introduce themselves (RFC 7591), for those that have no document of their own. Nothing
 * is believed or gained by it: a person still decides. Every app is public, whatever method of
 * authentication it asked for, and is told so.
 */
final class Registration extends Endpoint {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BYTES = 16 * 1024;
  private static final ObjectReader WHOLE =
      JSON.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final transient ServerStatements statements;

  Registration(ServerStatements statements) {
    super("POST");
    this.statements = statements;
  }

  @Override
  ObjectNode answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    ClientMetadata metadata = ClientMetadata.read(body(request));
    String id = Token.random();
    String address = request.getRemoteAddr();
    JsonNode added = statements.run("register_client", values(id, metadata, address));
    if (!added.get("added").booleanValue()) {
      throw OAuthError.tooMany(
          "Too many apps were registered. Try again later.", added.get("wait").intValue());
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
    return described(id, metadata).put("client_id_issued_at", added.get("issued_at").longValue());
  }

  private static Map<String, String> values(String id, ClientMetadata metadata, String address) {
    Map<String, String> values = new HashMap<>();
    values.put("client_id", id);
    values.put("name", metadata.name());
    values.put("redirect_uris", Clients.json(metadata.redirectUris()));
    values.put("metadata", "{}");
    values.put("address_key", Attempts.key("register", address));
    values.put("most", String.valueOf(Attempts.registrations(address)));
    values.put("network_key", Attempts.networkKey("register", address));
    values.put("most_of_network", String.valueOf(Attempts.REGISTRATIONS_OF_NETWORK));
    return values;
  }

  private static ObjectNode described(String id, ClientMetadata metadata) {
    ObjectNode client = JSON.createObjectNode().put("client_id", id);
    client.put("client_name", metadata.name());
    metadata.redirectUris().forEach(client.putArray("redirect_uris")::add);
    List.of("authorization_code", "refresh_token").forEach(client.putArray("grant_types")::add);
    client.putArray("response_types").add("code");
    client.put("token_endpoint_auth_method", "none");
    return client.put("scope", Scope.text(Scope.ALL));
  }

  private static JsonNode body(HttpServletRequest request) throws IOException {
    if (!MediaType.of(request.getContentType()).equals(MediaType.JSON)) {
      throw invalid("The body is not JSON. Send Content-Type: application/json.");
    }
    byte[] body = bytes(request);
    if (body.length > MOST_BYTES) {
      throw invalid("The body is longer than %d bytes. Send less.".formatted(MOST_BYTES));
    }
    try {
      return WHOLE.readTree(body);
    } catch (JsonProcessingException | CharConversionException notJson) {
      throw invalid("The body is not JSON. Send one object.");
    }
  }

  private static byte[] bytes(HttpServletRequest request) {
    try {
      return request.getInputStream().readNBytes(MOST_BYTES + 1);
    } catch (IOException broken) {
      throw invalid("The body stopped before it was complete. Send it again.");
    }
  }

  /** RFC 7591 section 3.2.2 has no code for a request that is none. */
  private static OAuthError invalid(String sentence) {
    return OAuthError.badRequest("invalid_client_metadata", sentence);
  }
}
