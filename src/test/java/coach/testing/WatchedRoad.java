package coach.testing;

import coach.db.DatabaseException;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.Road;
import coach.db.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real road to a database, which remembers how every statement ended. */
public final class WatchedRoad implements Road {
  private final HikariDataSource pool;
  private final Road road;
  private final List<String> endings = new CopyOnWriteArrayList<>();

  public WatchedRoad(TestDatabase server, int connections) {
    pool = Pool.open(server.jdbcUrl(), server.user(), server.password(), connections);
    road = new NativeRoad(pool);
  }

  /** {@code OK}, or the kind of the failure, in the order in which statements ended. */
  public List<String> endings() {
    return List.copyOf(endings);
  }

  /** Connections that somebody holds now. */
  public int connectionsInUse() {
    // There is no pool before its first connection.
    return pool.isRunning() ? pool.getHikariPoolMXBean().getActiveConnections() : 0;
  }

  @Override
  public Reply run(Request request) {
    try {
      Reply reply = road.run(request);
      endings.add("OK");
      return reply;
    } catch (DatabaseException failed) {
      endings.add(failed.kind().name());
      throw failed;
    }
  }

  @Override
  public void ping() {
    road.ping();
  }

  @Override
  public void close() {
    road.close();
  }
}
