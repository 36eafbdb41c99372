package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.mcp.Dialog;
import coach.mcp.Instance;
import coach.mcp.Talk;
import coach.testing.CoachDatabase;
import coach.testing.Tables;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers on one database behave as one, whichever of them asks and hears the answer. */
@Tag("slow")
class ElicitationOverHttpTest {
  private static final Set<String> ALL = Set.of(Caller.READ, Caller.WRITE);

  private static CoachDatabase database;
  private static List<Instance> instances;
  private static List<WebServer> servers;
  private static volatile Caller lifter;

  private final HttpClient client = HttpClient.newHttpClient();
  private int turn;
  private final Dialog dialog = new Dialog(this::post, Dialog.FORMS);

  @BeforeAll
  static void serve() {
    database = new CoachDatabase();
    instances = List.of(Instance.on(database), Instance.on(database));
    servers =
        instances.stream()
            .map(
                instance ->
                    new WebServer(
                        WebServer.Settings.local(
                            0, "http://localhost", FloodLimits.usual(Optional.empty())),
                        instance.dispatcher(),
                        request -> lifter,
                        instance.database()))
            .toList();
    servers.forEach(WebServer::start);
  }

  @AfterAll
  static void stop() {
    servers.forEach(WebServer::stop);
    instances.forEach(Instance::close);
    database.close();
  }

  @BeforeEach
  void arrive() {
    lifter = Caller.remote(database.account("Ann").user(), ALL);
  }

  /** To each server in turn, as a proxy without a memory would. */
  private Talk.Heard post(String message, Map<String, List<String>> headers) {
    int port = servers.get(turn++ % servers.size()).port();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(message));
    headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    try {
      return Site.heard(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private List<String> sessions() {
    return database.column(
        "select performed_session_id from public.performed_session where app_user_id = ?::uuid",
        lifter.user().toString());
  }

  /** A workout whose exercise is chosen on the way. */
  private Talk.Heard logged() {
    Object done = Map.of("exercise", "extension", "sets", List.of(Map.of("weight", 30, "reps", 8)));
    Talk.Heard asked = dialog.tool("log_workout", "exercises", List.of(done), "mode", "append");
    JsonNode form = Dialog.question(asked).at("/requestedSchema/properties/exercise");
    Talk.Heard stored = dialog.accept(asked, "exercise", form.at("/oneOf/1/const").textValue());
    assertEquals(
        form.at("/oneOf/1/title"),
        Tables.records(stored.result().at("/structuredContent/exercises")).at("/0/name"));
    return stored;
  }

  @Test
  void aCallGoesOnAtAnotherServerThanItBegan() {
    logged();
    assertEquals(1, sessions().size());
    Talk.Heard asked = dialog.tool("delete_workout", "session", "today");
    assertEquals(200, asked.status());
    assertTrue(Dialog.isQuestion(asked));
    Talk.Heard gone = dialog.accept(asked, "confirm", true);
    assertFalse(Dialog.failed(gone), Dialog.text(gone));
    assertEquals(List.of(), sessions());
    for (int again = 0; again < 2; again++) {
      assertEquals(gone.result(), dialog.accept(asked, "confirm", true).result());
    }
  }

  @Test
  void aStateThatIsNotOursIsAnErrorOfTheProtocol() {
    logged();
    Talk.Heard asked = dialog.tool("delete_workout", "session", "today");
    String state = Dialog.state(asked);
    Map<String, Object> yes =
        Map.of("confirm", Map.of("action", "accept", "content", Map.of("confirm", true)));
    for (String wrong : List.of("", "x" + state, state.substring(1), "A".repeat(40_000))) {
      Talk.Heard refused = dialog.again(wrong, yes);
      assertEquals(200, refused.status());
      assertEquals(-32602, refused.code());
      assertTrue(refused.json().has("id"));
    }
    lifter = Caller.remote(database.account("Bob").user(), ALL);
    assertEquals(-32602, dialog.again(state, yes).code());
  }

  @Test
  void aClientOfTheOlderEraIsNotAsked() {
    logged();
    String call = "{\"name\":\"delete_workout\",\"arguments\":{\"session\":\"today\"}}";
    Talk.Heard gone = post(Talk.legacy(1, "tools/call", call), Map.of());
    assertFalse(gone.result().has("resultType"));
    assertTrue(Dialog.text(gone).startsWith("Deleted "), Dialog.text(gone));
    assertEquals(List.of(), sessions());
  }
}
