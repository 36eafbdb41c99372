package coach.mcp;

/**
 * What a message is answered with.
 *
 * @param status the HTTP status; without meaning on standard output
 * @param body one JSON value in UTF-8 without line breaks, or null where there is nothing to say
 */
public record Reply(int status, byte[] body) {
  /** Taken, and nothing to say. */
  static final Reply ACCEPTED = new Reply(202, null);
}
