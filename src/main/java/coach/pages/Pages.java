package coach.pages;

import coach.accounts.Accounts;
import coach.accounts.Passwords;
import coach.accounts.People;
import coach.accounts.Sessions;
import coach.accounts.SignIn;
import coach.accounts.SupabaseAuth;
import coach.db.ServerStatements;
import coach.pages.Site.Origins;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every page with its address. */
public final class Pages {
  /**
   * What the pages stand on.
   *
   * @param serverUrl the public base address, without a trailing slash
   * @param local whether the server can be reached from this machine only
   * @param passwords works on all of them, few at a time
   * @param supabase which identifies users where coach keeps no accounts itself
   * @param authorization what apps ask for
   * @param requestId the request attribute under which the log's id of a request is kept
   */
  public record Foundation(
      URI serverUrl,
      boolean local,
      ServerStatements statements,
      Downloads downloads,
      Passwords passwords,
      Optional<SupabaseAuth> supabase,
      Authorization authorization,
      String requestId) {}

  private Pages() {}

  /** The servlets by the address that each serves; an empty one is the root. */
  public static Map<String, HttpServlet> all(Foundation on) {
    Site site =
        new Site(
            on.serverUrl(),
            new Cookies(on.serverUrl()),
            new Origins(on.serverUrl(), on.local()),
            new Sessions(on.statements()),
            on.requestId());
    Map<String, Page> pages = new LinkedHashMap<>();
    String url = on.serverUrl().toString();
    pages.put("", new LandingPage(url, on.supabase().isPresent()));
    pages.put("/style.css", new Asset("style.css", "text/css; charset=utf-8"));
    pages.put("/copy.js", new Asset("copy.js", "text/javascript; charset=utf-8"));
    pages.put("/not-found", visit -> Failures.nothingHere());
    pages.put("/connect", new ConnectPage(url, on.local()));
    pages.put("/authorize", new ConsentPage(on.authorization()));
    addSignIn(on, site, pages);
    Map<String, HttpServlet> servlets = new LinkedHashMap<>();
    pages.forEach((path, page) -> servlets.put(path, new PageServlet(page, site)));
    return servlets;
  }

  private static void addSignIn(Foundation on, Site site, Map<String, Page> pages) {
    ServerStatements statements = on.statements();
    Accounts accounts = new Accounts(statements, on.passwords(), on.supabase().isPresent());
    Optional<People> people = on.supabase().map(supabase -> new People(statements, supabase));
    SignIn signIn =
        people
            .map(those -> SignIn.supabase(statements, those))
            .orElseGet(() -> SignIn.own(statements, on.passwords()));
    Optional<SupabasePages> elsewhere =
        people.map(those -> new SupabasePages(site, on.supabase().get(), those, signIn));
    pages.put("/signin", new SignInPage(site, accounts, signIn, elsewhere));
    elsewhere.ifPresent(
        away -> {
          pages.put("/signin/supabase", away::leave);
          pages.put("/signin/supabase/callback", away::comeBack);
        });
    Page.FormOnly signOut = visit -> site.signedOut(visit, "/");
    pages.put("/signout", signOut);
    pages.put("/first", new InvitationPage(site, accounts, signIn));
    pages.put("/invite", new InvitationPage(site, accounts, signIn));
    addAccount(on, site, accounts, signIn, pages);
  }

  private static void addAccount(
      Foundation on, Site site, Accounts accounts, SignIn signIn, Map<String, Page> pages) {
    Downloads downloads = on.downloads();
    pages.put("/account", new AccountPage(accounts));
    Page.FormOnly disconnect = visit -> disconnected(accounts, visit);
    pages.put("/account/disconnect", disconnect);
    pages.put("/account/password", new PasswordPage(accounts, signIn));
    pages.put("/account/delete", new DeletePage(site, accounts, signIn));
    pages.put(
        "/account/export.json",
        export(accounts, "application/json", "coach-backup.json", downloads::json));
    pages.put(
        "/account/export.csv",
        export(accounts, "text/csv; charset=utf-8", "coach-sets.csv", downloads::csv));
  }

  private static PageResponse disconnected(Accounts accounts, Visit visit) {
    visit.session().ifPresent(one -> accounts.disconnect(one, visit.form().get("client")));
    return PageResponse.see(
        visit.session().isPresent() ? "/account?done=app" : Next.afterSignIn("/account"));
  }

  /** Writes one kind of file. */
  @FunctionalInterface
  private interface Writer {
    void write(UUID account, OutputStream out) throws IOException;
  }

  /** Lets a person take their data along, in a file that a browser keeps under this name. */
  private static SignedInPage export(Accounts accounts, String type, String file, Writer writer) {
    return (visit, session) -> {
      accounts.noteDownload(session);
      return PageResponse.of(200, type, out -> writer.write(session.account(), out))
          .with("Content-Disposition", "attachment; filename=\"" + file + "\"");
    };
  }
}
