package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.Run;
import coach.pages.SupabaseStandIn;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stands in for Supabase in tests is taken for it by Supabase's own client. */
@Tag("slow")
class SupabaseClientEndToEndTest {
  @Test
  void itsPasswordsAndItsProvidersLeadToTheSamePerson() throws Exception {
    ObjectMapper json = new ObjectMapper();
    NpmClients clients = NpmClients.installed();
    try (SupabaseStandIn supabase = new SupabaseStandIn()) {
      ObjectNode task = json.createObjectNode();
      task.put("url", supabase.url()).put("key", SupabaseStandIn.KEY);
      task.put("email", SupabaseStandIn.EMAIL).put("password", SupabaseStandIn.PASSWORD);
      Run run = clients.run("supabase.mjs", List.of(task.toString()));
      assertEquals(0, run.code(), run.err());
      ObjectNode expected = json.createObjectNode();
      expected.put("person", supabase.person.toString()).put("refused", "invalid_credentials");
      expected.put("returned", supabase.person.toString()).putNull("trouble");
      assertEquals(expected, json.readTree(run.out()));
    }
  }
}
