package coach.migrate;

import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words the failures of a migration for the owner of the database: which object was in the way, but
 * no row of theirs.
 */
final class MigrationErrors {
  private static final Logger LOG = LoggerFactory.getLogger(MigrationErrors.class);
  private static final String CONNECTING = "the connection";
  private static final String DEPENDENT = "2BP01";

  /** Classes of errors about objects, not about what is in them. */
  private static final List<String> NAMING = List.of("42", "2B", "23", "0A", "55");

  private final PGSimpleDataSource source;
  private String step = CONNECTING;

  MigrationErrors(PGSimpleDataSource source) {
    this.source = source;
  }

  /** What is being done from now on, as a noun: {@code "migration 0003"}. */
  void step(String name) {
    step = name;
  }

  static DatabaseException refused(String message) {
    return error(Kind.REFUSED, message, null);
  }

  DatabaseException translate(SQLException failure) {
    LOG.debug("step=\"{}\" outcome=failed", step, failure);
    String state = failure.getSQLState() == null ? "none" : failure.getSQLState();
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08", "57", "53" -> error(Kind.UNAVAILABLE, lost(state), failure);
      case "28", "3D" ->
          error(
              Kind.REFUSED,
              "The database at %s does not admit \"%s\" (SQLSTATE %s): check user, password and database name in DATABASE_URL."
                  .formatted(address(), source.getUser(), state),
              failure);
      default -> ofStep(state, failure);
    };
  }

  private String lost(String state) {
    return step.equals(CONNECTING)
        ? "The database at %s cannot be reached (SQLSTATE %s): check that it runs and that DATABASE_URL is its address."
            .formatted(address(), state)
        : "The connection ended during %s (SQLSTATE %s), and nothing was changed: try again."
            .formatted(step, state);
  }

  private DatabaseException ofStep(String state, SQLException failure) {
    return switch (state) {
      case "55P03" ->
          error(
              Kind.TIMED_OUT,
              "%s gave up because a table that it must change is in use, and nothing was changed: try again at a quieter moment."
                  .formatted(capitalised(step)),
              failure);
      case "25006" ->
          error(
              Kind.REFUSED,
              "The database at %s is read-only, so nothing was changed: connect to the primary server, or end its read-only mode (default_transaction_read_only; on Supabase, a full disk)."
                  .formatted(address()),
              failure);
      case "42501" ->
          error(
              Kind.REFUSED,
              "The role \"%s\" may not do what %s needs (%s), and nothing was changed: connect as the owner of the tables (on Supabase that is postgres)."
                  .formatted(source.getUser(), step, object(failure)),
              failure);
      default ->
          error(
              Kind.INTERNAL,
              "%s failed (%s), and nothing was changed."
                  .formatted(capitalised(step), object(failure)),
              failure);
    };
  }

  /** The server's own words where they name objects; elsewhere they could quote a row. */
  private static String object(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (!(failure instanceof PSQLException told)
        || told.getServerErrorMessage() == null
        || NAMING.stream().noneMatch(state::startsWith)) {
      return "SQLSTATE " + state + ": LOG_LEVEL=debug shows why";
    }
    String message = told.getServerErrorMessage().getMessage();
    String detail = told.getServerErrorMessage().getDetail();
    return state.equals(DEPENDENT) && detail != null
        ? message + ": " + detail.lines().findFirst().orElse("")
        : message;
  }

  private String address() {
    return source.getServerNames()[0] + ":" + source.getPortNumbers()[0];
  }

  private static DatabaseException error(Kind kind, String message, Exception cause) {
    return new DatabaseException(kind, message, 0, cause);
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
