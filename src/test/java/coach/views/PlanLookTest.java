package coach.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.testing.Browser;
import coach.testing.NeedsBrowser;
import coach.tools.TrainingLog;
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

/** The plan as a week, and how it and the session to train from look on phones and desks. */
@Tag("slow")
@NeedsBrowser
class PlanLookTest {
  private static final TrainingLog LOG = PlannedLifter.begin();
  private static final Path PICTURES = Path.of("docs", "images");
  private static Browser browser;
  private static ViewHost card;
  private static ViewHost week;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open(360, 700);
    card = PlannedLifter.host(LOG, "session-card", "draft_session");
    week = PlannedLifter.host(LOG, "plan-week", "get_user_plans");
  }

  @AfterAll
  static void close() {
    assertEquals(List.of(), browser.complaints());
    browser.close();
    card.close();
    week.close();
  }

  private static void show(ViewHost host, String theme, JsonNode result) {
    host.show(browser, DemoCharts.context(theme), result);
    browser.until("return document.querySelector('main').ariaBusy === 'false'");
  }

  private static String text(String selector) {
    // Read by the page: under load the driver may ask before the frame has its size.
    String said = (String) browser.run("return arguments[0].innerText", browser.find(selector));
    return said.strip().replace('\u00a0', ' ');
  }

  @Test
  void theWeekShowsDaysWeeksAndToday() {
    browser.resize(1100, 700);
    JsonNode result = week.call(Map.of());
    show(week, "light", result);
    assertEquals("Winter", text("#name"));
    assertEquals("Next: Squat Day, today.", text("#next"));
    assertEquals(7, browser.all("#days > li").size());
    assertEquals(5, browser.all("#days > .rest").size());
    String today = text("#days > [aria-current=date]");
    assertTrue(today.contains("Today") && today.contains("Squat Day"), today);
    assertTrue(today.contains("3 × 8-12, rest"), today);
    assertEquals(2, browser.all("#days .together").size());
    assertEquals(6, browser.all("#weeks li").size());
    assertEquals("4 deload", text("#weeks .deload"));
    assertEquals("1", text("#weeks [aria-current]"));
    browser.find("summary").click();
    assertTrue(text("#volume").matches("(?s).*chest\\s+3\\s.*"), text("#volume"));
    ObjectNode turned = result.deepCopy();
    ObjectNode plan = (ObjectNode) turned.at("/structuredContent/plan");
    plan.set(
        "days",
        Talk.parse(
            "[[\"name\",\"minutes\",{\"exercises\":[\"name\",\"sets\","
                + "\"reps\",\"rest_s\"]}],[\"Squat Day\",30,[[\"<b>\",3,\"5\",90]]],[\"B\",30,[]]]"));
    show(week, "light", turned);
    String first = text("#days li").replaceAll("\\s+", " ");
    assertEquals("Day 1, about 30 min Today Squat Day <b> 3 × 5, rest 90 s", first);
    show(week, "light", Talk.parse("{\"content\":[{\"type\":\"text\",\"text\":\"none\"}]}"));
    assertEquals("none", text("#state"));
  }

  @ParameterizedTest
  @CsvSource({"light, 900", "dark, 900", "light, 320", "dark, 320"})
  void everythingIsReadableAndInReach(String theme, int width) {
    browser.resize(width, 700);
    for (ViewHost host : List.of(card, week)) {
      show(host, theme, host.call(Map.of()));
      browser.run(
          "for (const box of document.querySelectorAll('[type=checkbox]')) box.click();"
              + "for (const more of document.querySelectorAll('details')) more.open = true");
      JsonNode seen = Talk.parse((String) browser.run(ChartLookTest.CONTRASTS));
      assertTrue(seen.size() > 10, seen.toString());
      seen.properties().forEach(e -> assertTrue(e.getValue().asDouble() >= 4.5, theme + " " + e));
      assertEquals((long) width, browser.run("return document.documentElement.scrollWidth"));
      assertEquals(
          List.of(),
          browser.run(
              "return [...document.querySelectorAll('.set label, button, [inputmode], summary')]"
                  + ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"));
    }
  }

  /** {@code -Daccept=true} takes the pictures for the documentation anew. */
  @ParameterizedTest
  @CsvSource({
    "session-card, light, 360",
    "session-card, dark, 360",
    "plan-week, light, 900",
    "plan-week, dark, 360"
  })
  void theDocumentationHasItsPictures(String view, String theme, int width) throws IOException {
    Path file = PICTURES.resolve(view + "-" + theme + ".png");
    if (Boolean.getBoolean("coach.accept")) {
      browser.resize(width, 700);
      ViewHost host = view.equals("session-card") ? card : week;
      show(host, theme, host.call(Map.of()));
      browser.run(
          "document.querySelectorAll('[type=checkbox]').forEach((b, i) => i < 2 && b.click())");
      browser.driver().switchTo().defaultContent();
      Number height = (Number) browser.run("return frame.offsetHeight");
      browser.resize(width, height.intValue());
      browser.screenshot(file);
    }
    assertTrue(Files.size(file) < 120_000, file + " has " + Files.size(file) + " bytes");
    assertEquals(width, javax.imageio.ImageIO.read(file.toFile()).getWidth());
  }
}
