package coach.bench;

import coach.testing.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Passes on what comes, as late as a far server would hear it. */
final class Distance implements AutoCloseable {
  private final ServerSocket listener;
  private final IntSupplier target;
  private final long oneWayNanos;

  /**
   * @param port to listen on, 0 for any free one
   * @param target asked at every connection; it may take its time, as a host that wakes
   */
  Distance(int port, IntSupplier target, Duration roundTrip) throws IOException {
    listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    oneWayNanos = roundTrip.toNanos() / 2;
    Relay.start(this::accept);
  }

  /** What arrived when; empty at the end of a connection. */
  private record Part(long at, byte[] bytes) {}

  int port() {
    return listener.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Relay.start(() -> join(client));
    }
  }

  private void join(Socket client) throws IOException {
    Socket server = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    pass(client.getInputStream(), server.getOutputStream());
    pass(server.getInputStream(), client.getOutputStream());
  }

  private void pass(InputStream from, OutputStream to) {
    BlockingQueue<Part> under = new LinkedBlockingQueue<>();
    Relay.start(
        () -> {
          byte[] bytes = new byte[65_536];
          int read;
          do {
            read = from.read(bytes);
            under.add(
                new Part(System.nanoTime(), java.util.Arrays.copyOf(bytes, Math.max(read, 0))));
          } while (read >= 0);
        });
    Relay.start(
        () -> {
          for (Part part = under.take(); part.bytes().length > 0; part = under.take()) {
            TimeUnit.NANOSECONDS.sleep(part.at() + oneWayNanos - System.nanoTime());
            to.write(part.bytes());
            to.flush();
          }
          to.close();
        });
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
