package coach.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.clients.NpmClients;
import coach.mcp.Talk;
import coach.testing.Browser;
import coach.testing.NeedsBrowser;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The view in a host that is built from the extension's own library, as real ones are. */
@Tag("slow")
@NeedsBrowser
class OfficialHostEndToEndTest {

  private static JsonNode events(Browser browser) {
    browser.driver().switchTo().defaultContent();
    return Talk.parse((String) browser.run("return JSON.stringify(events)"));
  }

  @Test
  void theViewGreetsShowsCallsAndGrows() throws Exception {
    NpmClients npm = NpmClients.installed();
    try (DemoCharts demo = new DemoCharts();
        Browser browser = Browser.open(900, 700)) {
      URI page = demo.host.official(npm.packages());
      browser.go(page);
      browser.until("return window.ready === true");
      browser.run(
          "show(arguments[0], 'show_progress_chart', {exercise: 'squat', days: 365})",
          demo.host.view().toString());
      browser.until("return document.querySelector('iframe') !== null");
      browser.driver().switchTo().frame(0);
      browser.until("return document.querySelectorAll('[role=option]').length > 30");
      assertEquals("Barbell Back Squat", browser.find("#name").getText());
      assertEquals("dark", browser.run("return document.documentElement.dataset.theme"));
      browser.find("#metric option[value=volume]").click();
      browser.until("return document.querySelector('#what').textContent.startsWith('Volume')");
      browser.driver().switchTo().defaultContent();
      browser.until("return events.some(event => event.context)");
      browser.run("return bridge.teardownResource({})");
      agrees(demo, events(browser));
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static void agrees(DemoCharts demo, JsonNode events) {
    JsonNode found = events.get(0);
    assertEquals(ViewHost.CHART, found.get("uri").asText());
    assertEquals("text/html;profile=mcp-app", found.get("type").asText());
    assertEquals(demo.host.page().length(), found.get("length").asInt());
    assertTrue(found.get("server").has("io.modelcontextprotocol/ui"), found.toString());
    JsonNode app = events.findParents("app").get(0);
    assertEquals("coach-progress-chart", app.at("/app/name").asText());
    assertEquals("[\"inline\",\"fullscreen\"]", app.at("/modes/availableDisplayModes").toString());
    assertTrue(events.findValues("height").stream().anyMatch(height -> height.asInt() > 300));
    String context = events.findValues("context").get(0).asText();
    assertTrue(context.startsWith("Barbell Back Squat, volume per session in kg"), context);
  }
}
