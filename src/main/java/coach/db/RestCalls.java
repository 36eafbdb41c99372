package coach.db;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends a request and waits for the whole of its answer, until it is late or cancelled. */
final class RestCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Suspensions suspensions;
  private volatile HttpClient client = client();

  /** A body that is no JSON, such as a page for people, is {@code MissingNode}. */
  record Answer(int status, JsonNode json) {}

  /**
   * @param clock goes on while the machine is suspended
   */
  RestCalls(Clock clock) {
    suspensions = new Suspensions(clock);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /**
   * @param patience for the whole of the answer
   * @param cancellation drops the request; what the database does with it by then is unknown
   * @throws DatabaseException where no answer came
   */
  Answer send(HttpRequest request, Duration patience, Cancellation cancellation) {
    if (suspensions.wasOne()) {
      // All its connections are dead.
      client = client();
    }
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      cancellation.begin(() -> coming.cancel(true));
      return answer(coming.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (CancellationException dropped) {
      throw Cancellation.failure(dropped);
    } catch (ExecutionException failed) {
      throw cancellation.isCancelled()
          ? Cancellation.failure(failed)
          : RestErrors.unreachable(failed.getCause());
    } catch (TimeoutException late) {
      throw DatabaseErrors.unavailable(late);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Cancellation.failure(stopping);
    } finally {
      coming.cancel(true);
      cancellation.end();
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    try {
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException cutShort) {
      if (response.statusCode() == 200 && type.startsWith("application/json")) {
        throw RestErrors.unreachable(cutShort);
      }
      return new Answer(response.statusCode(), MissingNode.getInstance());
    }
  }
}
