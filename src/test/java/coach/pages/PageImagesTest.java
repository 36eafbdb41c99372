package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.SignIn;
import coach.testing.Browser;
import coach.testing.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of the pages in the documentation; {@code -Daccept=true} takes them anew. */
@NeedsBrowser
@Tag("slow")
@Timeout(240)
class PageImagesTest {
  private static final Path KEPT = Path.of("docs", "images");
  private static final int LARGEST = 80 * 1024;
  private static final boolean ACCEPT = Boolean.getBoolean("coach.accept");

  @TempDir Path scratch;

  @Test
  void everyPageHasItsPictureWideAndLightAndNarrowAndDark() throws Exception {
    try (PagesSite site = new PagesSite("https://coach.example.com");
        Browser browser = Browser.open(900, 700)) {
      Person ann = new Person(browser, site);
      picture(ann, "sign-in", "/signin");
      String id = site.account("ann@example.com");
      signIn(ann, site, id);
      fill(site, id);
      picture(ann, "consent", consent(site));
      picture(ann, "account", "/account");
      picture(ann, "connect", "/connect");
    }
  }

  /** A public address takes forms of its own origin only, so the cookie comes without one. */
  private static void signIn(Person ann, PagesSite site, String id) {
    SignIn way = SignIn.own(site.statements, site.passwords);
    String token = way.trusted(UUID.fromString(id), "password", "127.0.0.1").orElseThrow();
    ann.browser
        .driver()
        .executeCdpCommand(
            "Network.setCookie",
            Map.of(
                "name",
                "__Host-coach",
                "value",
                token,
                "url",
                site.url.toString().replace("http:", "https:"),
                "path",
                "/",
                "secure",
                true));
  }

  /** The app's own document vouches for its name. */
  private static String consent(PagesSite site) {
    String callback = "https://claude.ai/api/mcp/auth_callback";
    String path = site.ask("Claude", callback, "read write", "s");
    site.database.execute(
        "update coach_auth.client set client_id = 'https://claude.ai/client.json',"
            + " source = 'document', expires_at = now() + interval '1 hour' where client_id = ?",
        "Claude" + callback);
    return path.replaceFirst("client_id=[^&]*", "client_id=https%3A%2F%2Fclaude.ai%2Fclient.json");
  }

  private static void fill(PagesSite site, String id) {
    site.database.execute(
        "update public.app_user set name = 'Ann' where app_user_id = ?::uuid", id);
    AccountPageTest.connect(site, id, "https://claude.ai/client", "Claude");
    AccountPageTest.connect(site, id, "second", "Visual Studio Code");
    site.database.execute(
        "update coach_auth.client set redirect_uris = '{https://claude.ai/api/mcp/auth_callback}'"
            + " where name = 'Claude'");
    site.database.execute(
        "update coach_auth.client set redirect_uris = '{http://127.0.0.1:33418/}'"
            + " where name <> 'Claude'");
    site.database.execute(
        "update coach_auth.token_family set created_at = '2026-11-02 08:15Z',"
            + " last_used_at = '2026-11-21 18:40Z'");
    site.database.execute(
        "insert into coach.change_log (app_user_id, tool, summary, reverse, changed_at, client)"
            + " values (?::uuid, 'log_workout', 's', '{}', '2026-11-21 18:40Z',"
            + " 'https://claude.ai/client')",
        id);
    site.database.execute(
        "update coach_auth.event set at = '2026-11-02 08:10Z' where app_user_id = ?::uuid", id);
  }

  private void picture(Person ann, String name, String path) throws IOException {
    picture(ann, name + "-wide", path, 900, 700, false);
    picture(ann, name + "-narrow", path, 390, 780, true);
  }

  private void picture(Person ann, String name, String path, int width, int height, boolean dark)
      throws IOException {
    ann.browser.resize(width, height);
    ann.browser.prefer(dark, false);
    ann.go(path);
    Path taken = scratch.resolve("page-" + name + ".png");
    ann.browser.screenshot(taken);
    assertTrue(Files.size(taken) < LARGEST, name + " has " + Files.size(taken) + " bytes");
    Path kept = KEPT.resolve(taken.getFileName().toString());
    if (ACCEPT) {
      Files.createDirectories(KEPT);
      Files.copy(taken, kept, StandardCopyOption.REPLACE_EXISTING);
    }
    assertTrue(Files.exists(kept), "run with -Daccept=true to keep " + kept);
    assertEquals(List.of(), ann.browser.complaints());
  }
}
