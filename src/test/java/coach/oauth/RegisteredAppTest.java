package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an app has once it is registered: what coach says it has, and nothing by its own word. */
class RegisteredAppTest {
  private static final String URIS = "'redirect_uris':['" + AuthSite.CALLBACK + "']";
  private static AuthSite site;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void forget() {
    site.database.execute("delete from coach_auth.attempt");
    site.database.execute("delete from coach_auth.client");
  }

  private static HttpResponse<String> send(String metadata) {
    return site.send(
        site.to("/register")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(metadata.replace('\'', '"')))
            .build());
  }

  private static JsonNode registered(String metadata) {
    HttpResponse<String> answer = send(metadata);
    assertEquals(201, answer.statusCode(), answer.body());
    return AuthSite.json(answer);
  }

  private static Set<String> names(JsonNode json) {
    Set<String> names = new TreeSet<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  @Proves("rfc7591-2-2")
  void whatCoachDoesNotUnderstandIsIgnored() {
    Set<String> plain = names(registered("{" + URIS + "}"));
    JsonNode strange =
        registered(
            """
            {'favourite_colour':'blue','nested':{'a':[1,null]},'client_name#de':'Anders','number':7,
             'dpop_bound_access_tokens':true,'software_statement':'eyJ.eyJ.x','contacts':7,
             'jwks':'none','jwks_uri':'https://127.0.0.1/keys','logo_uri':[],%s}"""
                .formatted(URIS));
    assertEquals(plain, names(strange));
    assertEquals("An app without a name", strange.get("client_name").textValue());
    assertEquals(
        List.of("{}", "{}"), site.database.column("select metadata from coach_auth.client"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "grant_types":["authorization_code"],"response_types":["token"] | 400
          "grant_types":["implicit"],"response_types":["code"]            | 400
          "grant_types":["implicit"],"response_types":["token"]           | 400
          "grant_types":["client_credentials"],"response_types":[]        | 400
          "grant_types":[],"response_types":["code"]                      | 400
          "grant_types":"authorization_code","response_types":"code"      | 400
          "grant_types":["authorization_code","implicit"],"response_types":["code","token"] | 201
          "grant_types":["authorization_code","password","client_credentials"]              | 201
          "response_types":["code","code id_token"]                                         | 201
          """)
  @Proves("rfc7591-2.1-1")
  void grantTypesAndResponseTypesFitWhateverIsAskedFor(String asked, int status) {
    HttpResponse<String> answer = send("{" + asked + "," + URIS + "}");
    assertEquals(status, answer.statusCode(), answer.body());
    JsonNode client = AuthSite.json(answer);
    if (status == 201) {
      assertEquals("[\"authorization_code\",\"refresh_token\"]", "" + client.get("grant_types"));
      assertEquals("[\"code\"]", "" + client.get("response_types"));
    } else {
      assertEquals("invalid_client_metadata", client.get("error").textValue());
    }
  }

  @Test
  @Proves({"rfc7591-3.2.1-1", "rfc7591-6-1", "cimd-7.1-1"})
  void eachAppGetsAnIdentifierThatIsNobodysElse() {
    String first = registered("{" + URIS + "}").get("client_id").textValue();
    String metadata =
        "{'client_id':'ID','client_name':'Same','software_id':'same',%s}"
            .formatted(URIS)
            .replace("ID", first);
    Set<String> ids =
        IntStream.range(0, 60)
            .parallel()
            .mapToObj(n -> registered(metadata).get("client_id").textValue())
            .collect(Collectors.toSet());
    assertEquals(60, ids.size());
    assertFalse(ids.contains(first), "nobody chooses an identifier");
    ids.forEach(id -> assertTrue(id.matches("[A-Za-z0-9_-]{43}"), id));
    assertEquals(List.of("61"), site.database.column("select count(*) from coach_auth.client"));
    registered("{'client_id':'https://app.example/client.json'," + URIS + "}");
    assertEquals(
        List.of(),
        site.database.column(
            "select client_id from coach_auth.client where client_id like 'https:%'"));
  }

  @Test
  @Proves("rfc7591-3.2.1-3")
  void theAnswerHoldsAllThatWasRegistered() {
    JsonNode client =
        registered(
            """
            {'client_name':' A\\t%s ','redirect_uris':['https://b.example/2','http://localhost/1'],
             'token_endpoint_auth_method':'client_secret_basic','scope':'read admin',
             'grant_types':['authorization_code']}"""
                .formatted("x".repeat(100)));
    List<String> kept =
        site.database.column(
            """
            select to_jsonb(row) from (
              select client_id, name as client_name, redirect_uris,
                     floor(extract(epoch from created_at)) as client_id_issued_at
              from coach_auth.client) row""");
    JsonNode stored = json(kept.get(0));
    stored
        .fieldNames()
        .forEachRemaining(name -> assertEquals("" + stored.get(name), "" + client.get(name), name));
    assertEquals("[\"authorization_code\",\"refresh_token\"]", "" + client.get("grant_types"));
    assertEquals("[\"code\"]", "" + client.get("response_types"));
    assertEquals("none", client.get("token_endpoint_auth_method").textValue());
    assertEquals("read write", client.get("scope").textValue());
  }

  private static JsonNode json(String text) {
    try {
      return Endpoint.JSON.readTree(text);
    } catch (IOException notJson) {
      throw new AssertionError(text, notJson);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/",
        "https://app.example/callback/more",
        "https://app.example/call",
        "https://app.example/callback?next=https://evil.example",
        "https://app.example/callback#x",
        "https://app.example.evil.example/callback",
        "https://evil.example/callback"
      })
  @Proves("rfc7591-5-3")
  void whoRegisteredOneAddressIsSentToNoOther(String other) {
    Map<String, String> asking = site.asking(site.app(AuthSite.CALLBACK));
    assertEquals(AuthSite.CALLBACK, site.read(asking).redirectUri().text());
    asking.put("redirect_uri", other);
    AuthorizeRefusal refused = assertThrows(AuthorizeRefusal.class, () -> site.read(asking), other);
    assertTrue(refused.redirect().isEmpty(), other);
  }

  @Test
  @Proves("rfc7591-5-7")
  void nothingIsGainedByWhatAnAppSaysOfItself() {
    String known = site.app("https://known.example/cb");
    String rogue =
        registered(
                """
                {'client_name':'App','client_id':'%s','scope':'admin','redirect_uris':['%s'],
                 'client_uri':'https://known.example','software_id':'known','source':'document'}"""
                    .formatted(known, AuthSite.CALLBACK))
            .get("client_id")
            .textValue();
    Map<String, String> asking = site.asking(rogue);
    assertFalse(site.read(asking).client().isDocument(), "nobody vouches for it");
    asking.put("redirect_uri", "https://known.example/cb");
    assertThrows(AuthorizeRefusal.class, () -> site.read(asking));
    asking.put("client_id", known);
    asking.put("redirect_uri", AuthSite.CALLBACK);
    assertThrows(AuthorizeRefusal.class, () -> site.read(asking));
  }
}
