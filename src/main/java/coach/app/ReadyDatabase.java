package coach.app;

import coach.Config;
import coach.DatabaseUrl;
import coach.Measures;
import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.RestRoad;
import coach.db.Road;
import coach.db.ServerStatements;
import coach.migrate.Migrations;
import coach.postgres.EmbeddedPostgresException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts or reaches a database, and makes sure that it is ready for this coach. */
final class ReadyDatabase {
  private static final int EMBEDDED_CONNECTIONS = 8;

  /** Three instances take the fifteen that Supabase's session pooler lends on the smallest plan. */
  private static final int CONNECTIONS = 5;

  /** On this machine itself, with nothing to hide and no pooler in between, so it asks for none. */
  private static final String NEAR = "?sslmode=disable&prepareThreshold=5";

  private static final String STALE =
      "the database has the functions of another coach: run \"coach migrate\"";

  /**
   * What is to be opened.
   *
   * @param forOne whether the process serves a single account
   */
  record Wanted(Config config, Measures measures, boolean forOne) {}

  private ReadyDatabase() {}

  /**
   * @param progress receives a few words before each step that takes long
   * @throws EmbeddedPostgresException whose message says what to do
   * @throws DatabaseException in our words
   * @throws LocalCaller.NotFound when there is no account to serve
   */
  static Opening.Opened open(Wanted wanted, Consumer<String> progress)
      throws EmbeddedPostgresException {
    Optional<Config.Rest> rest = wanted.config.rest();
    return rest.isPresent() ? overRest(wanted, rest.get(), progress) : natively(wanted, progress);
  }

  private static Opening.Opened natively(Wanted wanted, Consumer<String> progress)
      throws EmbeddedPostgresException {
    RunningDatabase running = RunningDatabase.start(wanted.config, progress);
    boolean embedded = running.embedded().isPresent();
    DatabaseUrl url = running.url();
    int size = embedded ? EMBEDDED_CONNECTIONS : CONNECTIONS;
    String jdbc = embedded ? url.jdbc() + NEAR : url.jdbc();
    HikariDataSource pool = Pool.open(jdbc, url.user(), url.password(), size);
    running.embedded().ifPresent(server -> server.onMove(port -> Pool.move(pool, port)));
    Pool.measure(pool, wanted.measures);
    Road road = new NativeRoad(pool, wanted.measures);
    prepare();
    try {
      ServerStatements statements = new ServerStatements(road);
      bringUpToDate(statements, running, progress);
      Optional<String> user = wanted.forOne ? wanted.config.user() : Optional.empty();
      LocalCaller caller =
          wanted.forOne || embedded ? LocalCaller.find(statements, user, embedded) : null;
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

  /** Makes what the first answer needs while the first connection is under way. */
  private static void prepare() {
    Thread beside =
        new Thread(
            () -> {
              NativeRoad.load();
              Migrations.load();
            },
            "coach-prepare");
    beside.setDaemon(true);
    beside.start();
  }

  private static Opening.Opened overRest(
      Wanted wanted, Config.Rest rest, Consumer<String> progress) {
    RestRoad.Access access = RestAccess.of(wanted.config, rest, wanted.forOne);
    Road road = new RestRoad(access);
    try {
      return new Opening.Opened(null, road, restCaller(wanted, access, road, progress));
    } catch (Throwable failure) {
      road.close();
      throw failure;
    }
  }

  private static LocalCaller restCaller(
      Wanted wanted, RestRoad.Access access, Road road, Consumer<String> progress) {
    if (access.only().isPresent()) {
      return LocalCaller.only(access.only().get());
    }
    ServerStatements statements = new ServerStatements(road);
    JsonNode schema = statements.run("schema_version", Map.of());
    refuseOther(schema.path("version").asText(""), false);
    if (!Migrations.hasApi(schema.path("api").asText(""))) {
      progress.accept(STALE);
    }
    return wanted.forOne ? LocalCaller.find(statements, wanted.config.user(), false) : null;
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
      boolean unknown = failure.kind() == Kind.UNAVAILABLE && running.embedded().isEmpty();
      if (unknown && !Thread.currentThread().isInterrupted()) {
        // The pool says only that it got no connection; here a person must learn why.
        Pool.check(running.url());
      }
      throw failure;
    }
  }
}
