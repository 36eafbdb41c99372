package coach.pages;

import coach.testing.Browser;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.WebElement;

/** Somebody at a browser, who sees pages, fills in fields and presses buttons. */
final class Person {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final Browser browser;
  private final URI url;

  Person(Browser browser, PagesSite site) {
    this(browser, site.url);
  }

  Person(Browser browser, URI url) {
    this.browser = browser;
    this.url = url;
  }

  void go(String path) {
    browser.go(url.resolve(path));
  }

  void type(String field, String text) {
    WebElement input = browser.find("input[name=" + field + "]");
    input.clear();
    input.sendKeys(text);
  }

  /** Presses the button or follows the link that says this. */
  void press(String words) {
    String sought =
        "return [...document.querySelectorAll('button, a')]"
            + ".find(element => element.innerText.trim() === arguments[0])";
    if (browser.run(sought, words) instanceof WebElement element) {
      element.click();
      return;
    }
    throw new AssertionError("nothing says \"" + words + "\" on " + text());
  }

  String heading() {
    return browser.find("h1").getText();
  }

  String text() {
    return browser.find("body").getText();
  }

  /** Waits until a page has this heading. */
  void sees(String heading) {
    await(() -> heading().equals(heading), heading);
  }

  private void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
      } catch (org.openqa.selenium.WebDriverException between) {
        // Between two pages there is none to look at.
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("waited for \"" + what + "\" on " + text());
      }
      Thread.onSpinWait();
    }
  }

  void signIn(String email, String password) {
    type("email", email);
    type("password", password);
    press("Sign in");
  }
}
