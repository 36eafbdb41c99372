package coach.app;

import coach.Caller;
import coach.Config;
import coach.DatabaseUrl;
import coach.Measures;
import coach.Resources;
import coach.accounts.Token;
import coach.db.Database;
import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.RestRoad;
import coach.db.Road;
import coach.db.ServerStatements;
import coach.db.SharedSecret;
import coach.migrate.Migrations;
import coach.postgres.EmbeddedPostgresException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One running coach: a database that is ready for this version, and the person it serves. */
public final class App implements AutoCloseable {
  private static final int EMBEDDED_CONNECTIONS = 8;

  /** Three instances take the fifteen that Supabase's session pooler lends on the smallest plan. */
  private static final int CONNECTIONS = 5;

  private static final String STALE =
      "the database has the functions of another coach: run \"coach migrate\"";

  private final Resources resources;
  private final Database database;
  private final ServerStatements statements;
  private final LocalCaller caller;
  private final SharedSecret secret;

  private App(
      Resources resources,
      Database database,
      ServerStatements statements,
      LocalCaller caller,
      SharedSecret secret) {
    this.resources = resources;
    this.database = database;
    this.statements = statements;
    this.caller = caller;
    this.secret = secret;
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
    return open(config, Measures.NONE, progress);
  }

  /** The same, whose statements are measured. */
  public static App open(Config config, Measures measures, Consumer<String> progress)
      throws EmbeddedPostgresException {
    return open(config, measures, progress, true);
  }

  /**
   * The same for a process that serves no single account. Only the embedded database still gets its
   * local lifter, whom the first account will be.
   */
  public static App openForAll(Config config, Measures measures, Consumer<String> progress)
      throws EmbeddedPostgresException {
    return open(config, measures, progress, false);
  }

  private static App open(
      Config config, Measures measures, Consumer<String> progress, boolean forOne)
      throws EmbeddedPostgresException {
    Resources resources = new Resources();
    try {
      if (config.rest().isPresent()) {
        return overRest(config, config.rest().get(), resources, progress, forOne);
      }
      RunningDatabase running = resources.add(RunningDatabase.start(config, progress));
      DatabaseUrl url = running.url();
      int size = running.embedded().isPresent() ? EMBEDDED_CONNECTIONS : CONNECTIONS;
      HikariDataSource pool = Pool.open(url.jdbc(), url.user(), url.password(), size);
      running.embedded().ifPresent(server -> server.onMove(port -> Pool.move(pool, port)));
      Pool.measure(pool, measures);
      Road road = resources.add(new NativeRoad(pool, measures));
      ServerStatements statements = new ServerStatements(road);
      bringUpToDate(statements, running, progress);
      boolean embedded = running.embedded().isPresent();
      Optional<String> wanted = forOne ? config.user() : Optional.empty();
      LocalCaller caller =
          forOne || embedded ? LocalCaller.find(statements, wanted, embedded) : null;
      SharedSecret secret = new SharedSecret(statements, config.secret().map(Config.Secret::value));
      return new App(resources, new Database(road), statements, caller, secret);
    } catch (Throwable failure) {
      resources.close();
      throw failure;
    }
  }

  private static App overRest(
      Config config,
      Config.Rest rest,
      Resources resources,
      Consumer<String> progress,
      boolean forOne) {
    RestRoad.Access access = RestAccess.of(config, rest, forOne);
    Road road = resources.add(new RestRoad(access));
    ServerStatements statements = new ServerStatements(road);
    Optional<String> secret = config.secret().map(Config.Secret::value);
    if (access.only().isPresent()) {
      // Nobody else reads what it signs, and it ends with this process.
      secret = secret.or(() -> Optional.of(Token.random()));
    } else {
      JsonNode schema = statements.run("schema_version", Map.of());
      refuseOther(schema.path("version").asText(""), false);
      if (!Migrations.hasApi(schema.path("api").asText(""))) {
        progress.accept(STALE);
      }
    }
    LocalCaller caller =
        access
            .only()
            .map(LocalCaller::only)
            .orElseGet(() -> forOne ? LocalCaller.find(statements, config.user(), false) : null);
    return new App(
        resources, new Database(road), statements, caller, new SharedSecret(statements, secret));
  }

  private static void bringUpToDate(
      ServerStatements statements, RunningDatabase running, Consumer<String> progress) {
    JsonNode schema = schema(statements, running);
    boolean embedded = running.embedded().isPresent();
    boolean older = refuseOther(schema.path("version").asText(""), embedded);
    boolean stale = older || !Migrations.hasFunctions(schema.path("functions").asText(""));
    if (stale && !embedded) {
      progress.accept(STALE);
    } else if (stale) {
      DatabaseUrl url = running.url();
      new Migrations(url.jdbc(), url.user(), url.password()).migrate(progress);
    }
  }

  /** Returns whether it is older, where coach may migrate it; refuses every other version. */
  private static boolean refuseOther(String version, boolean mayMigrate) {
    int difference = version.compareTo(Migrations.NEWEST);
    if (difference > 0) {
      throw new DatabaseException(
          Kind.OUTDATED,
          "The database belongs to a newer coach than this one. Update coach.",
          0,
          null);
    }
    if (difference < 0 && !mayMigrate) {
      throw new DatabaseException(
          Kind.OUTDATED,
          "The database is not ready for this version of coach. Run \"coach migrate --dry-run\" to see what is missing, then \"coach migrate\".",
          0,
          null);
    }
    return difference < 0;
  }

  /** Nothing where coach has never migrated the database. */
  private static JsonNode schema(ServerStatements statements, RunningDatabase running) {
    try {
      return statements.run("schema_version", Map.of());
    } catch (DatabaseException failure) {
      if (failure.kind() == Kind.OUTDATED) {
        return MissingNode.getInstance();
      }
      if (failure.kind() == Kind.UNAVAILABLE && running.embedded().isEmpty()) {
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
   * @throws IllegalStateException where the process serves no single account
   */
  public LocalCaller caller() {
    if (caller == null) {
      throw new IllegalStateException("this process serves no single account");
    }
    return caller;
  }

  /** The caller as this process serves them: the first account is shown the demo, where one is. */
  public Caller shown(Caller signedIn) {
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

  @Override
  public void close() {
    resources.close();
  }
}
