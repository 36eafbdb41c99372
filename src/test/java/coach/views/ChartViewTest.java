package coach.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.testing.Browser;
import coach.testing.NeedsBrowser;
import coach.testing.Tables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The progress chart in a real browser, in the frame of a host that enforces the policy. */
@Tag("slow")
@NeedsBrowser
class ChartViewTest {
  private static final String NO_ABILITIES = "{}";

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

  @BeforeEach
  void wide() {
    browser.resize(900, 700);
    browser.prefer(false, false);
    browser.complaints();
  }

  @AfterEach
  void nothingWentWrongUnseen() {
    assertEquals(List.of(), browser.complaints());
  }

  private static void show(JsonNode result) {
    demo.host.show(browser, DemoCharts.context("light"), result);
    until("return document.querySelector('main').ariaBusy === 'false'");
  }

  private static void until(String condition, Object... arguments) {
    browser.until(condition, arguments);
  }

  private static String text(String selector) {
    return browser.find(selector).getText().replace('\u00a0', ' ');
  }

  private static String plain(JsonNode number) {
    return number.decimalValue().stripTrailingZeros().toPlainString();
  }

  private static String latest(JsonNode answer) {
    JsonNode points = Tables.records(answer.at("/structuredContent/points"));
    return plain(points.get(points.size() - 1).get("value"));
  }

  private static WebElement focused() {
    return browser.driver().switchTo().activeElement();
  }

  @Test
  void theNumbersOnScreenAreTheTools() {
    show(squat);
    JsonNode data = Tables.records(squat.get("structuredContent"));
    assertEquals("Barbell Back Squat", text("#name"));
    assertTrue(text("#figures").contains(latest(squat) + " kg"));
    assertTrue(text("#figures").contains("+" + plain(data.at("/trend/per_week")) + " kg a week"));
    // The demo's year moves with the calendar, and so does what falls out of it.
    int warmUps = data.at("/left_out/warm_up").intValue();
    assertTrue(warmUps > 100 && text("#evidence").contains(warmUps + " warm-up sets"));
    browser.find("summary").click();
    JsonNode points = data.get("points");
    List<WebElement> rows = browser.all("#rows tr");
    List<WebElement> options = browser.all("[role=option]");
    assertEquals(points.size(), rows.size());
    assertEquals(points.size(), options.size());
    // Through one script: a hundred rows are a hundred round trips otherwise.
    String cells =
        (String)
            browser.run(
                "return JSON.stringify([...document.querySelectorAll('#rows tr')]"
                    + ".map(row => [...row.cells].map(cell => cell.textContent)))");
    JsonNode shown = Talk.parse(cells);
    for (int index = 0; index < points.size(); index++) {
      JsonNode point = points.get(index);
      assertEquals(plain(point.get("value")), shown.get(index).get(1).asText());
      assertEquals(point.get("set"), shown.get(index).get(2));
      assertEquals(point.get("sets").asText(), shown.get(index).get(3).asText());
      boolean record = shown.get(index).get(4).asText().contains("record");
      assertEquals(point.path("record").asBoolean(), record);
      boolean deload = shown.get(index).get(4).asText().contains("deload");
      assertEquals(point.path("deload").asBoolean(), deload);
    }
    String last = options.get(options.size() - 1).getDomAttribute("aria-label");
    assertTrue(last.contains(latest(squat) + " kg, best set"), last);
  }

  @Test
  void positionsAreTrueToTimeAndValue() {
    show(squat);
    JsonNode points = Tables.records(squat.at("/structuredContent/points"));
    JsonNode spots = Talk.parse((String) browser.run("return JSON.stringify(spots)"));
    long day = java.time.LocalDate.parse(points.get(0).get("date").asText()).toEpochDay();
    int last = points.size() - 1;
    long days = java.time.LocalDate.parse(points.get(last).get("date").asText()).toEpochDay() - day;
    double width = spots.get(last).get("x").asDouble() - spots.get(0).get("x").asDouble();
    double rise = spots.get(0).get("y").asDouble() - spots.get(last).get("y").asDouble();
    double gain = points.get(last).get("value").asDouble() - points.get(0).get("value").asDouble();
    for (int index = 0; index <= last; index++) {
      long after =
          java.time.LocalDate.parse(points.get(index).get("date").asText()).toEpochDay() - day;
      double right = spots.get(index).get("x").asDouble() - spots.get(0).get("x").asDouble();
      assertEquals(width * after / days, right, 0.01);
      double up = spots.get(0).get("y").asDouble() - spots.get(index).get("y").asDouble();
      double more =
          points.get(index).get("value").asDouble() - points.get(0).get("value").asDouble();
      assertEquals(rise * more / gain, up, 0.01);
    }
  }

