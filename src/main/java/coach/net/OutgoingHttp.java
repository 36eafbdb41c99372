package coach.net;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a server that the operator has configured: no redirects, short answers, a limited wait. */
public final class OutgoingHttp {
  private static final int MOST_BYTES = 256 * 1024;

  private final HttpClient client;

  /**
   * @param connect how long a connection may take
   */
  public OutgoingHttp(Duration connect) {
    client =
        HttpClient.newBuilder()
            .connectTimeout(connect)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Every answer is read to its end, whatever it says: else its connection would stay open.
   *
   * @param patience for the whole of an answer
   * @throws IOException where nothing usable came in time
   */
  public HttpResponse<byte[]> send(HttpRequest request, Duration patience)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, info -> new LimitedBody(MOST_BYTES));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException cause
          ? cause
          : new IOException(failed.getCause());
    } catch (TimeoutException late) {
      throw new HttpTimeoutException("no answer within " + patience.toMillis() + " ms");
    } finally {
      answer.cancel(true);
    }
  }
}
