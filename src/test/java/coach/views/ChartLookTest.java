package coach.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.testing.Browser;
import coach.testing.NeedsBrowser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the progress chart looks: on a phone and a desk, by day and by night, on any host. */
@Tag("slow")
@NeedsBrowser
class ChartLookTest {
  private static final Path PICTURES = Path.of("docs", "images");

  /** Small enough to read on the page without waiting. */
  private static final int MOST_BYTES = 80_000;

  /** Of every element with text of its own: its color over its ground, in the order of the page. */
  static final String CONTRASTS =
      """
      const channels = c => c.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const ground = e => { for (; e; e = e.parentElement) {
        const c = channels(getComputedStyle(e).backgroundColor);
        if (c.length < 4 || c[3] > 0) return c; } };
      const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
        return (x + 0.05) / (y + 0.05); };
      const seen = {};
      for (const e of document.querySelectorAll('body *')) {
        const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        if (!own || !e.getClientRects().length || e.closest('script')) continue;
        const style = getComputedStyle(e), svg = e.namespaceURI.endsWith('svg');
        seen[e.tagName + ' ' + e.textContent.slice(0, 20)] =
          ratio(channels(svg ? style.fill : style.color), ground(e));
      }
      const body = channels(getComputedStyle(document.body).backgroundColor);
      for (const kind of ['plain', 'record']) {
        const e = document.querySelector('#drawing .' + kind);
        if (e) seen['mark ' + kind] = ratio(channels(getComputedStyle(e).fill), body) * 1.5;
      }
      return JSON.stringify(seen);
      """;

  private static DemoCharts demo;
  private static JsonNode squat;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    demo = new DemoCharts();
    squat = demo.squat();
    browser = Browser.open(900, 700);
  }

  @AfterAll
  static void close() {
    browser.close();
    demo.close();
  }

  private static void show(ObjectNode context, JsonNode result) {
    demo.host.show(browser, context, result);
    browser.until("return document.querySelector('main').ariaBusy === 'false'");
  }

  private static String ground() {
    return browser.find("body").getCssValue("background-color");
  }

  @ParameterizedTest
  @CsvSource({"light, 900", "dark, 900", "light, 320", "dark, 320"})
  void everyTextIsReadable(String theme, int width) {
    browser.resize(width, 700);
    for (JsonNode result : List.of(squat, demo.host.call(Map.of("exercise", "cable kickback")))) {
      show(DemoCharts.context(theme), result);
      if (!browser.all("[role=option]").isEmpty()) {
        browser.run("document.querySelector('details').open = true; choose(3)");
      }
      JsonNode seen = Talk.parse((String) browser.run(CONTRASTS));
      assertTrue(seen.size() > 1, seen.toString());
      seen.properties().forEach(e -> assertTrue(e.getValue().asDouble() >= 4.5, theme + " " + e));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 375, 768, 1200})
  void nothingIsWiderThanThePage(int width) {
    browser.resize(width, 700);
    for (JsonNode result :
        List.of(
            squat,
            demo.host.call(Map.of("exercise", "cable kickback")),
            DemoCharts.falling("Verylongexercisenamewithoutanyspaceinit".repeat(3), 365, 10),
            DemoCharts.falling("Bench", 0, 0))) {
      show(DemoCharts.context("light"), result);
      if (!browser.all("[role=option]").isEmpty()) {
        browser.run(
            "document.querySelector('details').open = true; choose(0); choose(spots.length - 1)");
      }
      assertEquals((long) width, browser.run("return document.documentElement.scrollWidth"));
    }
  }

  @Test
  void theChartGrowsAndShrinksWithItsFrame() {
    browser.resize(1200, 700);
    show(DemoCharts.context("light"), squat);
    assertEquals(1168L, browser.run("return document.querySelector('#drawing').clientWidth"));
    browser.resize(320, 700);
    browser.until("return document.querySelector('#drawing svg').viewBox.baseVal.width === 288");
    // The host makes the frame as high as the page says it is.
    browser.until(
        "return Math.abs(innerHeight - document.body.getBoundingClientRect().height) <= 1");
  }

  @Test
  void theHostsThemeWinsOverTheMachines() {
    browser.resize(900, 700);
    browser.prefer(true, false);
    show(Talk.JSON.createObjectNode(), squat);
    String dark = ground();
    show(DemoCharts.context("light"), squat);
    assertNotEquals(dark, ground());
    assertEquals("rgba(255, 255, 255, 1)", ground());
    browser.prefer(false, false);
    show(DemoCharts.context("dark"), squat);
    assertEquals(dark, ground());
  }

  @Test
  void aChangeOfThemeIsFollowed() {
    show(DemoCharts.context("light"), squat);
    browser.driver().switchTo().defaultContent();
    browser.run(
        "reply({method: 'ui/notifications/host-context-changed', params: {theme: 'dark'}})");
    browser.driver().switchTo().frame(0);
    browser.until(
        "return getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'");
  }

  @Test
  void theHostsColorsAreTakenTogetherOrNotAtAll() {
    ObjectNode context = DemoCharts.context("light");
    ObjectNode variables = context.putObject("styles").putObject("variables");
    variables.put("--color-text-primary", "rgb(10, 20, 30)");
    show(context, squat);
    assertEquals("rgba(28, 30, 34, 1)", browser.find("h1").getCssValue("color"));
    variables.put("--color-background-primary", "light-dark(rgb(250, 249, 245), rgb(1, 1, 1))");
    show(context, squat);
    assertEquals("rgba(10, 20, 30, 1)", browser.find("h1").getCssValue("color"));
    assertEquals("rgba(250, 249, 245, 1)", ground());
  }

  @Test
  void stillnessIsKeptWhereItIsPreferred() {
    String moves =
        "document.querySelector('main').setAttribute('aria-busy', 'true');"
            + "return getComputedStyle(document.querySelector('figure')).transitionDuration";
    // Outside of any frame: one in another process would not hear of the preference.
    browser.go(demo.host.view());
    browser.prefer(false, true);
    assertEquals("0s", browser.run(moves));
    browser.prefer(false, false);
    assertEquals("0.2s", browser.run(moves));
  }

  /** {@code -Daccept=true} takes the pictures for the documentation anew. */
  @ParameterizedTest
  @CsvSource({"wide-light, 900", "wide-dark, 900", "narrow-light, 320", "narrow-dark, 320"})
  void theDocumentationHasItsPictures(String name, int width) throws IOException {
    Path file = PICTURES.resolve("progress-chart-" + name + ".png");
    if (Boolean.getBoolean("coach.accept")) {
      browser.resize(width, 700);
      show(DemoCharts.context(name.endsWith("dark") ? "dark" : "light"), squat);
      browser.driver().switchTo().defaultContent();
      Number height = (Number) browser.run("return frame.offsetHeight");
      browser.resize(width, height.intValue());
      Files.createDirectories(PICTURES);
      browser.screenshot(file);
    }
    assertTrue(Files.size(file) < MOST_BYTES, file + " has " + Files.size(file) + " bytes");
    assertEquals(width, javax.imageio.ImageIO.read(file.toFile()).getWidth());
  }
}
