package coach.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server, passes everything on and counts how often a client speaks after it has
 * listened: each time is one way there and back, whatever the protocol.
 */
public final class Exchanges implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final AtomicInteger exchanges = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  public Exchanges(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Relay.start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** So far, over all connections. */
  public int exchanges() {
    return exchanges.get();
  }

  public int connections() {
    return connections.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      connections.incrementAndGet();
      // Which side spoke last.
      AtomicInteger turn = new AtomicInteger();
      Relay.start(() -> pass(client.getInputStream(), server.getOutputStream(), turn, 1));
      Relay.start(() -> pass(server.getInputStream(), client.getOutputStream(), turn, 0));
    }
  }

  private void pass(InputStream from, OutputStream to, AtomicInteger turn, int side)
      throws IOException {
    byte[] bytes = new byte[65_536];
    for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
      exchanges.addAndGet(turn.getAndSet(side) < side ? 1 : 0);
      to.write(bytes, 0, read);
    }
    to.close();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
