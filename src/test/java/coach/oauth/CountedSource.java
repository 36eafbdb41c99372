package coach.oauth;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A real road to the database that counts who takes it and can be closed and opened again. */
final class CountedSource implements DataSource {
  private final DataSource road;
  final AtomicInteger trips = new AtomicInteger();
  volatile boolean closed;

  CountedSource(DataSource road) {
    this.road = road;
  }

  @Override
  public Connection getConnection() throws SQLException {
    trips.incrementAndGet();
    if (closed) {
      throw new SQLTransientConnectionException("the road is closed");
    }
    return road.getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return road.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return road.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    road.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    road.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return road.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return road.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return road.isWrapperFor(type);
  }
}