  @Test
  void recordsDeloadsAndLayoffsAreMarkedAndExplained() {
    show(squat);
    JsonNode data = Tables.records(squat.get("structuredContent"));
    assertEquals(
        data.get("points").findValues("record").size(),
        browser.all("[role=option] .record").size());
    assertEquals(
        data.get("points").findValues("deload").size(),
        browser.all("[role=option] .deload").size());
    assertEquals(data.get("layoffs").size(), browser.all("#drawing .off").size());
    assertEquals(
        "session record deload (not in the trend) trend layoff",
        text("#legend").replace('\n', ' '));
    assertTrue(text("#drawing").contains("18 days off"), text("#drawing"));
  }

  @Test
  void aMeasurementOfTheBodyIsAChartToo() {
    JsonNode weight = demo.host.call(Map.of("measurement", "body_weight", "days", 180));
    show(weight);
    assertEquals("Body weight", text("#name"));
    assertTrue(text("#figures").contains(latest(weight) + " kg"), text("#figures"));
    assertTrue(text("#evidence").contains(" values, dates in"), text("#evidence"));
    assertFalse(browser.find("#metric").isDisplayed());
    browser.find("#days option[value='90']").click();
    until("return document.querySelector('main').ariaBusy === 'false' && data.days === 90");
    JsonNode call = demo.host.heard(browser, "tools/call").get(0).get("params");
    assertEquals("body_weight", call.at("/arguments/measurement").asText());
  }

  @Test
  void arrowsHomeAndEndMoveBetweenPoints() {
    show(squat);
    List<WebElement> points = browser.all("[role=option]");
    browser.find("#days").sendKeys(Keys.TAB);
    assertEquals(points.get(points.size() - 1), focused());
    focused().sendKeys(Keys.ARROW_LEFT);
    assertEquals(points.get(points.size() - 2), focused());
    assertEquals("true", focused().getDomAttribute("aria-selected"));
    focused().sendKeys(Keys.HOME);
    assertEquals(points.get(0), focused());
    assertTrue(text("#tip").startsWith("56.25 kg"), text("#tip"));
    focused().sendKeys(Keys.ARROW_LEFT);
    assertEquals(points.get(0), focused());
    focused().sendKeys(Keys.ARROW_RIGHT, Keys.END);
    assertEquals(points.get(points.size() - 1), focused());
    focused().sendKeys(Keys.ESCAPE);
    assertFalse(browser.find("#tip").isDisplayed());
    assertEquals(1, browser.all("[role=option][tabindex='0']").size());
    focused().sendKeys(Keys.TAB);
    assertEquals("summary", focused().getTagName());
  }

  @Test
  void thePointerFindsTheNearestPoint() {
    show(DemoCharts.falling("Bench", 3, -5));
    WebElement middle = browser.all("[role=option]").get(1);
    new Actions(browser.driver()).moveToElement(middle, 9, 30).perform();
    assertTrue(text("#tip").startsWith("115 kg\nSat, 21 Nov 2026"), text("#tip"));
  }

  @Test
  void anotherMetricIsAskedOfTheToolThroughTheHost() {
    show(squat);
    browser.find("#metric option[value=volume]").click();
    until("return document.querySelector('#what').textContent.startsWith('Volume')");
    JsonNode call = demo.host.heard(browser, "tools/call").get(0).get("params");
    assertEquals("show_progress_chart", call.get("name").asText());
    assertEquals("volume", call.at("/arguments/metric").asText());
    JsonNode answer = demo.host.call(call.get("arguments"));
    String latest = latest(answer);
    assertTrue(text("#figures").replace(",", "").contains(latest + " kg"), text("#figures"));
    JsonNode told = demo.host.heard(browser, "ui/update-model-context");
    assertEquals(answer.get("content"), told.at("/0/params/content"));
  }

