package coach.bench;

import coach.deploy.SignInFlood;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What one signed-in lifter and a thousand addresses without an account can do to a server, each as
 * a thread that goes on until it is over.
 *
 * @param token of the lifter who abuses
 * @param held waited-for answers of others that did not come in time are told to this
 */
record Abuse(URI url, Supplier<String> token, BooleanSupplier isOver, Consumer<String> held) {
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}";
  private static final String READ =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"%s\"}}";
  private static final String LOG =
      "{\"name\":\"Day\",\"exercises\":[{\"exercise\":\"bench press\",\"sets\":[{\"weight\":60,\"reps\":5}]}]}";
  private static final String EDIT = "{\"session\":\"last\",\"change\":{\"note\":\"again\"}}";

  /** Of each of three kinds, so that there are a thousand. */
  private static final int CONNECTIONS = 340;

  private static final int GUESSES_AT_ONCE = 10;

  static String call(String tool, String arguments) {
    return CALL.formatted(tool, arguments);
  }

  static String log() {
    return call("log_workout", LOG);
  }

  /** Everything at once. */
  List<Runnable> all() {
    String giant = "{\"text\":\"" + "\uFDFA".repeat(100_000) + "\"}";
    String batch = "[" + String.join(",", Collections.nCopies(50, call("get_profile", "{}"))) + "]";
    return List.of(
        this::guess,
        () -> flood(call("search_exercises", giant)),
        () -> flood(log()),
        () -> flood(call("edit_workout", EDIT)),
        () -> flood(call("edit_workout", EDIT)),
        () -> flood(batch),
        () -> hold(() -> "GET /health HTTP/1.1\r\nHost: loc"),
        () -> hold(() -> begun("POST /mcp", 900_000) + "{"),
        () -> hold(() -> unread("workout://exercises/catalog")),
        () -> hold(() -> unread("workout://export/json")));
  }

  /** Wrong passwords from ever other addresses; others must be served meanwhile. */
  private void guess() {
    try {
      SignInFlood flood = new SignInFlood(url);
      while (!isOver.getAsBoolean()) {
        flood.attempt(GUESSES_AT_ONCE);
      }
    } catch (Exception | AssertionError kept) {
      held.accept("others were kept waiting: " + kept.getMessage());
    }
  }

  private void flood(String body) {
    HttpClient client = HttpClient.newHttpClient();
    while (!isOver.getAsBoolean()) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(url.resolve("/mcp"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token.get())
                .header(SignInFlood.ADDRESS_HEADER, address())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
      } catch (IOException | InterruptedException refused) {
        client = HttpClient.newHttpClient();
      }
    }
  }

  private static String address() {
    return "192.0.2." + ThreadLocalRandom.current().nextInt(256);
  }

  private String begun(String line, int length) {
    return """
        %s HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Authorization: Bearer %s\r
        %s: %s\r
        Content-Length: %d\r
        \r
        """
        .formatted(line, token.get(), SignInFlood.ADDRESS_HEADER, address(), length);
  }

  private String unread(String resource) {
    String body = READ.formatted(resource);
    return begun("POST /mcp", body.length()) + body;
  }

  /** Opens connections that begin and never end. */
  private void hold(Supplier<String> beginning) {
    Deque<Socket> open = new ArrayDeque<>();
    while (!isOver.getAsBoolean()) {
      try {
        Socket socket = new Socket("127.0.0.1", url.getPort());
        open.add(socket);
        socket.getOutputStream().write(beginning.get().getBytes(StandardCharsets.US_ASCII));
        if (open.size() > CONNECTIONS) {
          open.poll().close();
        }
        Thread.sleep(20);
      } catch (IOException | InterruptedException refused) {
        Thread.onSpinWait();
      }
    }
  }
}
