package coach.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import coach.Caller;
import coach.Run;
import coach.db.Database;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.http.FloodLimits;
import coach.http.MetricsServer;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.mcp.Talk;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a monitor reads of a server that answers, over HTTP, and what its log says meanwhile. */
class MetricsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final CoachDatabase COACH = new CoachDatabase();
  private static final Caller ANN = COACH.account("Ann");
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  private static HikariDataSource pool;
  private static WebServer server;
  private static MetricsServer monitor;
  private static int port;

  @BeforeAll
  static void serve() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PrometheusMeasures measures = new PrometheusMeasures("1.2.3");
    pool = Pool.open(COACH.server().jdbcUrl(), COACH.server().user(), COACH.server().password(), 2);
    Pool.measure(pool, measures);
    Database database = new Database(new NativeRoad(pool, measures));
    WebServer.Settings settings =
        WebServer.Settings.local(0, "http://localhost:0", FloodLimits.usual(Optional.empty()))
            .measured(measures);
    server =
        new WebServer(
            settings,
            new Dispatcher(Tools.catalog(), database, "1", false),
            request -> Caller.remote(ANN.user(), Set.of(Caller.READ)),
            database);
    server.start();
    measures.listening();
    monitor =
        new MetricsServer(settings.bind(), port, PrometheusMeasures.CONTENT_TYPE, measures::page);
    LOG.list = new CopyOnWriteArrayList<>();
    LOG.start();
    logger("coach.calls").addAppender(LOG);
    logger("coach.access").addAppender(LOG);
  }

  @AfterAll
  static void end() throws Exception {
    logger("coach.calls").detachAppender(LOG);
    logger("coach.access").detachAppender(LOG);
    monitor.close();
    server.stop();
    pool.close();
    COACH.close();
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  private static HttpResponse<String> page(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    return CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  /** Samples by name and labels, as the page writes them. */
  private static Map<String, Double> samples() throws Exception {
    return page("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
  }

  private static int call(String tool, String arguments, String trace, String header)
      throws Exception {
    String params =
        "{\"name\":\"%s\",\"arguments\":%s,\"_meta\":{\"traceparent\":\"%s\"}}"
            .formatted(tool, arguments, trace);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/mcp"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Talk.legacy(1, "tools/call", params)));
    if (header != null) {
      request.header("traceparent", header);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  private static int get(String path) throws Exception {
    URI address = URI.create("http://localhost:" + server.port() + path);
    HttpRequest request = HttpRequest.newBuilder(address).build();
    return CLIENT.send(request, BodyHandlers.ofString()).statusCode();
  }

  /** The line of a request is written after its answer. */
  private static List<String> logged(String part) throws Exception {
    for (int tries = 0; tries < 100; tries++) {
      List<String> lines =
          LOG.list.stream()
              .map(ILoggingEvent::getFormattedMessage)
              .filter(line -> line.contains(part))
              .toList();
      if (!lines.isEmpty()) {
        return lines;
      }
      Thread.sleep(50);
    }
    return List.of();
  }

  @Test
  void whatIsAnsweredAndRefusedIsCountedWithoutAnythingOfTheLifters() throws Exception {
    call("get_profile", "{}", PARENT, null);
    call("list_sessions", "{\"days\":\"secret-argument\"}", PARENT, null);
    call("log_workout", "{}", PARENT, null);
    call("no_such_tool_here", "{}", PARENT, null);
    assertEquals(404, get("/nowhere/secret-path"));
    assertEquals(405, get("/mcp"));
    assertFalse(logged("path=/nowhere").isEmpty());
    assertFalse(logged("path=/mcp status=405").isEmpty());
    Map<String, Double> samples = samples();
    assertTrue(samples.get("coach_tool_calls_total{outcome=\"ok\",tool=\"get_profile\"}") >= 1);
    assertEquals(
        1, samples.get("coach_tool_calls_total{outcome=\"refused\",tool=\"list_sessions\"}"));
    assertTrue(samples.get("coach_tool_seconds_count{tool=\"get_profile\"}") >= 1);
    assertTrue(samples.get("coach_statement_seconds_count{statement=\"get_profile\"}") >= 1);
    assertTrue(samples.get("coach_pool_wait_seconds_count") >= 1, samples.toString());
    assertTrue(samples.get("coach_refusals_total{kind=\"arguments\"}") >= 1, samples.toString());
    assertTrue(samples.get("coach_refusals_total{kind=\"malformed\"}") >= 1, samples.toString());
    assertEquals(1, samples.get("coach_http_requests_total{route=\"other\",status=\"404\"}"));
    assertTrue(samples.get("coach_http_requests_total{route=\"/mcp\",status=\"405\"}") >= 1);
    double toDatabase = samples.get("coach_cold_start_seconds{until=\"database\"}");
    assertTrue(toDatabase > 0 && toDatabase < samples.get("coach_uptime_seconds"));
    assertTrue(samples.containsKey("coach_cold_start_seconds{until=\"listening\"}"));
    assertTrue(samples.get("coach_heap_used_bytes") > 1e6);
    assertTrue(samples.get("coach_heap_max_bytes") >= samples.get("coach_heap_used_bytes"));
    String text = page("/metrics").body();
    assertTrue(text.contains("version=\"1.2.3\""), text);
    for (String secret : List.of("secret", ANN.user().toString(), "no_such_tool", TRACE)) {
      assertFalse(text.contains(secret), secret);
    }
  }

  @Test
  void thePageIsOnItsOwnPortAlone() throws Exception {
    HttpResponse<String> page = page("/metrics");
    assertEquals(200, page.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        page.headers().firstValue("Content-Type").orElse(""));
    assertEquals(404, page("/mcp").statusCode());
    assertEquals(404, get("/metrics"));
    IllegalStateException taken =
        assertThrows(
            IllegalStateException.class,
            () ->
                new MetricsServer(
                    InetAddress.getLoopbackAddress(), port, "text/plain", () -> new byte[0]));
    assertTrue(taken.getMessage().contains("Set METRICS_PORT to a port that is free."));
  }

  @Test
  void theLogTellsTheTraceOfACallAndTakesNoOther() throws Exception {
    LOG.list.clear();
    call("get_profile", "{}", PARENT, PARENT.replace("4bf9", "aaaa"));
    List<String> calls = logged("tool=get_profile");
    assertTrue(calls.get(0).contains(" trace=" + TRACE + " span=00f067aa0ba902b7"), calls.get(0));
    String request = calls.get(0).replaceAll(".* request=(\\w+).*", "$1");
    assertTrue(
        logged("trace=aaaa").get(0).contains(" request=" + request), "one id ties both lines");
    call("suggest_deload", "{}", "00-0-0-01 outcome=ok", "forged trace=1");
    assertFalse(logged("tool=suggest_deload").get(0).contains("trace="));
    assertTrue(logged("forged").isEmpty());
  }

  /** With Debian's python3-prometheus-client, which reads as Prometheus itself does. */
  @Test
  void prometheusReadsThePage() throws Exception {
    call("get_profile", "{}", PARENT, null);
    Path file = Files.createTempFile("coach", ".prom");
    Files.writeString(file, page("/metrics").body());
    String program =
        "import sys\n"
            + "try:\n from prometheus_client.parser import text_string_to_metric_families as read\n"
            + "except ImportError: sys.exit(77)\n"
            + "for f in read(open(sys.argv[1]).read()): print(f.name, f.type, len(f.samples))";
    // Debian's packages are for Debian's own Python, which need not be the first one on the path.
    String python =
        Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    Run run = Run.of(Path.of("."), Map.of(), "", List.of(python, "-c", program, file.toString()));
    Files.delete(file);
    boolean required = "true".equals(System.getenv("CI"));
    assumeTrue(required || run.code() != 77, "bin/check says that the client is missing");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("coach_tool_seconds histogram "), run.out());
    assertTrue(run.out().contains("coach_tool_calls counter "), run.out());
  }

  @Test
  void everyMetricOfTheDashboardAndOfTheDocsExists() throws Exception {
    call("get_profile", "{}", PARENT, null);
    get("/mcp");
    assertFalse(logged("path=/mcp status=405").isEmpty());
    Set<String> there =
        samples().keySet().stream()
            .map(name -> name.replaceAll("\\{.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    var dashboard = Talk.JSON.readTree(Path.of("deploy/grafana.json").toFile());
    var panels = StreamSupport.stream(dashboard.get("panels").spliterator(), false).toList();
    String queries =
        String.join("\n", dashboard.findValuesAsText("expr"))
            + Files.readString(Path.of("docs/hosting.md"));
    Set<String> named =
        Pattern.compile("coach_\\w+")
            .matcher(queries)
            .results()
            .map(found -> found.group())
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(named.size() > 5, named.toString());
    // A histogram goes by its bare name in the text.
    named.removeIf(name -> there.contains(name) || there.contains(name + "_count"));
    assertEquals(Set.of(), named);
    assertEquals(
        panels.size(),
        panels.stream().map(panel -> panel.get("id").asInt()).distinct().count(),
        "each panel has an id of its own");
  }
}
