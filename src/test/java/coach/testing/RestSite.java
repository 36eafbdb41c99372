package coach.testing;

import coach.Caller;
import coach.Config;
import coach.db.Pool;
import coach.db.RestRoad;
import coach.db.TestDatabase;
import coach.oauth.SupabaseTokens;
import com.auth0.jwt.algorithms.Algorithm;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** A coach database behind what stands in for a Supabase project's Data API. */
public final class RestSite implements AutoCloseable {
  /** The project's legacy secret. */
  public static final String SIGNING_KEY = "a secret that only the project and coach know";

  private final HikariDataSource pool;
  private final PostgrestFront front;

  public RestSite(TestDatabase server) throws IOException {
    this(server.jdbcUrl(), server.user(), server.password());
  }

  RestSite(String jdbcUrl, String user, String password) throws IOException {
    pool = Pool.open(jdbcUrl, user, password, 6);
    front = new PostgrestFront(pool, Algorithm.HMAC256(SIGNING_KEY));
  }

  public PostgrestFront front() {
    return front;
  }

  /** All that coach may have. */
  public RestRoad.Access access() {
    Function<Caller, String> tokens = SupabaseTokens.signedWith(SIGNING_KEY, Clock.systemUTC());
    return access(tokens, Optional.of(PostgrestFront.SECRET));
  }

  public RestRoad.Access access(Function<Caller, String> tokens, Optional<String> secretKey) {
    return new RestRoad.Access(
        front.url(),
        new Config.Secret(PostgrestFront.PUBLISHABLE),
        tokens,
        secretKey.map(Config.Secret::new),
        Optional.empty());
  }

  @Override
  public void close() {
    front.close();
    pool.close();
  }
}
