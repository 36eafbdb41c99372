package coach.migrate;

import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import java.sql.SQLException;

/**
 * Words the failures of a migration for the owner of the database; no text of SQL goes outward, the
 * cause is for the log.
 */
final class MigrationErrors {
  private final MigrationSource source;
  private String step = "the connection";

  MigrationErrors(MigrationSource source) {
    this.source = source;
  }

  /** What is being done from now on, as a noun: {@code "migration 0003"}. */
  void step(String name) {
    step = name;
  }

  static DatabaseException refused(String message) {
    return error(Kind.REFUSED, message, null);
  }

  DatabaseException translate(Exception failure) {
    String state = state(failure);
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08", "57", "53" ->
          error(
              Kind.UNAVAILABLE,
              "The database at %s cannot be reached (SQLSTATE %s): check that it runs and that DATABASE_URL is its address."
                  .formatted(address(), state),
              failure);
      case "28", "3D" ->
          error(
              Kind.REFUSED,
              "The database at %s does not admit \"%s\" (SQLSTATE %s): check user, password and database name in DATABASE_URL."
                  .formatted(address(), source.getUser(), state),
              failure);
      default -> ofStep(state, failure);
    };
  }

  private DatabaseException ofStep(String state, Exception failure) {
    return switch (state) {
      case "55P03" ->
          error(
              Kind.TIMED_OUT,
              "%s gave up because a table it must change is in use; nothing of it was kept: try again at a quieter moment."
                  .formatted(capitalised(step)),
              failure);
      case "42501" ->
          error(
              Kind.REFUSED,
              "The role \"%s\" may not do what %s needs; nothing of it was kept: connect as the owner of the tables (on Supabase that is postgres)."
                  .formatted(source.getUser(), step),
              failure);
      default ->
          error(
              Kind.INTERNAL,
              "%s failed and nothing of it was kept (SQLSTATE %s): the log says why, and \"coach migrate --dry-run\" tries it without a trace."
                  .formatted(capitalised(step), state.isEmpty() ? "none" : state),
              failure);
    };
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

  private static String state(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
