package coach.mcp;

import coach.db.Database;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.db.SharedSecret;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Optional;

/** One of several coaches on the same database, which have nothing else in common. */
public record Instance(Database database, Dispatcher dispatcher) implements AutoCloseable {
  public static Instance on(CoachDatabase coach) {
    HikariDataSource pool =
        Pool.open(coach.server().jdbcUrl(), coach.server().user(), coach.server().password(), 2);
    Database database = new Database(new NativeRoad(pool));
    SharedSecret secret =
        new SharedSecret(new ServerStatements(new NativeRoad(pool)), Optional.empty());
    RequestState states = new RequestState(secret, Clock.systemUTC());
    return new Instance(database, new Dispatcher(Tools.catalog(), database, states, "1", true));
  }

  @Override
  public void close() {
    database.close();
  }
}