  @Test
  void aRefusedCallLeavesTheChartAndSaysWhy() {
    show(DemoCharts.falling("Bench", 5, -1));
    browser.find("#metric option[value=volume]").click();
    until("return !document.querySelector('#trouble').hidden");
    assertTrue(text("#trouble").contains("not in the catalogue"), text("#trouble"));
    assertEquals(5, browser.all("[role=option]").size());
    assertEquals("e1rm", browser.run("return document.querySelector('#metric').value"));
  }

  @Test
  void aHostThatAllowsNoCallsShowsNoControls() {
    demo.host.show(browser, NO_ABILITIES, DemoCharts.context("light"), squat);
    until("return document.querySelectorAll('[role=option]').length > 0");
    assertFalse(browser.find("#controls").isDisplayed());
  }

  @Test
  void everyStateIsSaid() {
    demo.host.show(browser, DemoCharts.context("light"), null);
    until("return document.querySelector('#state').textContent.includes('for squat')");
    show(DemoCharts.falling("Bench", 0, 0));
    assertEquals("No session has a number for this. Look at: e1RM or Volume.", text("#state"));
    show(demo.host.call(Map.of("exercise", "cable kickback")));
    assertTrue(text("#state").contains("could be several"), text("#state"));
    show(Talk.parse("{\"content\":[{\"type\":\"text\",\"text\":\"only words\"}]}"));
    assertEquals("only words", text("#state"));
    show(DemoCharts.falling("Bench", 1, 0));
    assertTrue(text("#figures").contains("not known yet needs 4 sessions"), text("#figures"));
  }

  @Test
  void namesAreShownAsTheyAreAndNeverRun() {
    String name = "ضغط الصدر <img src=x onerror=alert(1)> 🏋️";
    show(DemoCharts.falling(name, 3, 1));
    assertEquals(name, browser.run("return document.querySelector('#name').textContent"));
    assertEquals(0, browser.all("img").size());
  }

  @Test
  void aLongSeriesOnAPhoneStillHasEveryPoint() {
    browser.resize(320, 700);
    show(DemoCharts.falling("Bench", 365, -0.1));
    assertEquals(365, browser.all("[role=option]").size());
    assertTrue(text("#figures").contains("-0.7 kg a week"), text("#figures"));
  }

  @Test
  void reachingOutWouldBeNoticed() {
    show(squat);
    browser
        .driver()
        .executeAsyncScript("fetch('http://127.0.0.1:9/').finally(arguments[0]).catch(() => {})");
    String complaints = browser.complaints().toString();
    assertTrue(complaints.contains("connect-src"), complaints);
  }

  @Test
  void thePageNamesNoOtherPlaceAndRunsNoText() {
    String page = demo.host.page().replace("http://www.w3.org/2000/svg", "");
    for (String road :
        List.of("http:", "https:", "src=", "href", "@import", "import(", "fetch(", "XMLHttp")) {
      assertFalse(page.contains(road), road);
    }
    for (String danger :
        List.of("innerHTML", "outerHTML", "insertAdjacent", "eval(", "Function(")) {
      assertFalse(page.contains(danger), danger);
    }
  }

  @Test
  void onlyTheHostIsListenedTo() {
    show(squat);
    browser.run(
        "window.postMessage({jsonrpc: '2.0', method: 'ui/notifications/tool-result', params:"
            + " {isError: true, content: [{type: 'text', text: 'forged'}]}}, '*')");
    browser.driver().executeAsyncScript("setTimeout(arguments[0], 50)");
    assertFalse(browser.find("#state").isDisplayed());
  }

  @Test
  void theHostsOwnRequestsAreAnswered() {
    show(squat);
    browser.driver().switchTo().defaultContent();
    Object answers =
        browser
            .driver()
            .executeAsyncScript(
                "const done = arguments[0], got = {};"
                    + "addEventListener('message', e => { if (String(e.data.id).startsWith('h')) {"
                    + " got[e.data.id] = e.data.error ? e.data.error.code : 'ok';"
                    + " if (Object.keys(got).length === 3) done(JSON.stringify(got)); } });"
                    + "reply({id: 'h1', method: 'ping'});"
                    + "reply({id: 'h2', method: 'ui/resource-teardown', params: {}});"
                    + "reply({id: 'h3', method: 'unheard/of', params: {}});");
    ObjectNode expected = Talk.JSON.createObjectNode().put("h1", "ok").put("h2", "ok");
    assertEquals(expected.put("h3", -32601), Talk.parse((String) answers));
  }
}
