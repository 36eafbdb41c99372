package coach.cli;

import coach.App;
import coach.Caller;
import coach.Config;
import coach.auth.accounts.Accounts;
import coach.auth.accounts.Passwords;
import coach.auth.accounts.SupabaseAuth;
import coach.auth.pages.Authorization;
import coach.auth.pages.Downloads;
import coach.auth.pages.Pages;
import coach.db.Database;
import coach.imports.Backup;
import coach.imports.CsvExport;
import coach.imports.ExportRows;
import coach.mcp.HttpMcp;
import coach.training.Unit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Puts the pages of {@code serve} together, and the links that {@code serve} and {@code user}
 * print.
 */
final class WebPages {
  private WebPages() {}

  static Pages.Foundation foundation(Config config, App app) {
    URI url = URI.create(config.serverUrl());
    return new Pages.Foundation(
        url,
        Config.isLoopback(url),
        app.statements(),
        new Files(app.database()),
        new Passwords(),
        config.supabase().map(there -> new SupabaseAuth(there.url(), there.anonKey().value())),
        new NoAuthorization(),
        HttpMcp.REQUEST_ID);
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

  /** Stands where the authorization server will. */
  private static final class NoAuthorization implements Authorization {
    @Override
    public Asked read(Map<String, String> parameters) {
      return new Asked.Wrong("This server does not connect apps yet.");
    }

    @Override
    public String allow(Map<String, String> parameters, UUID account, Set<String> scopes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String deny(Map<String, String> parameters, UUID account) {
      throw new UnsupportedOperationException();
    }
  }

  /** Everything of one person, in the forms that {@code coach export} writes. */
  private record Files(Database database) implements Downloads {
    @Override
    public void json(UUID account, OutputStream out) throws IOException {
      Backup.write(database, Caller.local(account), out, (done, total) -> {});
    }

    @Override
    public void csv(UUID account, OutputStream out) throws IOException {
      ExportRows rows = new ExportRows(database, Caller.local(account), (done, total) -> {});
      BufferedWriter writer =
          new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      CsvExport.write(rows, Unit.parse(rows.unit()), writer);
      writer.flush();
    }
  }
}
