package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.testing.Browser;
import coach.testing.NeedsBrowser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;

/** The pages in a real browser, from the first account to its end. */
@NeedsBrowser
@Tag("slow")
@Timeout(240)
class PagesInBrowserTest {
  private static final String EMAIL = "ann@example.com";
  private static final String NEXT = "a password that came later";

  private static Browser browser;

  private PagesSite site;
  private AppServer app;
  private Person ann;

  @BeforeAll
  static void open() {
    browser = Browser.open(1000, 800);
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @BeforeEach
  void start() throws Exception {
    site = new PagesSite();
    app = new AppServer();
    ann = new Person(browser, site);
  }

  @AfterEach
  void stop() {
    browser.forget(1000, 800);
    app.close();
    site.close();
  }

  private String ask(String back) {
    return site.ask("Test app", back, "read write", "s");
  }

  private void makeFirstAccount() {
    ann.go("/first?token=" + site.accounts.renewFirstLink().orElseThrow());
    ann.sees("Create the first account");
    ann.type("name", "Ann");
    ann.type("email", EMAIL);
    ann.type("password", PagesSite.PASSWORD);
    ann.type("again", PagesSite.PASSWORD);
    ann.press("Create the account");
    ann.sees("Connect an assistant");
  }

  @Test
  void everythingWorksWithoutScripts() throws Exception {
    ann.browser
        .driver()
        .executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    makeFirstAccount();
    ann.press("Sign out");
    ann.sees("Ask about your training log");
    allowAndDeny();
    changePassword();
    leave();
    assertEquals(List.of(), ann.browser.complaints());
  }

  private void allowAndDeny() throws InterruptedException {
    ann.go(ask(app.callback()));
    ann.sees("Sign in");
    ann.signIn(EMAIL, PagesSite.PASSWORD);
    ann.sees("Connect Test app?");
    assertTrue(ann.text().contains("This app runs on your own device"));
    ann.press("Allow");
    String answer = app.answers.poll(30, TimeUnit.SECONDS);
    assertTrue(answer.matches("code=[\\w-]{43}&state=s&iss=" + site.url), answer);
    ann.sees("The app has it");
    ann.go(ask(app.callback()));
    ann.sees("Connect Test app?");
    ann.press("Do not allow");
    answer = app.answers.poll(30, TimeUnit.SECONDS);
    assertTrue(answer.startsWith("error=access_denied&"), answer);
    assertEquals(1, site.allowed().size());
  }

  private void changePassword() {
    ann.go("/account");
    ann.press("Change your password");
    ann.type("current", PagesSite.PASSWORD);
    ann.type("password", NEXT);
    ann.type("again", "something else");
    ann.press("Change the password");
    ann.sees("Change your password");
    assertTrue(ann.text().contains("The two passwords differ."));
    ann.type("current", PagesSite.PASSWORD);
    ann.type("password", NEXT);
    ann.type("again", NEXT);
    ann.press("Change the password");
    ann.sees("Your account");
    assertTrue(ann.text().contains("Your password has been changed."));
    // The browser itself notes that 422 is no success.
    ann.browser.complaints();
  }

  private void leave() {
    ann.press("Delete account and data");
    ann.sees("Delete your account and data");
    ann.type("current", NEXT);
    ann.press("Delete everything");
    ann.sees("Ask about your training log");
    assertEquals(List.of(), site.database.column("select 1 from coach_auth.account"));
    ann.go("/account");
    ann.sees("Sign in");
  }

  @Test
  void whatIsToBeTypedIsSelectedByOneClickAndCopiedByAButton() {
    ann.go("/connect");
    ann.sees("Connect an assistant");
    assertFalse(ann.text().contains("Custom Connectors"), ann.text());
    String typed = "bin/coach connect claude-desktop --write";
    assertEquals(
        "all",
        ann.browser.run("return getComputedStyle(document.querySelector('pre code')).userSelect"));
    ann.browser
        .driver()
        .findElement(By.xpath("//pre[.='" + typed + "']/following-sibling::p/button"))
        .click();
    assertEquals("Copied", ann.browser.run(COPIED));
    ann.go("/conect");
    ann.sees("There is nothing at this address.");
    // The browser itself notes that 404 is no success.
    assertEquals(1, ann.browser.complaints().size());
  }

  /** What the button says that was pressed; the browser copies when it gets to it. */
  private static final String COPIED =
      """
      return (async () => {
        for (let round = 0; round < 200; round++) {
          const said = [...document.querySelectorAll('pre + p button')].map(b => b.textContent);
          if (said.some(text => text !== 'Copy')) return said.find(text => text !== 'Copy');
          await new Promise(later => setTimeout(later, 50));
        }
        return 'nothing copied';
      })()
      """;

  @Test
  void anAppWithItsOwnKindOfLinksIsReachedToo() throws Exception {
    makeFirstAccount();
    ann.go(ask("coach-test-app://callback"));
    assertTrue(ann.text().contains("what opens coach-test-app://callback:"), ann.text());
    ann.press("Allow");
    ann.sees("Connected");
    String onward = ann.browser.find("#onward").getDomAttribute("href");
    assertTrue(onward.startsWith("coach-test-app://callback?code="), onward);
    for (String complaint : ann.browser.complaints()) {
      assertTrue(!complaint.contains("Content Security Policy"), complaint);
    }
  }

  @Test
  void anAppIsDisconnectedAndTheCallOfItsNameIsNoMarkup() {
    makeFirstAccount();
    String id = site.database.column("select app_user_id from coach_auth.account").get(0);
    AccountPageTest.connect(site, id, "client", "<img src=x onerror=alert(1)>");
    ann.go("/account");
    assertTrue(ann.text().contains("<img src=x onerror=alert(1)>"));
    ann.press("Disconnect");
    ann.sees("Your account");
    assertTrue(ann.text().contains("The app is disconnected."));
    assertTrue(ann.text().contains("None yet."));
    assertEquals(List.of(), ann.browser.complaints());
  }

  @Test
  void noPageScrollsSidewaysOnAPhoneAndAllAreWellFormedForAScreenReader() {
    makeFirstAccount();
    ann.browser.resize(320, 640);
    for (String path :
        List.of(
            "/",
            "/connect",
            "/account",
            "/account/password",
            "/account/delete",
            ask("https://app.example/callback"),
            ask("files://" + "long.".repeat(80) + "evil.example/cb"),
            ask("com.example.app:/cb"))) {
      ann.go(path);
      assertEquals(
          "",
          ann.browser.run(
              """
              const faults = [];
              const doc = document.documentElement;
              if (doc.scrollWidth > doc.clientWidth) faults.push('scrolls sideways');
              if (doc.lang !== 'en') faults.push('no language');
              if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
              if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
              for (const i of document.querySelectorAll('input:not([type=hidden])'))
                if (!i.labels.length) faults.push('no label: ' + i.name);
              for (const f of document.querySelectorAll('[aria-describedby]'))
                for (const id of f.getAttribute('aria-describedby').split(' '))
                  if (!document.getElementById(id)) faults.push('describes nothing: ' + id);
              for (const b of document.querySelectorAll('button:not(.plain), .button'))
                if (b.getBoundingClientRect().height < 44) faults.push('small: ' + b.textContent);
              const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
              if (new Set(ids).size !== ids.length) faults.push('an id twice');
              return faults.join(', ');
              """),
          path);
    }
    assertEquals(List.of(), ann.browser.complaints());
  }

  @Test
  void textIsReadableInTheLightAndInTheDark() {
    site.account(EMAIL);
    for (boolean dark : List.of(false, true)) {
      ann.browser.prefer(dark, false);
      ann.go("/signin");
      ann.signIn(EMAIL, "wrong");
      ann.sees("Sign in");
      assertEquals("", ann.browser.run(CONTRAST), "dark " + dark);
    }
    assertNull(ann.browser.driver().manage().getCookieNamed("coach"));
  }

  /** Every text against the colour behind it, as WCAG 2 reckons: at least 4.5 to 1. */
  private static final String CONTRAST =
      """
      const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
      const light = c => { const [r, g, b] = rgb(c).slice(0, 3).map(v => {
        v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const behind = e => { for (; e; e = e.parentElement) {
        const c = rgb(getComputedStyle(e).backgroundColor);
        if (c.length === 3 || c[3] > 0) return getComputedStyle(e).backgroundColor; }
        return 'rgb(255,255,255)'; };
      const faults = [];
      for (const e of document.querySelectorAll('body *')) {
        if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
        const a = light(getComputedStyle(e).color), b = light(behind(e));
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) faults.push(e.tagName + ' ' + e.textContent.trim() + ' ' + ratio);
      }
      return faults.join(', ');
      """;
}
