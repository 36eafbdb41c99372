package coach.clients;

import coach.Run;
import coach.testing.Browser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The official Inspector in a browser: what a developer opens first. */
final class InspectorPage implements AutoCloseable {
  private static final String CLICK =
      "const found = [...document.querySelectorAll('button,label')]"
          + ".find(e => e.innerText.includes(arguments[0]));"
          + "if (found && !found.disabled) found.click(); return Boolean(found) && !found.disabled";

  private final Process program;
  private final Browser browser;

  private InspectorPage(Process program, Browser browser) {
    this.program = program;
    this.browser = browser;
  }

  /** Opens it for the server at this address; it is not connected yet. */
  static InspectorPage of(NpmClients clients, String server) throws Exception {
    Map<String, String> environment = new HashMap<>(NpmClients.home());
    environment.put("MCP_AUTO_OPEN_ENABLED", "false");
    environment.put("MCP_INSPECTOR_SECRET_STORE", "memory");
    environment.put("CLIENT_PORT", freePort());
    environment.put("MCP_SANDBOX_PORT", freePort());
    environment.put("MCP_APP_ORIGIN_PORT", freePort());
    Process program =
        Run.start(
            clients.packages().getParent(),
            environment,
            clients.command(
                InspectorRoad.PROGRAM,
                List.of("--web", "--transport", "http", "--server-url", server)));
    try {
      String page = page(program.inputReader());
      Browser browser = Browser.open(1300, 1000);
      browser.go(URI.create(page));
      return new InspectorPage(program, browser);
    } catch (IOException | AssertionError failure) {
      program.destroyForcibly();
      throw failure;
    }
  }

  private static String page(BufferedReader lines) throws IOException {
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.strip().startsWith("http") && line.contains("API_TOKEN=")) {
        BuiltCoach.drain(lines);
        return line.strip();
      }
    }
    throw new AssertionError("the Inspector shows no page");
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  void connect() {
    browser.until("return document.querySelector('[role=switch]') !== null");
    browser.run("document.querySelector('[role=switch]').click()");
    await("Connected");
  }

  /** Clicks on the button or tab with this text as soon as it can be clicked. */
  void click(String text) {
    browser.until(CLICK, text);
  }

  /** Until the page shows this text. */
  void await(String text) {
    browser.until("return document.body.innerText.includes(arguments[0])", text);
  }

  @Override
  public void close() {
    browser.close();
    program.destroy();
  }
}
