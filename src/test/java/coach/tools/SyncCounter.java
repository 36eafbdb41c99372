package coach.tools;

import coach.testing.Relay;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a driver and PostgreSQL, passes everything on and counts how often the driver
 * waits for an answer: every Sync of the extended protocol and every simple Query is one round
 * trip.
 */
final class SyncCounter implements AutoCloseable {
  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;

  private final ServerSocket listener;
  private final int target;
  private final AtomicInteger syncs = new AtomicInteger();
  private final AtomicInteger parses = new AtomicInteger();

  SyncCounter(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Relay.start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Round trips so far. */
  int roundTrips() {
    return syncs.get();
  }

  /** Statements parsed so far: none more for what the server has prepared. */
  int parses() {
    return parses.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Relay.start(() -> pass(server.getInputStream(), client.getOutputStream()));
      Relay.start(() -> count(client.getInputStream(), server.getOutputStream()));
    }
  }

  private static void pass(InputStream from, OutputStream to) throws IOException {
    byte[] bytes = new byte[8192];
    for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
      to.write(bytes, 0, read);
      to.flush();
    }
    to.close();
  }

  /** Reads the driver's side message by message. */
  private void count(InputStream from, OutputStream to) throws IOException {
    DataInputStream messages = new DataInputStream(from);
    boolean started = false;
    while (!started) {
      // Until the start-up message, messages have no type; requests for encryption come before it.
      byte[] message = body(messages, to);
      int code = message.length < 4 ? 0 : java.nio.ByteBuffer.wrap(message).getInt();
      started = code != SSL_REQUEST && code != GSS_REQUEST;
    }
    while (true) {
      int type = messages.readUnsignedByte();
      if (type == 'S' || type == 'Q') {
        syncs.incrementAndGet();
      } else if (type == 'P') {
        parses.incrementAndGet();
      }
      to.write(type);
      body(messages, to);
    }
  }

  private static byte[] body(DataInputStream messages, OutputStream to) throws IOException {
    int length = messages.readInt();
    byte[] message = messages.readNBytes(length - 4);
    to.write(java.nio.ByteBuffer.allocate(4).putInt(length).array());
    to.write(message);
    to.flush();
    return message;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
