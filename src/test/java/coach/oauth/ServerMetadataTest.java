package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every client finds out by itself where to sign people in, in whatever order it looks. */
class ServerMetadataTest {
  private static AuthSite site;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/mcp"})
  @Proves({"rfc9728-2-1", "rfc9728-3-1", "rfc9728-3.2-1", "rfc9728-3.3-1", "rfc9728-3.3-2"})
  void theResourceSaysWhoSignsPeopleIn(String path) {
    HttpResponse<String> answer = site.get("/.well-known/oauth-protected-resource" + path);
    assertEquals(200, answer.statusCode());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode metadata = AuthSite.json(answer);
    assertEquals(site.resource(), metadata.get("resource").textValue());
    assertEquals("[\"" + site.url + "\"]", metadata.get("authorization_servers").toString());
    assertEquals("[\"read\",\"write\"]", metadata.get("scopes_supported").toString());
    assertEquals("[\"header\"]", metadata.get("bearer_methods_supported").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth-authorization-server", "openid-configuration"})
  @Proves({
    "cimd-6-1",
    "oauth21-7.10-2",
    "rfc7636-4.2-1",
    "rfc8414-2-2",
    "rfc8414-2-3",
    "rfc8414-3-1",
    "rfc8414-3.3-1",
    "rfc9207-2.3-2",
    "rfc9700-2.1.1-5",
    "rfc9700-4.7.1-2"
  })
  void theServerSaysAllThatClientsLookFor(String document) {
    JsonNode metadata = AuthSite.json(site.get("/.well-known/" + document));
    assertEquals(site.url.toString(), metadata.get("issuer").textValue());
    for (String name :
        List.of(
            "authorization_endpoint",
            "token_endpoint",
            "registration_endpoint",
            "revocation_endpoint",
            "jwks_uri")) {
      assertTrue(metadata.get(name).textValue().startsWith(site.url + "/"), name);
    }
    assertEquals("[\"code\"]", metadata.get("response_types_supported").toString());
    assertEquals("[\"S256\"]", metadata.get("code_challenge_methods_supported").toString());
    assertEquals("[\"none\"]", metadata.get("token_endpoint_auth_methods_supported").toString());
    assertEquals(
        "[\"authorization_code\",\"refresh_token\"]",
        metadata.get("grant_types_supported").toString());
    assertEquals(
        "[\"read\",\"write\",\"offline_access\"]", metadata.get("scopes_supported").toString());
    assertTrue(metadata.get("authorization_response_iss_parameter_supported").booleanValue());
    // It serves this machine, which may have no way out to a document.
    assertFalse(metadata.has("client_id_metadata_document_supported"));
    Addresses known = new Addresses(URI.create("https://coach.example.com"));
    assertTrue(Metadata.server(known).get("client_id_metadata_document_supported").booleanValue());
  }

  @Test
  void everyAddressItNamesAnswers() {
    JsonNode metadata = AuthSite.json(site.get("/.well-known/oauth-authorization-server"));
    for (String name : List.of("token_endpoint", "registration_endpoint", "revocation_endpoint")) {
      URI there = URI.create(metadata.get(name).textValue());
      HttpRequest get = HttpRequest.newBuilder(there).build();
      assertEquals(405, site.send(get).statusCode(), name);
      HttpRequest options =
          HttpRequest.newBuilder(there)
              .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
              .build();
      assertEquals(204, site.send(options).statusCode(), name);
    }
    JsonNode keys =
        AuthSite.json(
            site.send(
                HttpRequest.newBuilder(URI.create(metadata.get("jwks_uri").textValue())).build()));
    JsonNode key = keys.at("/keys/0");
    assertEquals("ES256", key.get("alg").textValue());
    assertEquals("sig", key.get("use").textValue());
    assertFalse(key.has("d"));
  }

  @Test
  @Proves("rfc9728-3.3-2")
  void onThisMachineTheResourceIsWhatTheClientTyped() {
    HttpRequest byNumber =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + site.url.getPort()
                        + "/.well-known/oauth-protected-resource/mcp"))
            .build();
    JsonNode metadata = AuthSite.json(site.send(byNumber));
    assertEquals(
        "http://127.0.0.1:" + site.url.getPort() + "/mcp", metadata.get("resource").textValue());
    assertEquals("[\"" + site.url + "\"]", metadata.get("authorization_servers").toString());
  }

  @Test
  void documentsNeedNoTokenAndNoDatabase() {
    try (AuthSite starting = site.second()) {
      starting.road.closed = true;
      for (String document :
          List.of("oauth-protected-resource/mcp", "oauth-authorization-server")) {
        assertEquals(200, starting.get("/.well-known/" + document).statusCode());
      }
      HttpResponse<String> keys = starting.get("/oauth/jwks.json");
      assertEquals(503, keys.statusCode());
      assertEquals("5", keys.headers().firstValue("Retry-After").orElse(""));
    }
  }
}
