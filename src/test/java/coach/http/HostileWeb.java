package coach.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A real https server at every address of this machine, with all that a stranger's may do. */
final class HostileWeb implements AutoCloseable {
  private static final long GIGABYTE = 1L << 30;

  private final SSLContext secure;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);

  /** How often something was read that nobody was to reach. */
  final AtomicInteger secretsRead = new AtomicInteger();

  /** What was taken off the hands of {@code /endless} and {@code /gigabyte}. */
  final AtomicLong bytesTaken = new AtomicLong();

  /** A permit for each request that {@code /held} holds back. */
  final Semaphore holding = new Semaphore(0);

  /** A permit for each that it may answer. */
  final Semaphore letGo = new Semaphore(0);

  HostileWeb(Path folder) throws Exception {
    secure = TestCertificate.create(folder);
    server = HttpsServer.create(new InetSocketAddress(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(secure));
    server.setExecutor(threads);
    serve("/app.json", exchange -> answer(exchange, document(exchange)));
    serve("/moved/", this::moved);
    serve("/secret", this::secret);
    serve("/endless", exchange -> pour(exchange, 0));
    serve("/gigabyte", exchange -> pour(exchange, GIGABYTE));
    serve("/drip", this::drip);
    serve("/held", this::hold);
    serve("/packed", HostileWeb::pack);
    serve("/silent", exchange -> await(Duration.ofHours(1)));
    server.start();
  }

  /** Answers in this way at this path and at all below. */
  void serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI at(String path) {
    return URI.create("https://localhost:" + port() + path);
  }

  /** Believes this server's certificate. */
  SslContextFactory.Client trust() {
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setSslContext(secure);
    return trust;
  }

  /** Of an app in order, at whatever name the server was asked under. */
  private static String document(HttpExchange exchange) {
    return """
        {"client_id":"https://%s/app.json","client_name":"Mallory's",
         "redirect_uris":["https://app.example/cb"]}"""
        .formatted(exchange.getRequestHeaders().getFirst("Host"));
  }

  static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void moved(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    exchange.getResponseHeaders().set("Location", at("/secret").toString());
    exchange.sendResponseHeaders(Integer.parseInt(path.substring("/moved/".length())), -1);
    exchange.close();
  }

  private void secret(HttpExchange exchange) throws IOException {
    secretsRead.incrementAndGet();
    answer(exchange, document(exchange));
  }

  private void hold(HttpExchange exchange) throws IOException {
    holding.release();
    letGo.acquireUninterruptibly();
    answer(exchange, document(exchange));
  }

  /** In order once it is unpacked. */
  private static void pack(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
      packing.write(document(exchange).replace("/app.json", "/packed").getBytes(UTF_8));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(200, packed.size());
    packed.writeTo(exchange.getResponseBody());
    exchange.close();
  }

  private void pour(HttpExchange exchange, long announced) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, announced);
    OutputStream body = exchange.getResponseBody();
    byte[] block = " ".repeat(64 * 1024).getBytes(UTF_8);
    for (long sent = 0; sent < GIGABYTE; sent += block.length) {
      body.write(block);
      bytesTaken.addAndGet(block.length);
    }
    exchange.close();
  }

  /** A little now and then, so that no single wait is ever long. */
  private void drip(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    while (!await(Duration.ofMillis(50))) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
    }
  }

  private boolean await(Duration most) {
    try {
      return end.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    end.countDown();
    letGo.release(100);
    server.stop(0);
    threads.shutdownNow();
  }
}
