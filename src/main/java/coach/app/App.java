package coach.app;

import coach.Caller;
import coach.Config;
import coach.Measures;
import coach.Resources;
import coach.accounts.Token;
import coach.db.Database;
import coach.db.DatabaseException;
import coach.db.ServerStatements;
import coach.db.SharedSecret;
import coach.postgres.EmbeddedPostgresException;
import coach.tools.ToolCall.CallProgress;
import java.util.Optional;
import java.util.function.Consumer;

/** One running coach: a database that is ready for this version, and the person it serves. */
public final class App implements AutoCloseable {
  private final Resources resources = new Resources();
  private final Opening opening;
  private final Database database;
  private final ServerStatements statements;
  private final SharedSecret secret;

  private App(Config config, Measures measures, Consumer<String> progress, boolean forOne) {
    ReadyDatabase.Wanted wanted = new ReadyDatabase.Wanted(config, measures, forOne);
    opening = resources.add(new Opening(say -> ReadyDatabase.open(wanted, say), progress));
    database = new Database(opening);
    statements = new ServerStatements(opening);
    Optional<String> given = config.secret().map(Config.Secret::value);
    // Nobody else reads what a single person's process signs, and it ends with this process.
    secret =
        new SharedSecret(
            statements,
            RestAccess.isForOne(config) ? given.or(() -> Optional.of(Token.random())) : given);
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
    return opening(config, Measures.NONE, progress).opened();
  }

  /**
   * The same for a process that serves no single account. Only the embedded database still gets its
   * local lifter, whom the first account will be.
   */
  public static App openForAll(Config config, Measures measures, Consumer<String> progress)
      throws EmbeddedPostgresException {
    return openingForAll(config, measures, progress).opened();
  }

  /**
   * Returns at once: the database is opened in the background, and what needs it waits.
   *
   * @param measures hears of every statement
   */
  public static App opening(Config config, Measures measures, Consumer<String> progress) {
    return new App(config, measures, progress, true);
  }

  /** The same for a process that serves no single account. */
  public static App openingForAll(Config config, Measures measures, Consumer<String> progress) {
    return new App(config, measures, progress, false);
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
