package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Run;
import coach.oauth.SupabaseTokens;
import coach.testing.CoachDatabase;
import coach.testing.PostgrestFront;
import coach.testing.Registry;
import coach.testing.RestSite;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stands in for PostgREST is taken for it by Supabase's own clients, errors included. */
@Tag("slow")
class PostgrestClientEndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path FOLDER =
      Path.of(System.getProperty("coach.jar")).resolveSibling("postgrest-py").toAbsolutePath();
  private static final String PYTHON_CLIENT = "postgrest==2.34.1";

  private static final Map<String, String> OUTCOMES =
      Map.of(
          "answered", "200 null",
          "missing", "404 PGRST202",
          "unknown", "404 PGRST202",
          "hidden", "406 PGRST106",
          "forbidden", "403 42501",
          "expired", "401 PGRST303",
          "anonymous", "401 42501",
          "limited", "429 PT429");

  private interface Client {
    /** Calls the functions of {@code rpc.mjs}. */
    Run run(String task) throws Exception;
  }

  @Test
  void itsAnswersAndErrorsAreReadAsThoseOfPostgrest() throws Exception {
    NpmClients clients = NpmClients.installed();
    JsonNode said = said(task -> clients.run("rpc.mjs", List.of(task)));
    Map<String, String> outcomes = new TreeMap<>();
    said.properties()
        .forEach(
            one ->
                outcomes.put(
                    one.getKey(), one.getValue().get("status") + " " + code(one.getValue())));
    assertEquals(OUTCOMES, outcomes);
  }

  /** It does not tell the status. */
  @Test
  void theClientForPythonReadsTheSame() throws Exception {
    if (!Files.exists(FOLDER.resolve("installed"))) {
      Registry.bring(FOLDER, "python3", "-m", "venv", "venv");
      Registry.bring(FOLDER, "venv/bin/pip", "install", "--quiet", PYTHON_CLIENT);
      Files.createFile(FOLDER.resolve("installed"));
    }
    String program = Path.of("src/test/clients/rpc.py").toAbsolutePath().toString();
    String python = FOLDER.resolve("venv/bin/python").toString();
    JsonNode said = said(task -> Run.of(FOLDER, Map.of(), "", List.of(python, program, task)));
    OUTCOMES.forEach(
        (call, outcome) -> assertEquals(outcome.split(" ")[1], code(said.get(call)), call));
  }

  private static String code(JsonNode outcome) {
    return outcome.get("code").asText();
  }

  /** What a client hears whose hourly limit is one call. */
  private static JsonNode said(Client client) throws Exception {
    try (CoachDatabase database = new CoachDatabase();
        RestSite site = new RestSite(database.server())) {
      database.execute("update coach.setting set value = '1' where name = 'rate_limit_per_hour'");
      Caller ann = Caller.remote(database.account("Ann").user(), Set.of());
      Clock past = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
      ObjectNode task = JSON.createObjectNode().put("url", site.front().url());
      task.put("key", PostgrestFront.PUBLISHABLE).put("token", site.access().tokens().apply(ann));
      task.put("expired", SupabaseTokens.signedWith(RestSite.SIGNING_KEY, past).apply(ann));
      ObjectNode arguments = task.putObject("arguments").put("exercise", "bench");
      List.of("since", "until", "days").forEach(arguments::putNull);
      arguments.put("include_warm_ups", false).put("page_limit", 5).put("page_offset", 0);
      Run run = client.run(task.toString());
      assertEquals(0, run.code(), run.err());
      JsonNode said = JSON.readTree(run.out());
      assertEquals(0, said.at("/answered/data/context/quota_left").asInt(-1));
      assertTrue(said.at("/answered/data/value").isObject(), run.out());
      assertTrue(said.at("/limited/details").asInt() > 3500, run.out());
      return said;
    }
  }
}
