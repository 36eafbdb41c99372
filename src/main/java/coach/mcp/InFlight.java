package coach.mcp;

import coach.db.Cancellation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The requests of one connection in work, by id, so that they can be cancelled. */
public final class InFlight {
  /** What all messages of a connection have in common. */
  private static final class Connection {
    final Map<JsonNode, Cancellation> running = new HashMap<>();
    final Map<JsonNode, Long> early = new Early();
    Consumer<Cancellation> ending;
    long messages;
  }

  /** When unknown requests were cancelled, the latest few: more than may stand in line. */
  private static final class Early extends LinkedHashMap<JsonNode, Long> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 100;

    @Override
    protected boolean removeEldestEntry(Map.Entry<JsonNode, Long> eldest) {
      return size() > MOST;
    }
  }

  private final Connection connection;
  private final long order;

  public InFlight() {
    this(new Connection(), 0);
  }

  private InFlight(Connection connection, long order) {
    this.connection = connection;
    this.order = order;
  }

  /** The same requests for the next message of the connection, which may have to stand in line. */
  InFlight next() {
    synchronized (connection) {
      return new InFlight(connection, ++connection.messages);
    }
  }

  /** What comes after the end of the connection or of coach ends before it begins. */
  Cancellation begin(JsonNode id) {
    synchronized (connection) {
      Cancellation cancellation = new Cancellation();
      connection.running.put(id, cancellation);
      Long cancelled = connection.early.remove(id);
      // A cancellation from before the request was for another one of that id.
      if (cancelled != null && cancelled > order) {
        cancellation.cancel();
      }
      if (connection.ending != null) {
        connection.ending.accept(cancellation);
      }
      return cancellation;
    }
  }

  /** The client no longer waits; an unknown request may still stand in line. */
  void cancel(JsonNode id) {
    synchronized (connection) {
      Cancellation known = connection.running.get(id);
      if (known != null) {
        known.cancel();
      } else {
        connection.early.put(id, order);
      }
    }
  }

  void end(JsonNode id, Cancellation cancellation) {
    synchronized (connection) {
      connection.running.remove(id, cancellation);
    }
  }

  /** Nobody reads this connection any more. */
  void abandon() {
    endAll(Cancellation::cancel);
  }

  /** coach ends, while the client still waits. */
  void stop() {
    endAll(Cancellation::stop);
  }

  private void endAll(Consumer<Cancellation> how) {
    synchronized (connection) {
      connection.ending = how;
      connection.running.values().forEach(how);
    }
  }
}
