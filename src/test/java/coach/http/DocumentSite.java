package coach.http;

import coach.accounts.Passwords;
import coach.accounts.QuickPasswords;
import coach.accounts.Token;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.mcp.Dispatcher;
import coach.oauth.AuthorizationServer;
import coach.oauth.DocumentSource;
import coach.pages.Downloads;
import coach.pages.Pages;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.zaxxer.hikari.HikariDataSource;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A running server, pages included, that reads the documents of apps through a given source. */
final class DocumentSite implements AutoCloseable {
  static final String CALLBACK = "https://app.example/cb";

  final CoachDatabase database = new CoachDatabase();
  private final HikariDataSource pool =
      Pool.open(
          database.server().jdbcUrl(), database.server().user(), database.server().password(), 4);
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final WebServer server;
  final URI url;

  DocumentSite(DocumentSource documents) {
    ServerStatements statements = new ServerStatements(new NativeRoad(pool));
    Passwords passwords = QuickPasswords.create();
    server =
        WebServer.guarded(
            WebServer.Settings.local(
                0, "http://localhost:0", FloodLimits.usual(Optional.of("Client-Address"))),
            new Dispatcher(Tools.catalog(), database.coach(), "0", false),
            base -> {
              AuthorizationServer auth =
                  new AuthorizationServer(
                      base, statements, Optional.empty(), documents, Clock.systemUTC());
              return auth.open(
                  Pages.all(
                      new Pages.Foundation(
                          base,
                          true,
                          statements,
                          new NoDownloads(),
                          passwords,
                          Optional.empty(),
                          auth.authorization(),
                          "coach.request")));
            },
            database.coach());
    server.start();
    url = URI.create("http://localhost:" + server.port());
  }

  /** What a browser gets that an app of this id sends here. */
  HttpResponse<String> ask(String clientId) throws Exception {
    Map<String, String> query =
        Map.of(
            "response_type", "code",
            "client_id", clientId,
            "redirect_uri", CALLBACK,
            "code_challenge", Token.hash("verifier"),
            "code_challenge_method", "S256",
            "scope", "read",
            "state", "s");
    StringBuilder path = new StringBuilder("/authorize?");
    query.forEach(
        (name, value) ->
            path.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
    return client.send(
        HttpRequest.newBuilder(url.resolve(path.toString())).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The apps that coach keeps. */
  List<String> kept() {
    return database.column("select client_id from coach_auth.client");
  }

  @Override
  public void close() {
    server.stop();
    pool.close();
    database.close();
  }

  private static final class NoDownloads implements Downloads {
    @Override
    public void json(UUID account, OutputStream out) {}

    @Override
    public void csv(UUID account, OutputStream out) {}
  }
}
