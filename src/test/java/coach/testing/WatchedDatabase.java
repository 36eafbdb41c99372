package coach.testing;

import coach.Caller;
import coach.db.Answer;
import coach.db.Cancellation;
import coach.db.Database;
import coach.db.DatabaseException;
import coach.db.NativeDatabase;
import coach.db.Pool;
import coach.db.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The real road to a database, which remembers how every statement ended. */
public final class WatchedDatabase implements Database {
  private final HikariDataSource pool;
  private final Database road;
  private final List<String> endings;

  public WatchedDatabase(TestDatabase server, int connections) {
    pool = Pool.open(server.jdbcUrl(), server.user(), server.password(), connections);
    road = new NativeDatabase(pool);
    endings = new CopyOnWriteArrayList<>();
  }

  private WatchedDatabase(HikariDataSource pool, Database road, List<String> endings) {
    this.pool = pool;
    this.road = road;
    this.endings = endings;
  }

  /** {@code OK}, or the kind of the failure, in the order in which statements ended. */
  public List<String> endings() {
    return List.copyOf(endings);
  }

  /** Connections that somebody holds now. */
  public int connectionsInUse() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  public Answer run(Caller caller, String name, Map<String, String> values) {
    return watch(() -> road.run(caller, name, values));
  }

  @Override
  public List<Answer> runAll(
      Caller caller, String name, List<Map<String, String>> batches, IntConsumer done) {
    return watch(() -> road.runAll(caller, name, batches, done));
  }

  private <T> T watch(Supplier<T> work) {
    try {
      T result = work.get();
      endings.add("OK");
      return result;
    } catch (DatabaseException failed) {
      endings.add(failed.kind().name());
      throw failed;
    }
  }

  @Override
  public Database until(Cancellation cancellation) {
    return new WatchedDatabase(pool, road.until(cancellation), endings);
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
