package coach.clients;

import coach.accounts.Accounts;
import coach.accounts.Passwords;
import coach.accounts.QuickPasswords;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.mcp.RequestState;
import coach.oauth.AuthorizationServer;
import coach.oauth.DocumentSource;
import coach.oauth.HttpAuth;
import coach.pages.Downloads;
import coach.pages.Pages;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All that {@code serve} serves, to one person with an account, on a web of known documents. */
final class SignInSite implements AutoCloseable {
  private final CoachDatabase database = new CoachDatabase();
  private final HikariDataSource pool =
      Pool.open(
          database.server().jdbcUrl(), database.server().user(), database.server().password(), 4);
  private final ServerStatements statements = new ServerStatements(new NativeRoad(pool));
  private final Passwords passwords = QuickPasswords.create();
  private final Map<String, JsonNode> documents;
  private final WebServer server;
  final URI url;

  /**
   * @param documents what the web holds, by address
   */
  SignInSite(Map<String, JsonNode> documents) {
    this.documents = documents;
    server =
        WebServer.guarded(
            WebServer.Settings.local(0, "http://localhost:0", FloodLimits.usual(Optional.empty())),
            new Dispatcher(
                Tools.catalog(),
                database.coach(),
                RequestState.ofOneProcess(Clock.systemUTC()),
                "0",
                false),
            this::auth,
            database.coach());
    server.start();
    url = server.url();
    Accounts accounts = new Accounts(statements, passwords, false);
    String invitation = accounts.invite(Person.EMAIL).orElseThrow();
    accounts.acceptInvitation(invitation, "Ann", Person.PASSWORD).orElseThrow();
  }

  private HttpAuth auth(URI base) {
    AuthorizationServer auth =
        new AuthorizationServer(base, statements, Optional.empty(), this::fetch, Clock.systemUTC());
    return auth.open(
        Pages.all(
            new Pages.Foundation(
                base,
                true,
                statements,
                new Nothing(),
                passwords,
                Optional.empty(),
                auth.authorization(),
                "coach.request")));
  }

  private DocumentSource.Document fetch(URI address) throws DocumentSource.Unavailable {
    JsonNode document = documents.get(address.toString());
    if (document == null) {
      throw new DocumentSource.Unavailable("nobody is there");
    }
    byte[] body = document.toString().getBytes(StandardCharsets.UTF_8);
    return new DocumentSource.Document(200, "application/json", "max-age=3600", body);
  }

  String mcp() {
    return url + "/mcp";
  }

  @Override
  public void close() {
    server.stop();
    pool.close();
    database.close();
  }

  /** Nobody downloads anything here. */
  private static final class Nothing implements Downloads {
    @Override
    public void json(UUID account, OutputStream out) {}

    @Override
    public void csv(UUID account, OutputStream out) {}
  }
}
