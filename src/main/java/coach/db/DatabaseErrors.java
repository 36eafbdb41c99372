package coach.db;

import coach.db.DatabaseException.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeoutException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the driver throws into our own words, by SQLSTATE; the original goes to the log. */
final class DatabaseErrors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String GONE = "This account no longer exists. Sign in again.";
  private static final String SIGNED_OUT = "This sign-in has ended. Sign in again.";
  private static final String TIMED_OUT =
      "The database took too long. Ask for fewer days or a smaller page.";
  private static final String OUTDATED =
      "The database is not ready for this version of coach. Run \"coach migrate\".";
  private static final String LOCKED =
      "Another change of the same data has not ended. Try again in a few seconds.";
  private static final String UNSURE =
      "No answer came, so this change may be stored or not: look before you send it again. With an idempotency_key, a change that is sent twice is stored once.";
  private static final String FULL =
      "The database cannot store anything now: its disk is full, failing or read only. Nothing was changed. Tell the operator.";

  private DatabaseErrors() {}

  static DatabaseException translate(Throwable failure) {
    if (failure instanceof DatabaseException already) {
      return already;
    }
    SQLException sql = sqlException(failure);
    if (sql == null) {
      return internal(failure);
    }
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    if (sql instanceof SQLTransientConnectionException || state.startsWith("08")) {
      return unavailable(failure);
    }
    return byState(state, message(sql), detail(sql), failure);
  }

  /** Whether a connection that was there has died, and not that none could be had. */
  static boolean isLostConnection(DatabaseException failed) {
    if (failed.getCause() instanceof IOException http) {
      return !(http instanceof ConnectException || http instanceof HttpTimeoutException);
    }
    SQLException sql = sqlException(failed);
    String state = sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    return !(sql instanceof SQLTransientConnectionException)
        && (state.startsWith("08") || state.equals("57P01") || state.equals("57P02"));
  }

  /** Whether a prepared statement was another client's, before anything of the call was done. */
  static boolean isLent(SQLException failed) {
    return "42P05".equals(failed.getSQLState()) || "26000".equals(failed.getSQLState());
  }

  /** Whether it was sent and then waited for in vain. */
  static boolean isUnanswered(DatabaseException failed) {
    return failed.getCause() instanceof TimeoutException;
  }

  /** Nothing tells whether a change arrived. */
  static DatabaseException unsure(Kind kind, Throwable cause) {
    return new DatabaseException(kind, UNSURE, 0, cause);
  }

  /** Whatever road PostgreSQL's words came by. */
  static DatabaseException byState(String state, String message, String detail, Throwable failure) {
    return switch (state) {
      case "PT429" -> rateLimited(message, detail, failure);
      case "PT403" -> new DatabaseException(Kind.SIGNED_OUT, GONE, 0, failure);
      case "PT401" -> new DatabaseException(Kind.SIGNED_OUT, SIGNED_OUT, 0, failure);
      // What coach.refuse says, outside coach.write.
      case "PT422" -> new DatabaseException(Kind.REFUSED, sentence(detail), 0, failure);
      case "53100", "53400", "58030", "25006", "XX001", "XX002" ->
          new DatabaseException(Kind.FULL, FULL, 0, failure);
      case "57014" -> new DatabaseException(Kind.TIMED_OUT, TIMED_OUT, 0, failure);
      case "3F000", "42P01", "42703", "42883" -> outdated(failure);
      // All of it was rolled back, so the road tries again.
      case "40P01", "55P03" -> new DatabaseException(Kind.LOCKED, LOCKED, 5, failure);
      case "53200", "53300", "57P01", "57P02", "57P03", "40001" -> unavailable(failure);
      default -> internal(failure);
    };
  }

  private static String sentence(String refusal) {
    try {
      return JSON.readTree(refusal).path("sentence").asText();
    } catch (JsonProcessingException notOurs) {
      return "The database refused this.";
    }
  }

  private static DatabaseException rateLimited(String what, String seconds, Throwable failure) {
    int wait = seconds.matches("\\d{1,5}") ? Integer.parseInt(seconds) : 60;
    int minutes = (wait + 59) / 60;
    return new DatabaseException(
        Kind.RATE_LIMITED,
        "The %s is used up. Try again in %d %s."
            .formatted(what, minutes, minutes == 1 ? "minute" : "minutes"),
        wait,
        failure);
  }

  static DatabaseException outdated(Throwable failure) {
    return new DatabaseException(Kind.OUTDATED, OUTDATED, 0, failure);
  }

  static DatabaseException unavailable(Throwable failure) {
    return new DatabaseException(
        Kind.UNAVAILABLE,
        "The database cannot be reached right now. Try again in a few seconds.",
        5,
        failure);
  }

  static DatabaseException internal(Throwable failure) {
    return new DatabaseException(Kind.INTERNAL, "internal error", 0, failure);
  }

  private static SQLException sqlException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  private static String detail(SQLException sql) {
    ServerErrorMessage said = said(sql);
    return said == null || said.getDetail() == null ? "" : said.getDetail();
  }

  private static String message(SQLException sql) {
    ServerErrorMessage said = said(sql);
    return said == null || said.getMessage() == null ? "hourly limit" : said.getMessage();
  }

  private static ServerErrorMessage said(SQLException sql) {
    return sql instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
  }
}
