package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from npm is the same on every machine, wherever it gets its packages. */
class PackageLockTest {
  private static JsonNode read(String folder, String file) throws Exception {
    return Talk.parse(Files.readString(NpmClients.SOURCES.resolveSibling(folder).resolve(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clients", "conformance"})
  void everyPackageWantedIsOfOneExactVersion(String home) throws Exception {
    JsonNode wanted = read(home, "package.json");
    JsonNode locked = read(home, "package-lock.json").path("packages");
    for (String kind : new String[] {"dependencies", "optionalDependencies"}) {
      assertFalse(wanted.path(kind).isEmpty());
      for (Map.Entry<String, JsonNode> client : wanted.path(kind).properties()) {
        String folder = "node_modules/" + client.getKey();
        assertEquals(client.getValue(), locked.path(folder).path("version"), folder);
        assertTrue(locked.path(folder).has("integrity"), folder);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clients", "conformance"})
  void noPackageNamesTheRegistryItCameFrom(String home) throws Exception {
    for (Map.Entry<String, JsonNode> entry :
        read(home, "package-lock.json").path("packages").properties()) {
      assertFalse(entry.getValue().has("resolved"), entry.getKey());
    }
  }
}
