package coach.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientDocumentTest {
  private static final String ID = "https://client.example/oauth/client.json";

  private static ClientDocument read(String json) {
    String text = json.replace('\'', '"').replace("ID", ID);
    return ClientDocument.read(ID, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String refused(String json) {
    return assertThrows(OAuthError.class, () -> read(json)).getMessage();
  }

  @Test
  void aDocumentNamesItsClient() {
    ClientDocument client =
        read(
            "{'client_id':'ID','client_name':' A\\u0007pp ','client_uri':'https://client.example',"
                + "'grant_types':['authorization_code','refresh_token'],'response_types':['code'],"
                + "'token_endpoint_auth_method':'none','redirect_uris':['http://localhost/callback',"
                + "'http://127.0.0.1/callback']}");
    assertEquals("App", client.name());
    assertEquals(
        List.of("http://localhost/callback", "http://127.0.0.1/callback"), client.redirectUris());
  }

  @Test
  void aDocumentSpeaksForItsOwnAddressOnly() {
    String rest = ",'client_name':'App','redirect_uris':['https://a.example/cb']}";
    assertTrue(
        refused("{'client_id':'https://other.example/c'" + rest).contains("its own address"));
    assertTrue(refused("{'client_id':'ID/'" + rest).contains("its own address"));
    assertTrue(refused("{'x':1" + rest).contains("its own address"));
  }

  @Test
  void aSecretInPublicIsRefused() {
    String rest = "'client_id':'ID','client_name':'A','redirect_uris':['https://a.example/cb']}";
    assertTrue(refused("{'client_secret':'x'," + rest).contains("secret"));
    assertTrue(
        refused("{'token_endpoint_auth_method':'client_secret_basic'," + rest).contains("secret"));
  }

  @Test
  void whatIsMissingIsNamed() {
    String id = "{'client_id':'ID',";
    assertTrue(refused(id + "'redirect_uris':['https://a.example/cb']}").contains("client_name"));
    assertTrue(refused(id + "'client_name':'A'}").contains("redirect_uris"));
    assertTrue(
        refused(id + "'client_name':'A','redirect_uris':['javascript:alert(1)']}")
            .contains("javascript"));
    assertTrue(
        refused(
                id
                    + "'client_name':'A','grant_types':['client_credentials'],"
                    + "'redirect_uris':['https://a.example/cb']}")
            .contains("authorization_code"));
    assertTrue(refused("[]").contains("JSON object"));
    assertTrue(refused("<html>").contains("JSON object"));
    assertTrue(refused("").contains("JSON object"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://client.example",
        "https://client.example/",
        "https://client.example/a/../b",
        "https://client.example/./b",
        "https://user@client.example/b",
        "https://client.example/b#c",
        "https:///b",
        "https:opaque",
        "https://127.1/b",
        "https://0x7f.1/b",
        "http://client.example/b",
        "https://client.example/b c"
      })
  void anAddressOfAnotherShapeIsNoClient(String id) {
    assertEquals(
        "invalid_client", assertThrows(OAuthError.class, () -> ClientDocument.address(id)).code());
  }

  @Test
  void anAddressWithAPathIsFetched() {
    assertEquals(ID, ClientDocument.address(ID).toString());
    assertTrue(ClientDocument.isAddress(ID));
    assertThrows(OAuthError.class, () -> ClientDocument.address(ID + "?" + "x".repeat(500)));
  }
}
