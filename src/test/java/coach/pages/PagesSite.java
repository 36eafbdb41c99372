package coach.pages;

import coach.accounts.Accounts;
import coach.accounts.Passwords;
import coach.accounts.QuickPasswords;
import coach.accounts.SupabaseAuth;
import coach.accounts.Token;
import coach.db.ServerStatements;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.TestCatalog;
import coach.oauth.AuthorizationServer;
import coach.oauth.DocumentSource;
import coach.testing.CoachDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A running server with all that signs people and apps in, on a database of its own. */
final class PagesSite implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";

  final CoachDatabase database = new CoachDatabase();
  final ServerStatements statements = new ServerStatements(database.road());
  final Passwords passwords = QuickPasswords.create();
  final Accounts accounts = new Accounts(statements, passwords, false);
  final URI url;
  private final WebServer server;

  PagesSite() {
    this("http://localhost:" + freePort());
  }

  PagesSite(String publicUrl) {
    this(publicUrl, Optional.empty(), DocumentSource.NONE);
  }

  /** Whose people sign in at this Supabase. */
  PagesSite(SupabaseAuth supabase) {
    this("http://localhost:" + freePort(), Optional.of(supabase), DocumentSource.NONE);
  }

  /** That reads from there what apps say of themselves. */
  PagesSite(DocumentSource documents) {
    this("http://localhost:" + freePort(), Optional.empty(), documents);
  }

  private PagesSite(String publicUrl, Optional<SupabaseAuth> supabase, DocumentSource documents) {
    URI base = URI.create(publicUrl);
    boolean local = "localhost".equals(base.getHost());
    AuthorizationServer auth =
        new AuthorizationServer(base, statements, Optional.empty(), documents, Clock.systemUTC());
    Pages.Foundation foundation =
        new Pages.Foundation(
            base,
            local,
            statements,
            new Listed(),
            passwords,
            supabase,
            auth.authorization(),
            "coach.request");
    server =
        WebServer.guarded(
            WebServer.Settings.local(
                local ? base.getPort() : 0,
                publicUrl,
                FloodLimits.usual(Optional.of("Client-Address"))),
            TestCatalog.create().dispatcher(),
            serverUrl -> auth.open(Pages.all(foundation)),
            database.coach());
    server.start();
    url = URI.create("http://localhost:" + server.port());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /** Registers an app under its name and leads to the question whether to allow it. */
  String ask(String name, String redirectUri, String scope, String state) {
    database.execute(
        "insert into coach_auth.client (client_id, name, redirect_uris, metadata)"
            + " values (?, ?, array[?], '{}') on conflict (client_id) do nothing",
        name + redirectUri,
        name,
        redirectUri);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("client_id", name + redirectUri);
    parameters.put("redirect_uri", redirectUri);
    parameters.put("response_type", "code");
    parameters.put("code_challenge", Token.hash(App.VERIFIER));
    parameters.put("code_challenge_method", "S256");
    parameters.put("scope", scope);
    parameters.put("state", state);
    return "/authorize?" + Surfer.encode(parameters);
  }

  /** What was allowed, oldest first: whose data, which app, which scopes. */
  List<String> allowed() {
    return database.column(
        "select app_user_id || ' ' || client_id || ' ' || array_to_string(scopes, ' ')"
            + " from coach_auth.code order by created_at");
  }

  Surfer surfer() {
    return new Surfer(url);
  }

  /** Makes an account and returns its id. */
  String account(String email) {
    String token = accounts.invite(email).orElseThrow();
    return accounts.acceptInvitation(token, "Someone", PASSWORD).orElseThrow().toString();
  }

  /** A browser that has signed in. */
  Surfer signedIn(String email) throws Exception {
    Surfer surfer = surfer();
    surfer.get("/signin");
    surfer.fill("/signin", "email", email, "password", PASSWORD);
    if (surfer.last.statusCode() != 303) {
      throw new AssertionError(surfer.last.body());
    }
    return surfer;
  }

  /** Writes whose data it would be, so that a test sees it. */
  private static final class Listed implements Downloads {
    @Override
    public void json(UUID account, OutputStream out) throws IOException {
      out.write(("{\"of\":\"" + account + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void csv(UUID account, OutputStream out) throws IOException {
      out.write(("of\r\n" + account + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop();
    database.close();
  }
}
