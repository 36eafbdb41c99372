package coach.app;

import coach.Config;
import coach.DatabaseUrl;
import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import coach.postgres.EmbeddedPostgres;
import coach.postgres.EmbeddedPostgresException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The database of this configuration, started where it is the embedded one, whatever is in it.
 *
 * @param embedded present where coach keeps the database itself, and may therefore migrate it
 *     unasked
 */
public record RunningDatabase(DatabaseUrl url, Optional<EmbeddedPostgres> embedded)
    implements AutoCloseable {
  /**
   * @param progress receives a few words before each step that takes long
   * @throws EmbeddedPostgresException whose message says what to do
   */
  public static RunningDatabase start(Config config, Consumer<String> progress)
      throws EmbeddedPostgresException {
    if (config.databaseUrl().isPresent()) {
      return new RunningDatabase(config.databaseUrl().get(), Optional.empty());
    }
    if (config.rest().isPresent()) {
      throw new DatabaseException(
          Kind.UNAVAILABLE,
          "USE_REST_API is true, and this command needs a connection: set DATABASE_URL to the project's direct address or its session pooler (port 5432).",
          0,
          null);
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(config.home(), progress);
    return new RunningDatabase(
        DatabaseUrl.of(postgres.jdbcUrl(), postgres.user(), postgres.password()),
        Optional.of(postgres));
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedPostgres::close);
  }
}
