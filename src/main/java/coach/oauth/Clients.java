package coach.oauth;

import coach.db.ServerStatements;
import coach.net.Loopback;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds apps: those that introduced themselves, and those that are described where their id says.
 */
final class Clients {
  private static final int LONGEST_ID = 512;

  /** As long as a fetch may take. */
  private static final int FETCH_SECONDS = 5;

  private static final int FULL_SECONDS = 600;

  private final Set<String> fetching = ConcurrentHashMap.newKeySet();
  private final ServerStatements statements;
  private final ClientDocuments documents;

  Clients(ServerStatements statements, ClientDocuments documents) {
    this.statements = statements;
    this.documents = documents;
  }

  /**
   * The app of that id.
   *
   * @param address of the client, for which few documents are fetched
   * @throws OAuthError {@code invalid_client} where there is none, or too many were fetched
   */
  Client find(String id, String address) {
    if (id.length() > LONGEST_ID) {
      throw unknown();
    }
    Map<String, String> keys = keys(address);
    Map<String, String> values = new HashMap<>(keys);
    values.put("client_id", id);
    JsonNode found = statements.run("find_client", values);
    JsonNode known = found.get("client");
    if (!known.isNull() && known.get("is_fresh").booleanValue()) {
      return Client.read(known);
    }
    if (!ClientDocuments.isAddress(id)) {
      throw unknown();
    }
    if (found.get("fetches").intValue() >= Attempts.fetches(address)
        || found.get("fetches_of_network").intValue() >= Attempts.FETCHES_OF_NETWORK) {
      throw OAuthError.tooMany(
          "Too many apps were looked up from here. Try again in an hour.", 3600);
    }
    ClientDocuments.address(id);
    return Loopback.is(address) ? fetch(id, keys) : fetchAlone(id, keys);
  }

  private static Map<String, String> keys(String address) {
    Map<String, String> keys = new HashMap<>();
    keys.put("address_key", Attempts.key("document", address));
    keys.put("network_key", Attempts.networkKey("document", address));
    return keys;
  }

  /** One at a time of one address or network: slow documents must not take every place there is. */
  private Client fetchAlone(String id, Map<String, String> keys) {
    String network = keys.get("network_key");
    String key = network == null ? keys.get("address_key") : network;
    if (!fetching.add(key)) {
      throw OAuthError.tooMany(
          "Another app is being looked up from here. Try again in a few seconds.", FETCH_SECONDS);
    }
    try {
      return fetch(id, keys);
    } finally {
      fetching.remove(key);
    }
  }

  private Client fetch(String id, Map<String, String> keys) {
    statements.run("note_fetch", keys);
    return store(id, documents.read(id));
  }

  private Client store(String id, ClientDocuments.Read read) {
    ClientMetadata metadata = read.metadata();
    JsonNode stored =
        statements.run(
            "store_document",
            Map.of(
                "client_id", id,
                "name", metadata.name(),
                "redirect_uris", json(metadata.redirectUris()),
                "metadata", "{}",
                "seconds", String.valueOf(read.seconds())));
    if (!stored.booleanValue()) {
      throw OAuthError.busy(
          "Too many new apps are being connected. Try again later.", FULL_SECONDS);
    }
    return new Client(id, metadata.name(), metadata.redirectUris(), true);
  }

  static String json(List<String> texts) {
    ArrayNode array = new ObjectMapper().createArrayNode();
    texts.forEach(array::add);
    return array.toString();
  }

  private static OAuthError unknown() {
    return OAuthError.invalidClient(
        "No app is registered under this client_id. Register it again.");
  }
}
