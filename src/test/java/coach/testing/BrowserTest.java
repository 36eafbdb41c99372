package coach.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the browser tests stand on shows and reports what they believe it does. */
@NeedsBrowser
class BrowserTest {
  private static Browser browser;

  @BeforeAll
  static void open() {
    browser = Browser.open(320, 600);
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  private static void show(String html) {
    String page = URLEncoder.encode(html, StandardCharsets.UTF_8).replace("+", "%20");
    browser.go(URI.create("data:text/html;charset=utf-8," + page));
  }

  @Test
  void thePageAreaIsAsNarrowAsAPhone() throws Exception {
    show("<!doctype html><p>320");
    assertEquals(320L, browser.run("return innerWidth"));
    browser.resize(1200, 600);
    assertEquals(1200L, browser.run("return document.documentElement.clientWidth"));
    browser.resize(320, 600);
  }

  @Test
  void aScreenshotHasTheSizeOfThePageArea(@TempDir Path folder) throws Exception {
    show("<!doctype html><p>seen");
    Path file = folder.resolve("seen.png");
    browser.screenshot(file);
    assertEquals(320, ImageIO.read(file.toFile()).getWidth());
  }

  @Test
  void darknessAndStillnessAreSeenByThePage() {
    show("<!doctype html><style>@media (prefers-color-scheme: dark) {p {color: red}}</style><p>x");
    browser.prefer(true, true);
    assertEquals("rgba(255, 0, 0, 1)", browser.find("p").getCssValue("color"));
    assertEquals(true, browser.run("return matchMedia('(prefers-reduced-motion)').matches"));
    browser.prefer(false, false);
    assertEquals("rgba(0, 0, 0, 1)", browser.find("p").getCssValue("color"));
  }

  @Test
  void errorsAndBreachesOfThePolicyAreReported() {
    browser.complaints();
    show(
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"img-src 'none'\">"
            + "<img src=http://127.0.0.1:9/x.png><script>console.error('quite wrong')</script>");
    List<String> complaints = browser.complaints();
    assertTrue(complaints.toString().contains("quite wrong"), complaints::toString);
    assertTrue(complaints.toString().contains("img-src"), complaints::toString);
    show("<!doctype html><p>nothing wrong");
    assertEquals(List.of(), browser.complaints());
  }
}
