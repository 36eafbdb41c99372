package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ladder that a modern request climbs, over real HTTP. */
@Timeout(60)
class MessageShapeTest {
  private static Site site;

  @BeforeAll
  static void start() {
    site = new Site();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Talk.Heard post(String body, Map<String, List<String>> headers) throws Exception {
    return Site.heard(site.post(body, headers));
  }

  private static void assertRefused(int status, int code, Talk.Heard heard) {
    assertEquals(code, heard.code(), heard.json().toString());
    assertEquals(status, heard.status(), heard.json().toString());
    assertEquals(1, heard.json().path("id").asInt());
    assertFalse(heard.message().isEmpty());
  }

  @Test
  void textThatIsNoJsonIsAParseError() throws Exception {
    for (String body : List.of("", "{", "nonsense", "{} {}", "{\"a\":1,\"a\":2}")) {
      Talk.Heard heard = post(body, Talk.headers("ping", null));
      assertEquals(400, heard.status(), body);
      assertEquals(-32700, heard.code(), body);
      assertFalse(heard.json().has("id"));
    }
  }

  @Test
  void jsonThatIsNoRequestIsInvalid() throws Exception {
    for (String body :
        List.of(
            "7",
            "\"text\"",
            "null",
            "{}",
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}")) {
      Talk.Heard heard = post(body, Talk.headers("ping", null));
      assertEquals(400, heard.status(), body);
      assertEquals(-32600, heard.code(), body);
      assertFalse(heard.json().has("id"));
    }
    assertRefused(
        400, -32600, post("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", Map.of()));
    assertRefused(400, -32600, post("{\"jsonrpc\":\"2.0\",\"id\":1}", Map.of()));
  }

  @Test
  void idsComeBackAsTheyWent() throws Exception {
    for (String id :
        List.of(
            "0",
            "-7",
            "9007199254740993",
            "123456789012345678901234567890",
            "\"\"",
            "\"ünï\\u0000\"",
            "1.0",
            "1e3")) {
      String body = Talk.modern(id, "tools/list", "{}");
      String answer = site.post(body, Talk.headers("tools/list", null)).body();
      JsonNode sent = Talk.parse(id);
      JsonNode echoed = Talk.parse(answer).path("id");
      assertTrue(
          sent.isNumber()
              ? sent.decimalValue().compareTo(echoed.decimalValue()) == 0
              : sent.equals(echoed),
          id + " became " + echoed);
    }
  }
}
