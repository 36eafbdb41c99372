package coach.bench;

import coach.Caller;
import coach.testing.CoachDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two honest lifters train while one abuses the server in every way at once; prints what the honest
 * ones got, and fails where a call of theirs did.
 */
final class Soak {
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}";
  private static final String LOG =
      "{\"name\":\"Day\",\"exercises\":[{\"exercise\":\"bench"
          + " press\",\"sets\":[{\"weight\":60,\"reps\":5}]}]}";

  private static final int IMAGE_JAVA = 25;

  /** Of the machine's 256; an older Java cannot give memory back and has all of them. */
  private static final long MOST_MEGABYTES = Runtime.version().feature() >= IMAGE_JAVA ? 220 : 256;

  private final SmallServer server;
  private final long until;
  private final List<Double> times = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  private Soak(SmallServer server, Duration length) {
    this.server = server;
    until = System.nanoTime() + length.toNanos();
  }

  public static void main(String[] arguments) throws Exception {
    Duration length = Duration.ofMinutes(arguments.length == 0 ? 1 : Long.parseLong(arguments[0]));
    try (CoachDatabase site = new CoachDatabase()) {
      site.execute("update coach.setting set value = '100000' where name = 'rate_limit_per_hour'");
      List<Caller> honest = List.of(site.account("Ann"), site.account("Ben"));
      try (SmallServer server = started(site)) {
        new Soak(server, length).run(honest, site.account("Mallory"));
      }
    }
  }

  private static SmallServer started(CoachDatabase site) throws IOException {
    boolean image = Runtime.version().feature() >= IMAGE_JAVA;
    System.out.printf(
        "Java %s%s%n", Runtime.version(), image ? ", the image's flags, one processor" : "");
    return image ? SmallServer.asInTheImage(site.server()) : new SmallServer(site.server());
  }

  private void run(List<Caller> honest, Caller attacker) throws Exception {
    String big = "\"" + "\uFDFA".repeat(100_000) + "\"";
    List<Thread> people = new ArrayList<>();
    honest.forEach(lifter -> people.add(start(() -> train(lifter))));
    people.add(
        start(() -> flood(attacker, CALL.formatted("search_exercises", "{\"text\":" + big + "}"))));
    people.add(start(() -> flood(attacker, CALL.formatted("log_workout", LOG))));
    people.add(
        start(
            () ->
                flood(
                    attacker,
                    "["
                        + String.join(
                            ",", Collections.nCopies(50, CALL.formatted("get_profile", "{}")))
                        + "]")));
    people.add(
        start(
            () ->
                hold(
                    "POST /mcp HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Content-Length: 900000\r\n\r\n"
                        + "{")));
    people.add(start(() -> hold("GET /health HTTP/1.1\r\nHost: loc")));
    people.add(start(() -> hold(unread(attacker))));
    for (Thread person : people) {
      person.join();
    }
    report();
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  private static String unread(Caller lifter) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"workout://exercises/catalog\"}}";
    return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nLifter: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(lifter.user(), body.length(), body);
  }

  private boolean isOver() {
    return System.nanoTime() > until;
  }

  private int post(HttpClient client, Caller lifter, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Lifter", lifter.user().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    boolean failed = answer.statusCode() != 200 || answer.body().contains("\"isError\":true");
    return failed ? 1 : 0;
  }

  private void train(Caller lifter) {
    HttpClient client = HttpClient.newHttpClient();
    for (int turn = 0; !isOver(); turn++) {
      long began = System.nanoTime();
      try {
        String call =
            turn % 3 == 0
                ? CALL.formatted("log_workout", LOG)
                : CALL.formatted("get_profile", "{}");
        if (post(client, lifter, call) != 0) {
          failures.add("refused");
        }
        times.add((System.nanoTime() - began) / 1e6);
        Thread.sleep(500);
      } catch (IOException | InterruptedException failed) {
        failures.add(failed.toString());
      }
    }
  }

  private void flood(Caller lifter, String body) {
    HttpClient client = HttpClient.newHttpClient();
    while (!isOver()) {
      try {
        post(client, lifter, body);
      } catch (IOException | InterruptedException refused) {
        client = HttpClient.newHttpClient();
      }
    }
  }

  /** Opens up to 300 connections that begin and never end. */
  private void hold(String beginning) {
    Deque<Socket> held = new ArrayDeque<>();
    while (!isOver()) {
      try {
        Socket socket = new Socket("127.0.0.1", server.port());
        held.add(socket);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        if (held.size() > 300) {
          held.poll().close();
        }
        Thread.sleep(20);
      } catch (IOException | InterruptedException refused) {
        Thread.onSpinWait();
      }
    }
  }

  private void report() throws IOException {
    List<Double> sorted = times.stream().sorted().toList();
    double slow = sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * 0.95));
    System.out.printf(
        "honest calls %d, failed %d, p95 %.0f ms, most memory %d MB, %s%n",
        times.size(),
        failures.size(),
        slow,
        server.megabytes(),
        server.isAlive() ? "no restart" : "it has ended");
    failures.stream().distinct().limit(5).forEach(System.out::println);
    if (!failures.isEmpty() || !server.isAlive() || server.megabytes() > MOST_MEGABYTES) {
      throw new IllegalStateException("the soak failed");
    }
  }
}
