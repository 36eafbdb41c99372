package coach.auth.pages;

import coach.auth.accounts.Accounts;
import coach.auth.accounts.Passwords;
import coach.auth.accounts.Sessions;
import coach.auth.accounts.SignIn;
import coach.db.ServerStatements;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every page with its address. */
public final class Pages {
  /**
   * What the pages stand on.
   *
   * @param serverUrl the public base address, without a trailing slash
   * @param local whether the server can be reached from this machine only
   * @param passwords works on all of them, few at a time
   * @param requestId the request attribute under which the log's id of a request is kept
   */
  public record Foundation(
      URI serverUrl,
      boolean local,
      ServerStatements statements,
      Downloads downloads,
      Passwords passwords,
      String requestId) {}

  private Pages() {}

  /** The servlets by the address that each serves; an empty one is the root. */
  public static Map<String, HttpServlet> all(Foundation on) {
    Accounts accounts = new Accounts(on.statements(), on.passwords(), false);
    SignIn signIn = SignIn.own(on.statements(), on.passwords());
    Site site =
        new Site(
            on.serverUrl(),
            new Cookies(on.serverUrl()),
            new Origins(on.serverUrl(), on.local()),
            new Sessions(on.statements()),
            on.requestId());
    String url = on.serverUrl().toString();
    Downloads downloads = on.downloads();
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put("", new LandingPage(url));
    pages.put("/style.css", new Stylesheet());
    pages.put("/signin", new SignInPage(site, accounts, signIn, Optional.empty()));
    pages.put("/signout", new SignOutPage(site));
    pages.put("/first", new InvitationPage(site, accounts, signIn));
    pages.put("/invite", new InvitationPage(site, accounts, signIn));
    pages.put("/connect", new ConnectPage(url, on.local()));
    pages.put("/account", new AccountPage(accounts));
    pages.put("/account/disconnect", new DisconnectPage(accounts));
    pages.put("/account/password", new PasswordPage(accounts, signIn));
    pages.put("/account/delete", new DeletePage(site, accounts, signIn));
    pages.put(
        "/account/export.json",
        new ExportPage("application/json", "coach-backup.json", downloads::json));
    pages.put(
        "/account/export.csv",
        new ExportPage("text/csv; charset=utf-8", "coach-sets.csv", downloads::csv));
    Map<String, HttpServlet> servlets = new LinkedHashMap<>();
    pages.forEach((path, page) -> servlets.put(path, new PageServlet(page, site)));
    return servlets;
  }
}
