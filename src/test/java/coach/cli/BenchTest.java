package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Run;
import coach.db.ServerStatements;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.mcp.Talk;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** Deployments side by side, over HTTP; what cannot be measured says why. */
class BenchTest {
  private static final CoachDatabase COACH = new CoachDatabase();
  private static final Caller ANN = COACH.account("Ann");

  /** What else may stand at an address: answers with the status that is its path, once asked. */
  private static final List<String> SENT = new CopyOnWriteArrayList<>();

  private static WebServer server;
  private static HttpServer other;
  private static String url;

  @BeforeAll
  static void serve() throws Exception {
    server =
        new WebServer(
            WebServer.Settings.local(0, "http://localhost:0", FloodLimits.usual(Optional.empty())),
            new Dispatcher(Tools.catalog(), COACH.coach(), "1", false),
            request -> Caller.remote(ANN.user(), Set.of(Caller.READ)),
            COACH.coach());
    server.start();
    url = "http://localhost:" + server.port();
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          SENT.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1, 4));
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Retry-After", "12");
          byte[] page = "<!doctype html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
  }

  @AfterAll
  static void end() {
    server.stop();
    other.stop(0);
    COACH.close();
  }

  private static void limit(int calls) {
    new ServerStatements(COACH.road())
        .run("set_rate_limit", Map.of("calls", Integer.toString(calls)));
    COACH.execute("delete from coach.call_log");
  }

  private static Run bench(String... arguments) {
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(arguments));
    return Shell.run(Map.of(), all.toArray(String[]::new));
  }

  private static String there(int status) {
    return "http://localhost:%d/%d".formatted(other.getAddress().getPort(), status);
  }

  @Test
  void deploymentsStandSideBySide(@TempDir Path folder) throws Exception {
    limit(0);
    Path drawn = folder.resolve("bench.svg");
    Run run =
        bench(
            "direct=" + url,
            "gone away=http://127.0.0.1:1",
            "--calls",
            "8",
            "--at-once=2",
            "--svg",
            drawn.toString());
    assertEquals(1, run.code(), "one of them was not asked to the end");
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(0).startsWith("| deployment | calls | cold start"), run.out());
    assertTrue(lines.get(2).matches("\\| direct +\\| 8 +\\| \\d.* ms (met|missed) .*"), run.out());
    assertTrue(lines.get(3).startsWith("| gone away  | 0     | -"), run.out());
    assertTrue(run.out().contains("gone away: It cannot be reached: check"), run.out());
    assertEquals(1, lines.stream().map(String::length).limit(4).distinct().count(), run.out());
    String svg = Files.readString(drawn);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    assertEquals(3 + 3, svg.split("<circle", -1).length - 1, "one row and the legend");
    assertTrue(svg.contains("no answer") && svg.contains("prefers-color-scheme:dark"), svg);
  }

  @Test
  void programsGetNumbers() throws Exception {
    limit(0);
    Run run = bench(url + "/mcp/", "--calls", "20", "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode one = Talk.parse(run.out()).at("/deployments/0");
    assertEquals(20, one.get("calls").asInt());
    assertEquals(url + "/mcp", one.get("url").asText());
    double p50 = one.get("p50_ms").asDouble();
    double p95 = one.get("p95_ms").asDouble();
    double p99 = one.get("p99_ms").asDouble();
    assertTrue(0 < p50 && p50 <= p95 && p95 <= p99, run.out());
    assertTrue(one.get("statement_ms").asDouble() <= p95, run.out());
    assertEquals(p95 < 2000, one.at("/met/p95").asBoolean());
    assertTrue(one.get("stopped").isNull(), run.out());
  }

  @Test
  void anHourlyLimitEndsIt() {
    limit(3);
    Run run = bench(url, "--calls", "50");
    assertEquals(1, run.code());
    assertTrue(run.out().contains("Your calls of this hour are used up"), run.out());
    assertTrue(run.out().contains("| 2     |"), "the first call is the cold start: " + run.out());
    assertEquals(List.of("3"), COACH.column("select count(*) from coach.call_log"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | It wants a sign-in: give its token with --token or in BENCH_TOKEN.
          404 | There is no coach at this address: check its path.
          429 | It limits its clients (HTTP 429) for 12 seconds: ask for fewer --calls.
          502 | It answers with HTTP 502: look into its log.
          200 | There is no coach at this address: what answers is a page.
          """)
  void whatIsNoAnswerEndsItAtOnce(int status, String sentence) {
    SENT.clear();
    Run run = bench("x=" + there(status));
    assertEquals(1, run.code());
    assertTrue(run.out().contains("x: " + sentence), run.out());
    assertEquals(1, SENT.size(), "asked once");
  }

  @Test
  void aTokenGoesToItsOwnAddressAndIsNeverShown() {
    SENT.clear();
    Run run = bench(there(401), there(404), "--token", "s3cret,");
    assertEquals(List.of("Bearer s3cret", "null"), SENT);
    assertTrue(run.out().contains("It refuses the token: get a new one"), run.out());
    Run spread = bench(there(401), there(404), "--token", "s3cret");
    assertEquals(2, spread.code());
    assertTrue(spread.err().contains("there are 1 tokens for 2 addresses"), spread.err());
    Run open = bench("http://coach.example.com", "--token", "s3cret");
    assertTrue(open.err().contains("would carry your token over plain http"), open.err());
    for (Run one : List.of(run, spread, open)) {
      assertFalse((one.out() + one.err()).contains("s3cret"), one.out() + one.err());
    }
  }

  @Test
  void whatIsTypedWronglyIsSaid() {
    assertTrue(bench().err().contains("it needs the address of at least one coach"));
    assertTrue(bench("ftp://x").err().contains("\"ftp://x\" is no address such as https://"));
    assertTrue(bench(url, "--calls", "0").err().contains("--calls is \"0\" and must be from 1 to"));
    assertTrue(
        bench(url, "--svg", "/nowhere/x.svg", "--calls", "1")
            .err()
            .contains("\"/nowhere/x.svg\" cannot be written"));
  }
}
