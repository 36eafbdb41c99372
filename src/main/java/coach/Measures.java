package coach;

/**
 * What a running coach counts and times. Names come from the code, never from a caller, so that
 * there is a bounded number of them and nothing of a lifter's.
 */
public interface Measures {
  /** Counts nothing. */
  Measures NONE = new Measures() {};

  /**
   * A request over HTTP was answered.
   *
   * @param route one of the server's own paths
   */
  default void request(String route, int status) {}

  /**
   * A tool call ended.
   *
   * @param outcome the word that the log has for it
   */
  default void tool(String name, String outcome, long nanos) {}

  /**
   * The database answered a file of {@code sql/}, or failed at it.
   *
   * @param nanos from sending to the parsed answer, without the wait for a connection
   */
  default void statement(String file, long nanos) {}

  /** A statement waited so long for a connection, in vain or not. */
  default void connection(long nanos) {}

  /** Something was refused, for one of few reasons. */
  default void refused(String kind) {}

  /** From here on clients are answered. */
  default void listening() {}
}
