package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The web as apps publish on it, which counts what is asked of it, and a server that reads it. */
final class DocumentWeb implements DocumentSource, AutoCloseable {
  static final String ID = "https://app.example/client.json";

  /** A document in order; quotes are single ones, and ID stands for the address. */
  static final String GOOD =
      "{'client_id':'ID','client_name':'The App','redirect_uris':['" + AuthSite.CALLBACK + "']}";

  private final Map<String, Document> documents = new HashMap<>();

  /** The addresses that were asked for, oldest first. */
  final List<String> asked = new ArrayList<>();

  final AuthSite site = new AuthSite(this);

  @Override
  public Document fetch(URI address) throws Unavailable {
    asked.add(address.toString());
    Document document = documents.get(address.toString());
    if (document == null) {
      throw new Unavailable("nobody is there");
    }
    return document;
  }

  void publish(String json) {
    publish(200, "application/json", null, json);
  }

  void publish(int status, String type, String cacheControl, String json) {
    publishAt(ID, status, type, cacheControl, json);
  }

  void publishAt(String id, int status, String type, String cacheControl, String json) {
    byte[] body = json.replace('\'', '"').replace("ID", id).getBytes(StandardCharsets.UTF_8);
    documents.put(id, new Document(status, type, cacheControl, body));
  }

  /** Takes everything away again, here and there. */
  void clear() {
    documents.clear();
    asked.clear();
    site.database.execute("delete from coach_auth.client");
    site.database.execute("delete from coach_auth.attempt");
  }

  /** Takes the documents away from the web alone. */
  void vanish() {
    documents.clear();
  }

  /** Lets the time be over for which coach keeps what it read. */
  void expire() {
    site.database.execute("update coach_auth.client set expires_at = now() - interval '1 second'");
  }

  AuthorizeRequest ask() {
    return site.read(site.asking(ID));
  }

  /** The sentence with which the person is told that the app is none. */
  String refused() {
    return refused(ID);
  }

  String refused(String id) {
    Map<String, String> asking = site.asking(id);
    AuthorizeRefusal refused = assertThrows(AuthorizeRefusal.class, () -> site.read(asking), id);
    assertTrue(refused.redirect().isEmpty(), id);
    return refused.getMessage();
  }

  /** The apps that coach keeps. */
  List<String> kept() {
    return site.database.column("select client_id from coach_auth.client order by 1");
  }

  @Override
  public void close() {
    site.close();
  }
}
