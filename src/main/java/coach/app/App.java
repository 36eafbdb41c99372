package coach.app;

import coach.Caller;
import coach.Config;
import coach.DatabaseUrl;
import coach.Resources;
import coach.db.Database;
import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.Road;
import coach.db.ServerStatements;
import coach.db.SharedSecret;
import coach.migrate.Migrations;
import coach.postgres.EmbeddedPostgresException;
import coach.tools.ToolCall.CallProgress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One running coach: a database that is ready for this version, and the person it serves. */
public final class App implements AutoCloseable {
  /** Enough for a laptop; a hosted database lends few connections to each of many instances. */
  private static final int CONNECTIONS = 8;

  private final Resources resources = new Resources();
  private final Opening opening;
  private final Database database;
  private final ServerStatements statements;
  private final SharedSecret secret;

  private App(Config config, Consumer<String> progress, boolean forOne) {
    opening = resources.add(new Opening(say -> open(config, say, forOne), progress));
    database = new Database(opening);
    statements = new ServerStatements(opening);
    secret = new SharedSecret(statements, config.secret().map(Config.Secret::value));
  }

  /**
   * Starts or reaches the database. The embedded one is migrated where it is older than this coach;
   * another one never without being asked.
   *
   * @param progress receives a few words before each step that takes long
   * @throws EmbeddedPostgresException whose message says what to do
   * @throws DatabaseException in our words
   * @throws LocalCaller.NotFound when there is no account to serve
   */
  public static App open(Config config, Consumer<String> progress)
      throws EmbeddedPostgresException {
    return opening(config, progress).opened();
  }

  /**
   * The same for a process that serves no single account. Only the embedded database still gets its
   * local lifter, whom the first account will be.
   */
  public static App openForAll(Config config, Consumer<String> progress)
      throws EmbeddedPostgresException {
    return openingForAll(config, progress).opened();
  }

  /** Returns at once: the database is opened in the background, and what needs it waits. */
  public static App opening(Config config, Consumer<String> progress) {
    return new App(config, progress, true);
  }

  /** The same for a process that serves no single account. */
  public static App openingForAll(Config config, Consumer<String> progress) {
    return new App(config, progress, false);
  }

  /**
   * Waits until the database is open, and closes everything where it cannot be.
   *
   * @throws EmbeddedPostgresException as {@link #open}, and so on
   */
  public App opened() throws EmbeddedPostgresException {
    try {
      opening.first();
      return this;
    } catch (Throwable failure) {
      close();
      throw failure;
    }
  }

  private static Opening.Opened open(Config config, Consumer<String> progress, boolean forOne)
      throws EmbeddedPostgresException {
    RunningDatabase running = RunningDatabase.start(config, progress);
    DatabaseUrl url = running.url();
    HikariDataSource pool = Pool.open(url.jdbc(), url.user(), url.password(), CONNECTIONS);
    running.embedded().ifPresent(server -> server.onMove(port -> Pool.move(pool, port)));
    Road road = new NativeRoad(pool);
    try {
      ServerStatements statements = new ServerStatements(road);
      bringUpToDate(statements, running, progress);
      boolean embedded = running.embedded().isPresent();
      Optional<String> wanted = forOne ? config.user() : Optional.empty();
      LocalCaller caller =
          forOne || embedded ? LocalCaller.find(statements, wanted, embedded) : null;
      return new Opening.Opened(running, road, caller);
    } catch (Throwable failure) {
      try (running) {
        // The pool waits for connections that are under way, and the process ends.
        if (!Thread.interrupted()) {
          road.close();
        }
      }
      throw failure;
    }
  }

  private static void bringUpToDate(
      ServerStatements statements, RunningDatabase running, Consumer<String> progress) {
    JsonNode schema = schema(statements, running);
    int difference = schema.path("version").asText("").compareTo(Migrations.NEWEST);
    if (difference > 0) {
      throw new DatabaseException(
          Kind.OUTDATED,
          "The database belongs to a newer coach than this one. Update coach.",
          0,
          null);
    }
    if (difference < 0 && running.embedded().isEmpty()) {
      throw new DatabaseException(
          Kind.OUTDATED,
          "The database is not ready for this version of coach. Run \"coach migrate --dry-run\" to see what is missing, then \"coach migrate\".",
          0,
          null);
    }
    boolean stale = difference < 0 || !Migrations.hasFunctions(schema.path("functions").asText(""));
    if (stale && running.embedded().isEmpty()) {
      progress.accept("the database has the functions of another coach: run \"coach migrate\"");
    } else if (stale) {
      DatabaseUrl url = running.url();
      new Migrations(url.jdbc(), url.user(), url.password()).migrate(progress);
    }
  }

  /** Nothing where coach has never migrated the database. */
  private static JsonNode schema(ServerStatements statements, RunningDatabase running) {
    try {
      return statements.run("schema_version", Map.of());
    } catch (DatabaseException failure) {
      if (failure.kind() == Kind.OUTDATED) {
        return MissingNode.getInstance();
      }
      boolean unknown = failure.kind() == Kind.UNAVAILABLE && running.embedded().isEmpty();
      if (unknown && !Thread.currentThread().isInterrupted()) {
        // The pool says only that it got no connection; here a person must learn why.
        Pool.check(running.url());
      }
      throw failure;
    }
  }

  public Database database() {
    return database;
  }

  public ServerStatements statements() {
    return statements;
  }

  /**
   * Whose data this process serves; it may change while the demo is shown.
   *
   * @throws DatabaseException where there is no database
   * @throws IllegalStateException where the process serves no single account
   */
  public LocalCaller caller() {
    return caller(CallProgress.NONE);
  }

  /** The same, telling what it waits for. */
  public LocalCaller caller(CallProgress progress) {
    LocalCaller caller = opening.get(progress).caller();
    if (caller == null) {
      throw new IllegalStateException("this process serves no single account");
    }
    return caller;
  }

  /** The caller as this process serves them: the first account is shown the demo, where one is. */
  public Caller shown(Caller signedIn) {
    LocalCaller caller = opening.get(CallProgress.NONE).caller();
    return caller == null ? signedIn : caller.shown(signedIn);
  }

  /** The same at every instance on this database. */
  public SharedSecret secret() {
    return secret;
  }

  /** Keeps something that must be closed before the database. */
  public <T extends AutoCloseable> T closeFirst(T resource) {
    return resources.add(resource);
  }

  /** Whether the last attempt to open the database failed, so that {@link #opened} says why. */
  public boolean hasFailed() {
    return opening.hasFailed();
  }

  /** For a process that is told to end: does not wait for what is still being opened. */
  public void stopOpening() {
    opening.stop();
  }

  @Override
  public void close() {
    resources.close();
  }
}
