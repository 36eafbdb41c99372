package coach.db;

import coach.db.DatabaseException.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;

/**
 * Turns what PostgREST and what stands before it answer into our own words: PostgreSQL's errors
 * into the same as on the native road, and the rest into what the operator has to do.
 */
final class RestErrors {
  /** What Supabase answers for a project that it has put to sleep. */
  private static final int PAUSED = 540;

  private RestErrors() {}

  /**
   * @param refused what to say where the key or token was not taken
   */
  static DatabaseException translate(RestCalls.Answer answer, DatabaseException refused) {
    JsonNode said = answer.json();
    String code = said.path("code").asText("");
    // Neither message nor detail: they may quote a row.
    Throwable cause =
        new IllegalStateException("status %d, code %s".formatted(answer.status(), code));
    if (answer.status() == PAUSED) {
      return operator(
          "The Supabase project is paused: restore it in its dashboard, then try again.", cause);
    }
    if (code.startsWith("PGRST")) {
      return byGateway(code, refused, cause);
    }
    if (code.equals("42501")) {
      return operator(
          "The Supabase project does not let coach call its functions in coach_api: run \"coach migrate\" again.",
          cause);
    }
    if (code.matches("[0-9A-Z]{5}")) {
      return DatabaseErrors.byState(
          code, said.path("message").asText(""), said.path("details").asText(""), cause);
    }
    return byStatus(answer, refused, cause);
  }

  private static DatabaseException byGateway(
      String code, DatabaseException refused, Throwable cause) {
    return switch (code) {
      case "PGRST202", "PGRST203" -> DatabaseErrors.outdated(cause);
      case "PGRST106" ->
          operator(
              "The schema coach_api is not exposed: in the Supabase dashboard add it to the exposed schemas of the Data API.",
              cause);
      case "PGRST301", "PGRST302", "PGRST303" -> because(refused, cause);
      case "PGRST000", "PGRST001", "PGRST002", "PGRST003" -> DatabaseErrors.unavailable(cause);
      default -> DatabaseErrors.internal(cause);
    };
  }

  private static DatabaseException byStatus(
      RestCalls.Answer answer, DatabaseException refused, Throwable cause) {
    int status = answer.status();
    if (status == 401 || status == 403) {
      return answer.json().isMissingNode() ? noDataApi(cause) : because(keyRefused(), cause);
    }
    if (status == 429) {
      return away(
          "The Supabase project takes no more requests for now. Try again in a few seconds.",
          cause);
    }
    return status >= 500 ? DatabaseErrors.unavailable(cause) : noDataApi(cause);
  }

  static DatabaseException noDataApi(Throwable cause) {
    return operator(
        "SUPABASE_URL leads to no Data API: check that it is the project's address and that the project is not paused.",
        cause);
  }

  static DatabaseException unreachable(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
        ? away(
            "The Supabase project cannot be reached: check SUPABASE_URL and that the project is not paused.",
            cause)
        : DatabaseErrors.unavailable(cause);
  }

  private static DatabaseException away(String sentence, Throwable cause) {
    return new DatabaseException(Kind.UNAVAILABLE, sentence, 5, cause);
  }

  static DatabaseException keyRefused() {
    return operator(
        "The Supabase project does not accept coach's key: copy SUPABASE_ANON_KEY and SUPABASE_SECRET_KEY from its dashboard again.",
        null);
  }

  /**
   * @param own whether it is a person's own, and not one that coach signed
   */
  static DatabaseException tokenRefused(boolean own) {
    return own
        ? new DatabaseException(
            Kind.SIGNED_OUT,
            "The Supabase project does not accept this sign-in: run \"coach login EMAIL\" again, or set a fresh USER_JWT_TOKEN.",
            0,
            null)
        : operator(
            "The Supabase project does not accept the tokens that coach signs: set SUPABASE_SIGNING_KEY to one of its current keys, and this machine's clock by a time server.",
            null);
  }

  static DatabaseException noSecretKey() {
    return operator(
        "This needs coach's own sign-in state, which USE_REST_API reaches with SUPABASE_SECRET_KEY only: set it.",
        null);
  }

  private static DatabaseException because(DatabaseException sentence, Throwable cause) {
    return new DatabaseException(sentence.kind(), sentence.getMessage(), 0, cause);
  }

  private static DatabaseException operator(String sentence, Throwable cause) {
    return new DatabaseException(Kind.OUTDATED, sentence, 0, cause);
  }
}
