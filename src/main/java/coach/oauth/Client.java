package coach.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An app as coach knows it.
 *
 * @param id as the app sends it: ours, or the address of its document
 * @param name as the app calls itself, which proves nothing
 * @param isDocument whether the app is who holds the address that is its id
 */
public record Client(String id, String name, List<String> redirectUris, boolean isDocument) {
  static Client read(JsonNode row) {
    List<String> uris = new ArrayList<>();
    row.get("redirect_uris").forEach(uri -> uris.add(uri.textValue()));
    return new Client(
        row.get("client_id").textValue(),
        row.get("name").textValue(),
        List.copyOf(uris),
        row.get("source").textValue().equals("document"));
  }
}
