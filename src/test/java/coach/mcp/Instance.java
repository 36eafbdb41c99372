package coach.mcp;

import coach.db.Database;
import coach.db.Road;
import coach.db.ServerStatements;
import coach.db.SharedSecret;
import coach.testing.CoachDatabase;
import coach.testing.Roads;
import coach.tools.contents.Tools;
import java.time.Clock;
import java.util.Optional;

/** One of several coaches on the same database, which have nothing else in common. */
public record Instance(Database database, Dispatcher dispatcher) implements AutoCloseable {
  public static Instance on(CoachDatabase coach) {
    Road road = Roads.to(coach.server(), 2);
    Database database = new Database(road);
    SharedSecret secret = new SharedSecret(new ServerStatements(road), Optional.empty());
    RequestState states = new RequestState(secret, Clock.systemUTC());
    return new Instance(database, new Dispatcher(Tools.catalog(), database, states, "1", true));
  }

  @Override
  public void close() {
    database.close();
  }
}
