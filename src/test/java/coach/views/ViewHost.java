package coach.views;

import coach.Caller;
import coach.db.Database;
import coach.mcp.Dispatcher;
import coach.mcp.Talk;
import coach.testing.Browser;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A host of views over real HTTP: its page shows a view in a sandboxed frame of another origin,
 * under the policy that the extension demands, and hands its calls to coach.
 */
final class ViewHost implements AutoCloseable {
  static final String CHART = "ui://coach/progress-chart.html";

  /** What a host enforces where a view asks for no domains (MCP Apps, UI Resource Format). */
  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; media-src 'self' data:; connect-src 'none'";

  private final HttpServer pages;
  private final HttpServer sandbox;
  private final Dispatcher dispatcher;
  private final Caller caller;
  private final String address;
  private final String tool;

  /** A host of the progress chart. */
  ViewHost(Database database, Caller caller) throws IOException {
    this(database, caller, CHART, "show_progress_chart");
  }

  /** A host of the view at this address, which shows answers of this tool. */
  ViewHost(Database database, Caller caller, String address, String tool) throws IOException {
    dispatcher = new Dispatcher(Tools.catalog(), database, "1", false);
    this.caller = caller;
    this.address = address;
    this.tool = tool;
    pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sandbox = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.createContext("/", exchange -> send(exchange, "text/html", resource("/views/host.html")));
    pages.createContext(
        "/mcp",
        exchange ->
            send(
                exchange,
                "application/json",
                say(exchange.getRequestBody()).getBytes(StandardCharsets.UTF_8)));
    sandbox.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
          send(exchange, "text/html", page().getBytes(StandardCharsets.UTF_8));
        });
    pages.start();
    sandbox.start();
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream file = ViewHost.class.getResourceAsStream(path)) {
      return file.readAllBytes();
    }
  }

  /**
   * Serves a second host, made of the extension's own library.
   *
   * @param packages from npm, which its page loads as they are
   * @return the address of its page
   */
  URI official(Path packages) {
    pages.createContext(
        "/official",
        exchange -> send(exchange, "text/html", resource("/views/official-host.html")));
    pages.createContext(
        "/npm/",
        exchange -> {
          String path = exchange.getRequestURI().getPath().substring("/npm/".length());
          send(exchange, "text/javascript", Files.readAllBytes(packages.resolve(path)));
        });
    return pages().resolve("/official");
  }

  private String say(InputStream message) throws IOException {
    String text = new String(message.readAllBytes(), StandardCharsets.UTF_8);
    return Talk.say(dispatcher, text, null, caller).json().toString();
  }

  /** The view as a host reads it. */
  String page() {
    String request = Talk.legacy(1, "resources/read", "{\"uri\":\"" + address + "\"}");
    return Talk.say(dispatcher, request, null, caller).result().at("/contents/0/text").textValue();
  }

  /** The result of a tool call as a host hands it to the view. */
  JsonNode call(Map<String, Object> arguments) {
    return call(Talk.JSON.<JsonNode>valueToTree(arguments));
  }

  JsonNode call(JsonNode arguments) {
    ObjectNode params = Talk.JSON.createObjectNode().put("name", tool);
    params.set("arguments", arguments);
    String request = Talk.legacy(1, "tools/call", params.toString());
    return Talk.say(dispatcher, request, null, caller).result();
  }

  /** Where the view's page is, for a look at it outside of any frame. */
  URI view() {
    return URI.create("http://127.0.0.1:" + sandbox.getAddress().getPort() + "/view");
  }

  private URI pages() {
    return URI.create("http://127.0.0.1:" + pages.getAddress().getPort() + "/");
  }

  /**
   * Opens the view in the browser and goes into its frame.
   *
   * @param context what the host says of itself: theme, locale and the like
   * @param result what the tool answered; null while it is still running
   */
  void show(Browser browser, ObjectNode context, JsonNode result) {
    show(browser, "{\"serverTools\":{},\"updateModelContext\":{\"text\":{}}}", context, result);
  }

  void show(Browser browser, String capabilities, ObjectNode context, JsonNode result) {
    browser.driver().switchTo().defaultContent();
    if (!pages().toString().equals(browser.driver().getCurrentUrl())) {
      browser.go(pages());
    }
    ObjectNode told = Talk.JSON.createObjectNode();
    told.set("capabilities", Talk.parse(capabilities));
    told.set("context", context);
    told.putObject("input").put("exercise", "squat");
    told.set("result", result);
    browser.run("show(arguments[0], JSON.parse(arguments[1]))", view().toString(), told.toString());
    browser.driver().switchTo().frame(0);
  }

  /** Messages of this method that the view has sent to the host, oldest first. */
  JsonNode heard(Browser browser, String method) {
    browser.driver().switchTo().defaultContent();
    Object heard =
        browser.run("return JSON.stringify(heard.filter(m => m.method === arguments[0]))", method);
    browser.driver().switchTo().frame(0);
    return Talk.parse((String) heard);
  }

  @Override
  public void close() {
    pages.stop(0);
    sandbox.stop(0);
  }
}
