package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.accounts.Token;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar without any setting: from its printed link to an app that gets an answer. */
@Timeout(180)
class FirstAccountEndToEndTest {
  private static final String CALLBACK = "http://127.0.0.1/callback";
  private static final String VERIFIER = Token.random();

  @TempDir Path home;
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void theLinkThatServePrintsLeadsToAnAnswerAboutTheLocalLiftersData() throws Exception {
    Run logged =
        Run.jar(
            Map.of("COACH_HOME", home.toString()),
            "call",
            "log_body_measurement",
            "measurements=[{\"kind\":\"body_weight\",\"value\":81.5}]");
    assertEquals(0, logged.code(), logged.err());
    Process coach =
        Run.start(home, Map.of("COACH_HOME", home.toString(), "PORT", "0"), Run.jarCommand());
    try {
      URI link = link(coach);
      Surfer ann = new Surfer(link.resolve("/"));
      ann.get(link.getRawPath() + "?" + link.getRawQuery());
      ann.fill(
          "/invite",
          "name",
          "Ann",
          "email",
          "ann@example.com",
          "password",
          PagesSite.PASSWORD,
          "again",
          PagesSite.PASSWORD);
      assertEquals("/connect", ann.location(), ann.last.body());
      String answer = ask(ann, tokenOf(ann));
      assertTrue(answer.contains("81.5"), answer);
    } finally {
      coach.toHandle().destroy();
      assertTrue(coach.waitFor(30, TimeUnit.SECONDS));
    }
  }

  private static URI link(Process coach) throws Exception {
    BufferedReader err =
        new BufferedReader(new InputStreamReader(coach.getErrorStream(), StandardCharsets.UTF_8));
    List<String> said = new ArrayList<>();
    String line;
    while ((line = err.readLine()) != null) {
      said.add(line);
      if (line.contains("/first?token=")) {
        return URI.create(line);
      }
    }
    throw new AssertionError(said.toString());
  }

  /** Registers an app, has it allowed, and exchanges what comes back. */
  private String tokenOf(Surfer ann) throws Exception {
    String client =
        post(
                ann,
                "/register",
                "application/json",
                "{\"client_name\":\"App\",\"redirect_uris\":[\"%s\"]}".formatted(CALLBACK))
            .get("client_id")
            .textValue();
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", client);
    request.put("redirect_uri", CALLBACK.replace("127.0.0.1", "127.0.0.1:9"));
    request.put("code_challenge", Token.hash(VERIFIER));
    request.put("code_challenge_method", "S256");
    ann.get("/authorize?" + Surfer.encode(request));
    ann.fill("/authorize", "decision", "allow", "may_write", "yes");
    Matcher code = Pattern.compile("code=([\\w-]{43})&").matcher(ann.last.body());
    assertTrue(code.find(), ann.last.body());
    Map<String, String> exchange = new LinkedHashMap<>();
    exchange.put("grant_type", "authorization_code");
    exchange.put("client_id", client);
    exchange.put("code", code.group(1));
    exchange.put("code_verifier", VERIFIER);
    exchange.put("redirect_uri", request.get("redirect_uri"));
    return post(ann, "/token", "application/x-www-form-urlencoded", Surfer.encode(exchange))
        .get("access_token")
        .textValue();
  }

  private JsonNode post(Surfer surfer, String path, String type, String body) throws Exception {
    HttpRequest request =
        surfer
            .request(path)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return json.readTree(surfer.send(request).body());
  }

  private static String ask(Surfer surfer, String token) throws Exception {
    HttpRequest request =
        surfer
            .request("/mcp")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2025-06-18")
            .header("Authorization", "Bearer " + token)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                        + "{\"name\":\"list_body_measurements\",\"arguments\":{}}}"))
            .build();
    return surfer.send(request).body();
  }
}
