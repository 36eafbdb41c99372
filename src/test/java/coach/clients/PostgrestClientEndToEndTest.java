package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Run;
import coach.oauth.SupabaseTokens;
import coach.testing.CoachDatabase;
import coach.testing.PostgrestFront;
import coach.testing.RestSite;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stands in for PostgREST is taken for it by Supabase's own client, its errors included. */
@Tag("slow")
class PostgrestClientEndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void itsAnswersAndErrorsAreReadAsThoseOfPostgrest() throws Exception {
    NpmClients clients = NpmClients.installed();
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
      Run run = clients.run("rpc.mjs", List.of(task.toString()));
      assertEquals(0, run.code(), run.err());
      JsonNode said = JSON.readTree(run.out());
      Map<String, String> outcomes = new TreeMap<>();
      said.properties()
          .forEach(
              one ->
                  outcomes.put(
                      one.getKey(),
                      one.getValue().get("status") + " " + one.getValue().get("code").asText()));
      assertEquals(
          Map.of(
              "answered", "200 null",
              "missing", "404 PGRST202",
              "unknown", "404 PGRST202",
              "hidden", "406 PGRST106",
              "forbidden", "403 42501",
              "expired", "401 PGRST303",
              "anonymous", "401 42501",
              "limited", "429 PT429"),
          outcomes);
      assertEquals(0, said.at("/answered/data/context/quota_left").asInt(-1));
      assertTrue(said.at("/answered/data/value").isObject(), run.out());
      assertTrue(said.at("/limited/details").asInt() > 3500, run.out());
    }
  }
}
