package coach.bench;

import coach.Caller;
import coach.db.ServerStatements;
import coach.deploy.SignInFlood;
import coach.oauth.TestTokens;
import coach.testing.CoachDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two honest lifters train while one abuses the server in every way at once; prints what the honest
 * ones got, and fails where a call of theirs did.
 */
final class Soak {
  private static final int IMAGE_JAVA = 25;
  private static final boolean IMAGE = Runtime.version().feature() >= IMAGE_JAVA;

  /** Of the machine's 256; an older Java cannot give memory back and has all of them. */
  private static final long MOST_MEGABYTES = IMAGE ? 220 : 256;

  private final GuardedServer server;
  private final TestTokens tokens;
  private final Map<String, String> kept = new ConcurrentHashMap<>();
  private final long until;
  private final List<Double> times = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  private Soak(GuardedServer server, TestTokens tokens, Duration length) {
    this.server = server;
    this.tokens = tokens;
    until = System.nanoTime() + length.toNanos();
  }

  public static void main(String[] arguments) throws Exception {
    Duration length = Duration.ofMinutes(arguments.length == 0 ? 1 : Long.parseLong(arguments[0]));
    System.out.printf(
        "Java %s%s%n", Runtime.version(), IMAGE ? ", the image's flags, one processor" : "");
    try (CoachDatabase site = new CoachDatabase()) {
      List<Caller> honest = List.of(site.account("Ann"), site.account("Ben"));
      try (GuardedServer server = new GuardedServer(site.server(), IMAGE)) {
        TestTokens tokens = new TestTokens(server.url, new ServerStatements(site.road()));
        new Soak(server, tokens, length).run(honest, site.account("Mallory"));
      }
    }
  }

  private void run(List<Caller> honest, Caller attacker) throws Exception {
    Abuse abuse = new Abuse(server.url, () -> token(attacker), this::isOver, failures::add);
    List<Thread> people = new ArrayList<>();
    honest.forEach(
        lifter ->
            people.add(new Thread(() -> train(lifter, "203.0.113." + honest.indexOf(lifter)))));
    abuse.all().forEach(work -> people.add(new Thread(work)));
    people.forEach(Thread::start);
    for (Thread person : people) {
      person.join();
    }
    report();
  }

  /** As an app keeps it: another one every half an hour. */
  private String token(Caller lifter) {
    long halfHour = System.nanoTime() / Duration.ofMinutes(30).toNanos();
    return kept.computeIfAbsent(lifter.user() + " " + halfHour, key -> tokens.of(lifter.user()));
  }

  private boolean isOver() {
    return System.nanoTime() > until;
  }

  private void train(Caller lifter, String address) {
    HttpClient client = HttpClient.newHttpClient();
    for (int turn = 0; !isOver(); turn++) {
      long began = System.nanoTime();
      try {
        String answer =
            post(
                client,
                lifter,
                address,
                turn % 3 == 0 ? Abuse.log() : Abuse.call("get_profile", "{}"));
        if (!answer.startsWith("200 ") || answer.contains("\"isError\":true")) {
          failures.add(answer);
        }
        times.add((System.nanoTime() - began) / 1e6);
        Thread.sleep(500);
      } catch (IOException | InterruptedException failed) {
        failures.add(failed.toString());
      }
    }
  }

  private String post(HttpClient client, Caller lifter, String address, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.url.resolve("/mcp"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token(lifter))
            .header(SignInFlood.ADDRESS_HEADER, address)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
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
