package coach.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Function;

/** What this server tells clients about its sign-in. */
final class Metadata {
  static final String AUTHORIZE = "/authorize";
  static final String TOKEN = "/token";
  static final String REVOKE = "/revoke";
  static final String REGISTER = "/register";
  static final String KEYS = "/oauth/jwks.json";

  private Metadata() {}

  /**
   * The protected resource (RFC 9728 section 2). {@code offline_access} is no scope of it.
   *
   * @param host under which the client asked
   * @param issuer whose tokens are taken
   * @param scopes what to ask it for, if anything
   */
  static ObjectNode resource(Addresses addresses, String issuer, List<String> scopes, String host) {
    ObjectNode metadata = Endpoint.JSON.createObjectNode();
    metadata.put("resource", addresses.resourceAt(host));
    metadata.putArray("authorization_servers").add(issuer);
    if (!scopes.isEmpty()) {
      list(metadata, "scopes_supported", scopes);
    }
    list(metadata, "bearer_methods_supported", List.of("header"));
    return metadata.put("resource_name", "coach");
  }

  /** The authorization server (RFC 8414 section 2). */
  static ObjectNode server(Addresses addresses) {
    String issuer = addresses.issuer();
    ObjectNode metadata = Endpoint.JSON.createObjectNode();
    metadata.put("issuer", issuer);
    metadata.put("authorization_endpoint", issuer + AUTHORIZE);
    metadata.put("token_endpoint", issuer + TOKEN);
    metadata.put("registration_endpoint", issuer + REGISTER);
    metadata.put("revocation_endpoint", issuer + REVOKE);
    metadata.put("jwks_uri", issuer + KEYS);
    list(metadata, "scopes_supported", List.of("read", "write", Scope.OFFLINE));
    list(metadata, "response_types_supported", List.of("code"));
    list(metadata, "response_modes_supported", List.of("query"));
    list(metadata, "grant_types_supported", List.of("authorization_code", "refresh_token"));
    list(metadata, "code_challenge_methods_supported", List.of("S256"));
    list(metadata, "token_endpoint_auth_methods_supported", List.of("none"));
    list(metadata, "revocation_endpoint_auth_methods_supported", List.of("none"));
    metadata.put("authorization_response_iss_parameter_supported", true);
    // Without a way out, an app that brings only its document would not get in; it registers then.
    if (!addresses.isLoopback()) {
      metadata.put("client_id_metadata_document_supported", true);
    }
    list(metadata, "protected_resources", addresses.resources());
    return metadata;
  }

  private static void list(ObjectNode metadata, String name, List<String> values) {
    values.forEach(metadata.putArray(name)::add);
  }

  /** A public document that clients may cache for five minutes. */
  static final class Publication extends Endpoint {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, ObjectNode> document;

    /** What a client reads that asks under a host. */
    Publication(Function<String, ObjectNode> document) {
      super("GET", "HEAD");
      this.document = document;
    }

    @Override
    ObjectNode answer(HttpServletRequest request, HttpServletResponse response) {
      ObjectNode answer = document.apply(request.getServerName());
      response.setHeader("Cache-Control", "public, max-age=300");
      response.addHeader("Vary", "Host");
      return answer;
    }
  }
}
