package coach.migrate;

import coach.DatabaseUrl;
import coach.db.DatabaseException;
import coach.db.Pooling;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings a database, empty or the workout app's own, to what this version of coach needs, in one
 * transaction: all of it or nothing.
 *
 * <p>Every method throws {@link DatabaseException} in our words; what went wrong in SQL is its
 * cause, for the log.
 */
public final class Migrations {
  /** The newest migration of this jar, as {@code coach.setting} and calls report it. */
  public static final String NEWEST = SchemaFiles.newest();

  /** Any number that no other program is likely to lock; the same for all versions of coach. */
  private static final long LOCK = 0x636f616368L;

  private final PGSimpleDataSource source;
  private final Set<OfferedChange> taken;

  public Migrations(DatabaseUrl url) {
    this(url.jdbc(), url.user(), url.password());
    if (Pooling.of(url) == Pooling.TRANSACTION) {
      throw MigrationErrors.refused(
          "DATABASE_URL names the transaction pooler (port %d), which cannot migrate: use the session pooler or the direct address (port 5432)."
              .formatted(url.port()));
    }
  }

  /** For the embedded database, whose address is never a pooler's. */
  public Migrations(String jdbcUrl, String user, String password) {
    this(SqlConnection.source(jdbcUrl, user, password), Set.of());
  }

  private Migrations(PGSimpleDataSource source, Set<OfferedChange> taken) {
    this.source = source;
    this.taken = taken;
  }

  /** The same, with changes to what exists that its owner agrees to. */
  public Migrations taking(Set<OfferedChange> offers) {
    return new Migrations(source, Set.copyOf(offers));
  }

  /** Reads what {@link #hasFunctions} compares with, for a start with a processor to spare. */
  public static void load() {
    SchemaFiles.functionsChecksum();
  }

  /** Whether functions of that checksum are those of this jar. */
  public static boolean hasFunctions(String checksum) {
    return SchemaFiles.functionsChecksum().equals(checksum);
  }

  /** Whether the functions of {@code coach_api} with that checksum are those of this jar. */
  public static boolean hasApi(String checksum) {
    return SchemaFiles.apiChecksum().equals(checksum);
  }

  /**
   * What one migration did.
   *
   * @param applied oldest first: {@code "0016 own plans"}, {@code "functions"}
   * @param taken changes that were open and that the owner agreed to
   * @param open what the owner could take and did not
   */
  public record Outcome(List<String> applied, Set<OfferedChange> taken, Set<OfferedChange> open) {}

  /**
   * Applies what is pending, seeds the catalogue and notes the version. Several processes may do
   * this at once: one works, the others wait and then find nothing to do.
   *
   * @param progress one line per step, as it begins
   */
  public Outcome migrate(Consumer<String> progress) {
    return inTransaction(
        progress,
        (connection, errors) -> {
          MigrationScript script = MigrationScript.of(connection, taken);
          Set<OfferedChange> closed = OfferedChange.open(connection);
          run(connection, script, progress, errors);
          Set<OfferedChange> open = OfferedChange.open(connection);
          connection.commit();
          closed.retainAll(taken);
          closed.removeAll(open);
          return new Outcome(script.applied(), closed, open);
        });
  }

  /**
   * Executes everything that {@link #migrate} would in one transaction and takes it back.
   *
   * @return the difference that it would make, one line each: changes to what exists, changes that
   *     are offered, additions, each under a heading; a single line where there is none
   */
  public List<String> dryRun() {
    return inTransaction(
        line -> {},
        (connection, errors) -> {
          SchemaSnapshot before = SchemaSnapshot.read(connection);
          run(connection, MigrationScript.of(connection, taken), line -> {}, errors);
          return before.differencesTo(
              SchemaSnapshot.read(connection), OfferedChange.open(connection));
        });
  }

  /**
   * The same as one transaction to paste into an SQL editor; a later {@link #migrate} then finds
   * nothing to do.
   */
  public String script() {
    return inTransaction(
        line -> {}, (connection, errors) -> MigrationScript.of(connection, taken).pasteable());
  }

  /**
   * What a look at a database finds.
   *
   * @param missing a sentence without its full stop for each thing that coach needs
   * @param switchedOff those of the tools that cannot work without them
   * @param open changes that its owner could take and did not
   * @param leaking other views through which private rows can be read, with commas; mostly empty
   */
  public record Report(
      List<String> missing, List<String> switchedOff, Set<OfferedChange> open, String leaking) {}

  /**
   * Only reads, so that any role may do it.
   *
   * @param tools names of the tools to look at
   */
  public Report inspect(List<String> tools) {
    MigrationErrors errors = new MigrationErrors(source);
    try (Connection connection = source.getConnection()) {
      List<Shape.Difference> missing = Shape.needed().differencesIn(Shape.of(connection));
      Uses uses = Uses.read();
      return new Report(
          missing.stream().map(Shape.Difference::words).toList(),
          tools.stream()
              .filter(tool -> missing.stream().anyMatch(one -> uses.needs(tool, one)))
              .toList(),
          OfferedChange.open(connection),
          OfferedChange.otherLeaks(connection));
    } catch (SQLException failure) {
      throw errors.translate(failure);
    }
  }

  private static void run(
      Connection connection,
      MigrationScript script,
      Consumer<String> progress,
      MigrationErrors errors)
      throws SQLException {
    for (MigrationScript.Step step : script.steps()) {
      errors.step(step.name());
      if (!step.title().isEmpty()) {
        progress.accept(step.title());
      }
      SqlConnection.execute(connection, step.sql());
    }
    Preconditions.checkResult(connection);
  }

  private interface Work<T> {
    T run(Connection connection, MigrationErrors errors) throws SQLException;
  }

  /** Whatever the work has not committed is taken back. */
  private <T> T inTransaction(Consumer<String> progress, Work<T> work) {
    MigrationErrors errors = new MigrationErrors(source);
    try (Connection connection = source.getConnection()) {
      errors.step("reading the database");
      connection.setAutoCommit(false);
      SqlConnection.execute(connection, MigrationScript.SETTINGS);
      waitForOthers(connection, progress);
      T result = work.run(connection, errors);
      connection.rollback();
      return result;
    } catch (SQLException failure) {
      throw errors.translate(failure);
    }
  }

  private static void waitForOthers(Connection connection, Consumer<String> progress)
      throws SQLException {
    if (!SqlConnection.isTrue(connection, "select pg_try_advisory_xact_lock(" + LOCK + ")")) {
      progress.accept("waiting for another coach that migrates this database");
      SqlConnection.execute(
          connection,
          "set local lock_timeout = 0; select pg_advisory_xact_lock("
              + LOCK
              + "); set local lock_timeout = '5s'");
    }
  }
}
