package coach.db;

import coach.DatabaseUrl;
import coach.db.DatabaseException.Kind;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
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

  /**
   * @param jdbcUrl without credentials
   * @param size most connections at once
   * @return which makes its first connection when one is asked for
   */
  public static HikariDataSource open(String jdbcUrl, String user, String password, int size) {
    // Its constructor for a configuration copies that field by field, by reflection.
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("coach");
    pool.setDataSource(source(jdbcUrl, user, password));
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

  private static PGSimpleDataSource source(String jdbcUrl, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("coach");
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(4);
    source.setSocketTimeout(60);
    // A server's error text may quote a row: a lifter's data.
    source.setLogServerErrorDetail(false);
    if (jdbcUrl.contains(":" + DatabaseUrl.TRANSACTION_POOLER_PORT + "/")) {
      // Behind a pooler in transaction mode a prepared statement is gone at the next call.
      source.setPrepareThreshold(0);
    }
    return source;
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
    PGSimpleDataSource source = source(url.jdbc(), url.user(), url.password());
    source.setConnectTimeout(PATIENCE_SECONDS);
    source.setLoginTimeout(PATIENCE_SECONDS);
    source.setApplicationName("coach check");
    try {
      source.getConnection().close();
    } catch (SQLException failure) {
      throw new DatabaseException(Kind.UNAVAILABLE, sentence(url, failure), 0, failure);
    }
  }

  private static String sentence(DatabaseUrl url, SQLException failure) {
    String place = url.host() + ":" + url.port();
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("28")) {
      return "The database at %s does not admit \"%s\": check user and password in DATABASE_URL."
          .formatted(place, url.user());
    }
    return switch (state) {
      case "3D000" ->
          "The server at %s has no database of that name: check the end of DATABASE_URL."
              .formatted(place);
      case "53300" ->
          "The database at %s has no connection left: close other programs that use it, or use its pooler."
              .formatted(place);
      default ->
          "The database at %s cannot be reached: check that it runs and that DATABASE_URL is its address."
              .formatted(place);
    };
  }
}
