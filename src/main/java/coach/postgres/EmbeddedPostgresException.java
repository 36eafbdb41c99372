package coach.postgres;

/** Says in one sentence why the embedded database is not available and what the user can do. */
public final class EmbeddedPostgresException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String serverLog;

  EmbeddedPostgresException(String sentence) {
    this(sentence, "", null);
  }

  EmbeddedPostgresException(String sentence, Throwable cause) {
    this(sentence, "", cause);
  }

  EmbeddedPostgresException(String sentence, String serverLog, Throwable cause) {
    super(sentence, cause);
    this.serverLog = serverLog;
  }

  /** The last lines that PostgreSQL wrote about this failure, for the operator; may be empty. */
  public String serverLog() {
    return serverLog;
  }
}
