package coach.db;

import coach.DatabaseUrl;
import coach.Measures;
import coach.db.DatabaseException.Kind;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the connection pool with the settings that every kind of PostgreSQL host needs. */
public final class Pool {
  private static final int PATIENCE_SECONDS = 5;

  /** How long a connection may rest before the pool asks whether it is alive. */
  private static final long KEEPALIVE_MILLIS = 30_000;

  static {
    // By default every call after half a second of rest pays a second round trip for that question.
    // The keep-alive asks it while no caller waits, so only a longer pause (a stopped machine)
    // needs it before a call; the library takes this setting from nowhere else.
    System.setProperty(
        "com.zaxxer.hikari.aliveBypassWindowMs", String.valueOf(KEEPALIVE_MILLIS + 5_000));
  }

  private Pool() {}

  /** Makes the class that stands for a closed connection, which the pool needs at the first one. */
  static void load() {
    Proxy.newProxyInstance(
        Connection.class.getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, arguments) -> null);
  }

  /**
   * @param jdbcUrl without credentials
   * @param size most connections at once
   * @return which makes its first connection when one is asked for
   */
  public static HikariDataSource open(String jdbcUrl, String user, String password, int size) {
    // Its constructor for a configuration copies that field by field, by reflection.
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("coach");
    pool.setDataSource(new PostgresSource(jdbcUrl, user, password));
    pool.setMaximumPoolSize(size);
    // An idle pool keeps a scale-to-zero machine awake and a paused one full of dead sockets.
    pool.setMinimumIdle(0);
    pool.setIdleTimeout(60_000);
    pool.setKeepaliveTime(KEEPALIVE_MILLIS);
    pool.setConnectionTimeout(5_000);
    pool.setValidationTimeout(2_000);
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  /** Tells how long statements wait for a connection, and how long in vain. */
  public static void measure(HikariDataSource pool, Measures measures) {
    IMetricsTracker tracker =
        new IMetricsTracker() {
          @Override
          public void recordConnectionAcquiredNanos(long nanos) {
            measures.connection(nanos);
          }

          @Override
          public void recordConnectionTimeout() {
            measures.connection(TimeUnit.MILLISECONDS.toNanos(pool.getConnectionTimeout()));
          }
        };
    pool.setMetricsTrackerFactory((name, stats) -> tracker);
  }

  /** Connects to another port from now on: where the server was started anew. */
  public static void move(HikariDataSource pool, int port) {
    ((PGSimpleDataSource) pool.getDataSource()).setPortNumbers(new int[] {port});
    HikariPoolMXBean used = pool.getHikariPoolMXBean();
    if (used != null) {
      used.softEvictConnections();
    }
  }

  /**
   * Tries an address once, without the pool's patience.
   *
   * @throws DatabaseException which says what to change where no connection can be had
   */
  public static void check(DatabaseUrl url) {
    PGSimpleDataSource source = new PostgresSource(url.jdbc(), url.user(), url.password());
    source.setConnectTimeout(PATIENCE_SECONDS);
    source.setLoginTimeout(PATIENCE_SECONDS);
    source.setApplicationName("coach check");
    try {
      source.getConnection().close();
    } catch (SQLException failure) {
      throw new DatabaseException(Kind.UNAVAILABLE, Unreachable.sentence(url, failure), 0, failure);
    }
  }
}
