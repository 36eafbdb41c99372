package coach.testing;

import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.RestRoad;
import coach.db.Road;
import coach.db.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The road that tests take: a connection, or with {@code -Dcoach.road=rest} that over HTTP. */
public final class Roads {
  private Roads() {}

  public static Road to(TestDatabase server, int connections) {
    return to(server.jdbcUrl(), server.user(), server.password(), connections);
  }

  public static Road to(String jdbcUrl, String user, String password, int connections) {
    return System.getProperty("coach.road", "native").equals("rest")
        ? overRest(jdbcUrl, user, password)
        : new NativeRoad(Pool.open(jdbcUrl, user, password, connections));
  }

  private static Road overRest(String jdbcUrl, String user, String password) {
    try {
      RestSite site = new RestSite(jdbcUrl, user, password);
      return new Closing(new RestRoad(site.access()), site);
    } catch (IOException noServer) {
      throw new UncheckedIOException(noServer);
    }
  }

  /** Ends the site with its road. */
  private record Closing(Road road, RestSite site) implements Road {
    @Override
    public Reply run(Request request) {
      return road.run(request);
    }

    @Override
    public void ping() {
      road.ping();
    }

    @Override
    public void close() {
      site.close();
    }
  }
}
