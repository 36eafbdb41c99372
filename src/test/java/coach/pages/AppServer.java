package coach.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An app that waits for its answer on this machine and then sends its window on to another address,
 * as several do.
 */
final class AppServer implements AutoCloseable {
  /** The queries with which browsers came back. */
  final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private final HttpServer server;

  AppServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/callback", this::callback);
    server.createContext("/done", this::done);
    server.start();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  String callback() {
    return "http://127.0.0.1:" + port() + "/callback";
  }

  private void callback(HttpExchange exchange) throws IOException {
    answers.add(exchange.getRequestURI().getQuery());
    // Another host, so another origin than the one that was asked for.
    exchange.getResponseHeaders().set("Location", "http://localhost:" + port() + "/done");
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void done(HttpExchange exchange) throws IOException {
    byte[] page =
        "<!doctype html><title>Done</title><link rel=icon href=\"data:,\"><h1>The app has it</h1>"
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
