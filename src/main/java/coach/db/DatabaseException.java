package coach.db;

/**
 * A statement failed; the message is ours and safe to show, the cause is for the log alone.
 *
 * <p>{@link Kind} says who can do something about it.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as a caller needs to tell the cases apart. */
  public enum Kind {
    /** The answer is unknown: the database is unreachable, starting or out of connections. */
    UNAVAILABLE,
    /** Somebody else's change holds what this one needs; nothing of it was stored. */
    LOCKED,
    /** Nothing can be stored: the disk is full, failing or read only. */
    FULL,
    /**
     * The hourly limit, or what one lifter may have in work, is used up; {@link #retrySeconds()}
     * says when to come back.
     */
    RATE_LIMITED,
    /** The statement ran into its time limit. */
    TIMED_OUT,
    /**
     * The call was told to end before it was done; nothing of the statement was stored, unless the
     * message says that this is unknown.
     */
    CANCELLED,
    /** The value is refused by a rule of the database; the message is worded for the caller. */
    REFUSED,
    /**
     * The app was sent away or the account is disabled or gone, although the token is still good.
     */
    SIGNED_OUT,
    /** The database lacks what this version of coach needs. */
    OUTDATED,
    /** A bug: the message says nothing but "internal error". */
    INTERNAL
  }

  private final Kind kind;
  private final int retrySeconds;

  public DatabaseException(Kind kind, String message, int retrySeconds, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retrySeconds = retrySeconds;
  }

  public Kind kind() {
    return kind;
  }

  /** Seconds until another attempt makes sense; 0 where that is unknown. */
  public int retrySeconds() {
    return retrySeconds;
  }
}
