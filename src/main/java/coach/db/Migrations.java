package coach.db;

import coach.DatabaseUrl;
import coach.db.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings a database, empty or the workout app's own, to what this version of coach needs; never
 * part of serving, because the check alone takes longer than many calls.
 *
 * <p>Every method throws {@link DatabaseException} in our words; what went wrong in SQL is its
 * cause, for the log.
 */
public final class Migrations {
  /** The newest migration of this jar, as {@code coach.setting} and calls report it. */
  public static final String NEWEST = "0014";

  /** Any number that nobody else is likely to lock; the same for all versions of coach. */
  private static final long LOCK = 0x636f616368L;

  private final MigrationSource source;

  public Migrations(DatabaseUrl url) {
    this(url.jdbc(), url.user(), url.password());
    if (url.isTransactionPooler()) {
      throw new DatabaseException(
          Kind.REFUSED,
          "DATABASE_URL names the transaction pooler (port %d), which cannot migrate: use the session pooler or the direct address (port 5432)."
              .formatted(DatabaseUrl.TRANSACTION_POOLER_PORT),
          0,
          null);
    }
  }

  /** For the embedded database, whose address is never a pooler's. */
  public Migrations(String jdbcUrl, String user, String password) {
    source = new MigrationSource(jdbcUrl, user, password);
  }

  /**
   * Applies what is pending, seeds the catalogue and notes the version. Several processes may do
   * this at once: one works, the others wait and then find nothing to do.
   *
   * @param progress one line per step, as it begins
   * @return what was applied, oldest first: {@code "0003 own plans"}
   */
  public List<String> migrate(Consumer<String> progress) {
    MigrationErrors errors = new MigrationErrors(source);
    try (Connection connection = source.getConnection()) {
      waitForOthers(connection, progress);
      Flyway flyway = flyway(new MigrationProgress(progress, errors));
      refuseNewerDatabase(flyway);
      List<String> applied = new ArrayList<>();
      flyway.migrate().migrations.forEach(m -> applied.add(m.version + " " + m.description));
      errors.step("the seed");
      connection.setAutoCommit(false);
      seed(connection, progress);
      connection.commit();
      return applied;
    } catch (SQLException | FlywayException failure) {
      throw errors.translate(failure);
    }
  }

  /**
   * Executes everything that {@link #migrate} would in one transaction and takes it back.
   *
   * @return the difference that it would make, one line each: changes to what exists under a
   *     heading of their own, then additions; a single line where there is none
   */
  public List<String> dryRun() {
    MigrationErrors errors = new MigrationErrors(source);
    try (Connection connection = source.getConnection()) {
      List<MigrationScript.Step> steps = steps(connection);
      connection.setAutoCommit(false);
      try {
        SchemaSnapshot before = SchemaSnapshot.read(connection);
        for (MigrationScript.Step step : steps) {
          errors.step(step.name());
          execute(connection, step.sql());
        }
        return before.differencesTo(SchemaSnapshot.read(connection));
      } finally {
        connection.rollback();
      }
    } catch (SQLException | FlywayException failure) {
      throw errors.translate(failure);
    }
  }

  /**
   * The same as one transaction to paste into an SQL editor; a later {@link #migrate} then finds
   * nothing to do.
   */
  public String script() {
    MigrationErrors errors = new MigrationErrors(source);
    try (Connection connection = source.getConnection()) {
      return MigrationScript.pasteable(steps(connection));
    } catch (SQLException | FlywayException failure) {
      throw errors.translate(failure);
    }
  }

  private List<MigrationScript.Step> steps(Connection connection) throws SQLException {
    Flyway flyway = flyway(null);
    refuseNewerDatabase(flyway);
    // Flyway reads both sides; that they agree is asked for separately.
    flyway.validate();
    MigrationInfo[] pending = flyway.info().pending();
    return MigrationScript.steps(connection, pending, Seed.decide(connection));
  }

  private static void seed(Connection connection, Consumer<String> progress) throws SQLException {
    Seed seed = Seed.decide(connection);
    progress.accept(seed.description());
    for (String sql : seed.statements()) {
      execute(connection, sql);
    }
  }

  /** Flyway has a lock of its own, but it does not cover the seed and the version. */
  private static void waitForOthers(Connection connection, Consumer<String> progress)
      throws SQLException {
    if (!isTrue(connection, "select pg_try_advisory_lock(" + LOCK + ")")) {
      progress.accept("waiting for another coach that migrates this database");
      execute(connection, "set lock_timeout = 0");
      execute(connection, "select pg_advisory_lock(" + LOCK + ")");
      execute(connection, MigrationSource.LOCK_TIMEOUT.formatted("session"));
    }
  }

  private Flyway flyway(MigrationProgress progress) {
    var configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(source)
            .locations("classpath:sql/migrations")
            .defaultSchema("coach")
            .placeholderReplacement(false)
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .ignoreMigrationPatterns("*:pending");
    if (progress != null) {
      configuration.callbacks(progress);
    }
    return configuration.load();
  }

  private static void refuseNewerDatabase(Flyway flyway) {
    for (MigrationInfo applied : flyway.info().applied()) {
      String version = applied.getVersion() == null ? "" : applied.getVersion().getVersion();
      if (version.compareTo(NEWEST) > 0) {
        throw new DatabaseException(
            Kind.REFUSED,
            "The database is at version %s and this coach knows only %s: update coach."
                .formatted(version, NEWEST),
            0,
            null);
      }
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static boolean isTrue(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() && rows.getBoolean(1);
    }
  }
}
