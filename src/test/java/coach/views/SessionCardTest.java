package coach.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.testing.Browser;
import coach.testing.NeedsBrowser;
import coach.tools.Ask;
import coach.tools.TrainingLog;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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

/** The next session as a card in a real browser: ticked on a phone, stored by the real server. */
@Tag("slow")
@NeedsBrowser
class SessionCardTest {
  private static Browser browser;

  private final TrainingLog log = PlannedLifter.begin();
  private ViewHost host;

  @BeforeAll
  static void open() {
    browser = Browser.open(360, 700);
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @BeforeEach
  void begin() throws IOException {
    host = PlannedLifter.host(log, "session-card", "draft_session");
    browser.resize(360, 700);
  }

  @AfterEach
  void nothingWentWrongUnseen() {
    host.close();
    assertEquals(List.of(), browser.complaints());
  }

  private void show() {
    host.show(browser, DemoCharts.context("light"), host.call(Map.of()));
    browser.until("return document.querySelector('main').ariaBusy === 'false'");
  }

  private static String text(String selector) {
    // Read by the page: under load the driver may ask before the frame has its size.
    String said = (String) browser.run("return arguments[0].innerText", browser.find(selector));
    return said.strip().replace('\u00a0', ' ');
  }

  private static WebElement control(String name) {
    return browser.find("[aria-label='" + name + "']");
  }

  private static void tick(String set) {
    control(set + " done").click();
  }

  private static void type(String control, String value) {
    browser.run(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change',"
            + " {bubbles: true}))",
        control(control),
        value);
  }

  private static void outcome(String beginning) {
    browser.until(
        "return document.querySelector('#outcome').textContent.includes(arguments[0])", beginning);
  }

  private int calls() {
    return host.heard(browser, "tools/call").size();
  }

  private JsonNode stored() {
    return Ask.json(log, "get_session", "session", "last");
  }

  private int sessions() {
    return Ask.json(log, "list_sessions", "since", log.daysAgo(1).toString())
        .get("sessions")
        .size();
  }

  @Test
  void whatIsTickedIsStoredOnceWhenThePersonSaysSo() {
    show();
    assertEquals("Squat Day", text("#name"));
    assertTrue(text("#what").contains("Winter · "), text("#what"));
    assertTrue(text("#exercises").contains("Per side at 105 kg: 25 + 15 + 2.5"));
    assertTrue(text("#exercises").contains("Warm-ups 20x10"));
    assertTrue(text("#exercises").contains("Superset A: one set of each in turn"));
    assertEquals(2, browser.all(".together li").size());
    assertFalse(browser.find("#store").isEnabled());
    assertEquals("Tick what you have done", text("#store"));
    tick("Barbell Back Squat, set 1");
    tick("Barbell Back Squat, set 2");
    type("Barbell Back Squat, set 2, weight in kg", "102,5");
    type("Barbell Back Squat, set 2, repetitions", "4");
    assertTrue(text("#count").startsWith("2 of 9 sets ticked"), text("#count"));
    control("Barbell Back Squat, set 2, repetitions").sendKeys(Keys.ENTER);
    assertEquals(0, calls(), "Enter in a field confirms nothing");
    browser.run("const b = document.querySelector('#store'); b.click(); b.click()");
    outcome("Stored: 2 sets. To take it back, ask the assistant to undo it.");
    assertEquals(1, calls());
    JsonNode session = stored();
    assertEquals("Squat Day", session.at("/session/day").asText());
    JsonNode sets = session.at("/exercises/0/sets");
    assertEquals(2, sets.size());
    assertEquals(105, sets.at("/0/weight").asDouble());
    assertEquals(102.5, sets.at("/1/weight").asDouble());
    assertEquals(4, sets.at("/1/reps").asInt());
    assertFalse(browser.find("#store").isEnabled(), "nothing more is ticked");
    assertFalse(control("Barbell Back Squat, set 2, weight in kg").isEnabled());
    tick("Barbell Curl, set 1");
    assertEquals("Store 1 more set", text("#store"));
    browser.find("#store").click();
    outcome("Barbell Curl, set 1: type a number first.");
    type("Barbell Curl, set 1, weight in kg", "30");
    browser.find("#store").click();
    outcome("Stored: 1 set.");
    assertEquals(2, stored().get("exercises").size());
    assertEquals(1, sessions());
    host.heard(browser, "ui/update-model-context")
        .forEach(told -> assertTrue(told.at("/params/content/0/text").asText().contains("kg")));
  }

  @Test
  void aRefusalIsShownAsItIsAndNothingIsLost() {
    show();
    tick("Barbell Back Squat, set 1");
    type("Barbell Back Squat, set 1, weight in kg", "heavy");
    browser.find("#store").click();
    outcome("Barbell Back Squat, set 1: “heavy” is no number.");
    assertEquals(0, calls());
    assertEquals(
        "Barbell Back Squat, set 1, weight in kg",
        browser.driver().switchTo().activeElement().getDomAttribute("aria-label"));
    type("Barbell Back Squat, set 1, weight in kg", "5000");
    browser.find("#store").click();
    outcome("Nothing was stored.");
    assertTrue(
        text("#outcome").startsWith("exercises[0].sets[0].weight is 5000."), text("#outcome"));
    assertEquals(0, sessions());
    type("Barbell Back Squat, set 1, weight in kg", "105");
    browser.find("#store").click();
    outcome("Stored: 1 set.");
    assertEquals(1, sessions());
  }

  @Test
  void aRetryAfterALostAnswerStoresNothingTwice() {
    show();
    browser.driver().switchTo().defaultContent();
    browser.run(
        "window.real = answers['tools/call']; window.reached = false;"
            + "answers['tools/call'] = async params => {"
            + " await real(params); reached = true; return new Promise(() => {}); }");
    browser.driver().switchTo().frame(0);
    tick("Barbell Back Squat, set 3");
    browser.find("#store").click();
    outcome("Storing …");
    browser.driver().switchTo().defaultContent();
    browser.until("return reached");
    assertEquals(1, sessions());
    browser.run(
        "answers['tools/call'] = real; reply({id: heard.findLast(m => m.method ==="
            + " 'tools/call').id, error: {code: -32000, message: 'The line was cut.'}})");
    browser.driver().switchTo().frame(0);
    outcome("The line was cut.\nWhether it was stored is not known.");
    assertEquals("Try again", text("#store"));
    assertFalse(control("Barbell Back Squat, set 3, weight in kg").isEnabled());
    browser.find("#store").click();
    outcome("Stored: 1 set.");
    assertEquals(1, sessions());
    assertEquals(1, stored().at("/exercises/0/sets").size());
  }

  @Test
  void theKeyboardAloneIsEnough() {
    show();
    browser.run("document.activeElement.blur(); window.focus()");
    List<String> order = new java.util.ArrayList<>();
    for (int press = 0; press < 3; press++) {
      new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
      WebElement focused = browser.driver().switchTo().activeElement();
      order.add(focused.getDomAttribute("aria-label"));
      assertEquals("solid", focused.getCssValue("outline-style"));
      if (press == 0) {
        focused.sendKeys(Keys.SPACE);
      }
    }
    String first = "Barbell Back Squat, set 1";
    assertEquals(
        List.of(first + " done", first + ", weight in kg", first + ", repetitions"), order);
    browser.run("document.querySelector('#store').focus()");
    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    outcome("Stored: 1 set.");
    assertEquals("status", browser.find("#outcome").getDomAttribute("role"));
  }

  @Test
  void whereTheHostLetsNothingBeCalledThePersonIsTold() {
    JsonNode drafted = host.call(Map.of());
    host.show(browser, "{}", DemoCharts.context("light"), drafted);
    browser.until("return document.querySelector('main').ariaBusy === 'false'");
    assertFalse(browser.find("#store").isDisplayed());
    assertTrue(text("#count").startsWith("This app does not let the card store"), text("#count"));
    ObjectNode refused = Talk.JSON.createObjectNode().put("isError", true);
    refused.putArray("content").addObject().put("type", "text").put("text", "No plan <b>");
    host.show(browser, DemoCharts.context("light"), refused);
    browser.until("return document.querySelector('main').ariaBusy === 'false'");
    assertEquals("No plan <b>", text("#state"));
  }

  @Test
  void namesAreShownAsTheyAre() {
    ObjectNode drafted = host.call(Map.of()).deepCopy();
    String name = "Squat <img src=x onerror=alert(1)> " + "long".repeat(40);
    ((ObjectNode) drafted.at("/structuredContent/session")).put("day", name);
    host.show(browser, DemoCharts.context("dark"), drafted);
    browser.until("return document.querySelector('main').ariaBusy === 'false'");
    assertEquals(name, browser.run("return document.querySelector('#name').textContent"));
    assertEquals(0, browser.all("img").size());
    assertEquals(360L, browser.run("return document.documentElement.scrollWidth"));
  }
}
