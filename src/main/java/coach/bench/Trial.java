package coach.bench;

import coach.net.OutgoingHttp;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks one deployment the same question again and again, and stops at the first answer that is
 * none: whoever limits its clients is not to be flooded.
 *
 * @param calls answered calls wanted, after the first
 * @param atOnce how many are under way at a time
 * @param patience for all of it
 */
public record Trial(int calls, int atOnce, Duration patience) {
  /** A read that every account answers, over one statement. */
  private static final String TOOL = "list_sessions";

  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":{},"_meta":{\
      "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
      "io.modelcontextprotocol/clientCapabilities":{}}}}"""
          .formatted(TOOL);

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Longer than the slowest host takes to wake. */
  private static final Duration ONE_ANSWER = Duration.ofSeconds(90);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Something else than an answer came; the message says what to do. */
  private static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    Stopped(String sentence) {
      super(sentence);
    }
  }

  /** Asks; never throws for what the deployment does. */
  public Result of(Deployment deployment) throws InterruptedException {
    OutgoingHttp http = new OutgoingHttp(CONNECT);
    long deadline = System.nanoTime() + patience.toNanos();
    double first;
    try {
      first = call(http, deployment);
    } catch (Stopped stopped) {
      return Result.none(deployment, stopped.getMessage());
    }
    AtomicReference<String> why = new AtomicReference<>("");
    double[] pings = rounds(Math.min(calls, 20), 1, deadline, why, () -> ping(http, deployment));
    double[] answers = rounds(calls, atOnce, deadline, why, () -> call(http, deployment));
    return new Result(deployment, first, answers, pings, why.get());
  }

  private static double[] rounds(
      int most, int atOnce, long deadline, AtomicReference<String> why, Callable<Double> one)
      throws InterruptedException {
    AtomicInteger left = new AtomicInteger(why.get().isEmpty() ? most : 0);
    Callable<List<Double>> worker = () -> rounds(left, deadline, why, one);
    ExecutorService workers = Executors.newFixedThreadPool(atOnce);
    try {
      List<Double> times = new ArrayList<>();
      for (Future<List<Double>> part : workers.invokeAll(Collections.nCopies(atOnce, worker))) {
        times.addAll(part.get());
      }
      return Result.ascending(times.stream().mapToDouble(Double::doubleValue).toArray());
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Double> rounds(
      AtomicInteger left, long deadline, AtomicReference<String> why, Callable<Double> one)
      throws Exception {
    List<Double> times = new ArrayList<>();
    while (left.getAndDecrement() > 0) {
      try {
        if (System.nanoTime() > deadline) {
          throw new Stopped("Its time was up; --seconds gives more.");
        }
        times.add(one.call());
      } catch (Stopped stopped) {
        left.set(0);
        why.compareAndSet("", stopped.getMessage());
      }
    }
    return times;
  }

  private static double ping(OutgoingHttp http, Deployment deployment)
      throws Stopped, InterruptedException {
    long begun = System.nanoTime();
    int status = send(http, HttpRequest.newBuilder(deployment.health()).build()).statusCode();
    if (status != 200) {
      throw new Stopped("Its /health answers with HTTP %d: check its path.".formatted(status));
    }
    return milliseconds(begun);
  }

  private static double call(OutgoingHttp http, Deployment deployment)
      throws Stopped, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(deployment.url())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", TOOL)
            .POST(BodyPublishers.ofString(CALL));
    if (!deployment.token().isEmpty()) {
      request.header("Authorization", "Bearer " + deployment.token());
    }
    long begun = System.nanoTime();
    HttpResponse<byte[]> answer = send(http, request.build());
    double taken = milliseconds(begun);
    demandAnswer(answer, !deployment.token().isEmpty());
    return taken;
  }

  private static HttpResponse<byte[]> send(OutgoingHttp http, HttpRequest request)
      throws Stopped, InterruptedException {
    try {
      return http.send(request, ONE_ANSWER);
    } catch (IOException unreachable) {
      throw new Stopped("It cannot be reached: check that it runs and that this is its address.");
    }
  }

  private static double milliseconds(long begun) {
    return (System.nanoTime() - begun) / 1e6;
  }

  private static void demandAnswer(HttpResponse<byte[]> answer, boolean withToken) throws Stopped {
    switch (answer.statusCode()) {
      case 200 -> demandResult(new String(answer.body(), StandardCharsets.UTF_8));
      case 401, 403 ->
          throw new Stopped(
              withToken
                  ? "It refuses the token: get a new one, and one for each address."
                  : "It wants a sign-in: give its token with --token or in BENCH_TOKEN.");
      case 429 ->
          throw new Stopped(
              "It limits its clients (HTTP 429)%s: ask for fewer --calls."
                  .formatted(
                      answer
                          .headers()
                          .firstValue("Retry-After")
                          .filter(s -> s.matches("\\d{1,6}"))
                          .map(s -> " for " + s + " seconds")
                          .orElse("")));
      case 404, 405 -> throw new Stopped("There is no coach at this address: check its path.");
      default ->
          throw new Stopped(
              "It answers with HTTP %d: look into its log.".formatted(answer.statusCode()));
    }
  }

  /** Of a body of JSON, or of the last event of a stream. */
  private static void demandResult(String body) throws Stopped {
    int event = body.lastIndexOf("data:");
    JsonNode json = json(body.startsWith("{") || event < 0 ? body : body.substring(event + 5));
    String told = json.at("/result/content/0/text").asText();
    if (told.contains("is used up. Try again in")) {
      throw new Stopped(
          "Your calls of this hour are used up: try again later, with fewer --calls.");
    }
    if (!json.path("result").path("content").isArray() || json.at("/result/isError").asBoolean()) {
      throw new Stopped("It is no coach of this version, or its database is away: ask its doctor.");
    }
  }

  private static JsonNode json(String text) throws Stopped {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new Stopped("There is no coach at this address: what answers is a page.");
    }
  }
}
