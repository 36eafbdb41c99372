package coach.db;

import coach.DatabaseUrl;
import java.security.Security;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections with the settings that every kind of PostgreSQL host needs. The first one finds out
 * whether statements may stay prepared, unless the address says so.
 */
final class PostgresSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  static {
    provideSooner("SunJCE");
  }

  private volatile boolean known;

  PostgresSource(String jdbcUrl, String user, String password) {
    setURL(jdbcUrl);
    setUser(user);
    setPassword(password);
    setApplicationName("coach");
    setTcpKeepAlive(true);
    setConnectTimeout(4);
    setSocketTimeout(60);
    // A server's error text may quote a row: a lifter's data.
    setLogServerErrorDetail(false);
    boolean supabases = getServerNames()[0].matches(".*\\.supabase\\.(co|com)");
    boolean lends = getPortNumbers()[0] == DatabaseUrl.TRANSACTION_POOLER_PORT;
    if (lends) {
      setPrepareThreshold(0);
    }
    // Supabase's other ports keep a connection for its client.
    known = lends || supabases || jdbcUrl.contains("prepareThreshold=");
  }

  /**
   * Java asks its providers in their order, and on the way to the HMAC of PostgreSQL's sign-in
   * would make every elliptic curve at each start.
   */
  private static void provideSooner(String provider) {
    String place = "security.provider.";
    int at = 1;
    while (Security.getProperty(place + at) != null
        && !Security.getProperty(place + at).equals(provider)) {
      at++;
    }
    if (Security.getProperty(place + at) != null) {
      for (; at > 2; at--) {
        Security.setProperty(place + at, Security.getProperty(place + (at - 1)));
      }
      Security.setProperty(place + 2, provider);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Connection connection = super.getConnection(user, password);
    try {
      learn(connection, user, password);
      if (getPrepareThreshold() == 0) {
        connection.unwrap(PGConnection.class).setPrepareThreshold(0);
      }
      return connection;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  /**
   * Prepares nothing from now on: what stands before the server lends its connections after all.
   */
  void prepareNothing() {
    setPrepareThreshold(0);
    known = true;
  }

  private void learn(Connection connection, String user, String password) throws SQLException {
    if (known) {
      return;
    }
    if (Pooling.of(connection, () -> super.getConnection(user, password)) == Pooling.TRANSACTION) {
      prepareNothing();
    }
    known = true;
  }
}
