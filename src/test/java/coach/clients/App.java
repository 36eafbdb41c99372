package coach.clients;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How an app signs its people in, as a row of {@code src/test/clients/apps.json} has it.
 *
 * @param app its name
 * @param way what sets the row apart from others of the app
 * @param starts with a {@code challenge}, or by looking for the resource's metadata at the {@code
 *     path} of the server or at its {@code root}
 * @param servers where it looks for the metadata of the authorization server, in this order
 * @param document the address that describes it; null for one that registers or is known
 * @param registers what it says of itself when it registers
 * @param known what somebody registered for it beforehand
 * @param redirect where it wants its answer, letter by letter
 * @param scopes {@code none}, or those {@code offered}, perhaps with {@code offline} access
 * @param resource whether it names the server that the tokens are for
 * @param needsIssuer whether it gives up where answers do not name their issuer
 * @param speaks the revision of the protocol
 * @param revokes whether it gives back what it holds; otherwise a person sends it away
 */
record App(
    String app,
    String way,
    String starts,
    List<String> servers,
    String document,
    JsonNode registers,
    JsonNode known,
    String redirect,
    String scopes,
    boolean resource,
    boolean needsIssuer,
    String speaks,
    boolean revokes) {

  /** All rows. */
  static List<App> all() throws IOException {
    return elements("apps")
        .map(app -> Talk.JSON.convertValue(app, App.class))
        .collect(Collectors.toList());
  }

  /** What apps have published of themselves, by its address. */
  static Map<String, JsonNode> documents() throws IOException {
    return elements("documents")
        .collect(Collectors.toMap(one -> one.get("client_id").textValue(), Function.identity()));
  }

  private static Stream<JsonNode> elements(String list) throws IOException {
    JsonNode file = Talk.parse(Files.readString(NpmClients.SOURCES.resolve("apps.json")));
    return StreamSupport.stream(file.get(list).spliterator(), false);
  }

  /**
   * An address with an authority names a host, whatever its scheme; only a loopback one is here.
   */
  boolean isOnThisDevice() {
    String host = URI.create(redirect).getAuthority();
    return host == null || host.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
  }

  @Override
  public String toString() {
    return app + ", " + way;
  }
}
