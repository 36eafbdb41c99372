package coach.cli;

import coach.Caller;
import coach.Config;
import coach.accounts.Accounts;
import coach.accounts.Passwords;
import coach.accounts.SupabaseAuth;
import coach.app.App;
import coach.db.Database;
import coach.mcp.HttpMcp;
import coach.net.Loopback;
import coach.oauth.AuthorizationServer;
import coach.oauth.DocumentSource;
import coach.oauth.HttpAuth;
import coach.pages.Downloads;
import coach.pages.Pages;
import coach.store.Backup;
import coach.store.CsvExport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts the pages of {@code serve} together, and the links that {@code serve} and {@code user}
 * print.
 */
final class WebPages {
  private WebPages() {}

  /** Everything that coach serves where it signs people in itself, under this public address. */
  static HttpAuth auth(Config config, App app, DocumentSource documents, URI url) {
    AuthorizationServer auth =
        new AuthorizationServer(
            url, app.statements(), config.secret(), documents, Clock.systemUTC());
    Pages.Foundation foundation =
        new Pages.Foundation(
            url,
            Loopback.is(url),
            app.statements(),
            new Files(app.database()),
            new Passwords(),
            config.supabase().map(there -> new SupabaseAuth(there.url(), there.anonKey().value())),
            auth.authorization(),
            HttpMcp.REQUEST_ID);
    return auth.open(Pages.all(foundation)).seeing(app::shown);
  }

  static Accounts accounts(Config config, App app) {
    return new Accounts(app.statements(), new Passwords(), config.supabase().isPresent());
  }

  /** The link for the first account, where coach keeps accounts itself and has none yet. */
  static Optional<String> firstLink(Config config, App app, String serverUrl) {
    Accounts accounts = accounts(config, app);
    return accounts.kind() == Accounts.Kind.OWN
        ? accounts.renewFirstLink().map(token -> serverUrl + "/first?token=" + token)
        : Optional.empty();
  }

  /** Everything of one person, in the forms that {@code coach export} writes. */
  private record Files(Database database) implements Downloads {
    @Override
    public void json(UUID account, OutputStream out) throws IOException {
      Backup.write(database, Caller.local(account), out, (done, total) -> {});
    }

    @Override
    public void csv(UUID account, OutputStream out) throws IOException {
      CsvExport.write(database, Caller.local(account), out, (done, total) -> {});
    }
  }
}
