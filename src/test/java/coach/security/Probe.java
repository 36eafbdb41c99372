package coach.security;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One request that sends something of another's.
 *
 * @param place where it is sent, such as {@code tools/call get_session session}
 * @param writes whether the request may change data
 * @param params of the request; {@link #SENT} stands for what is sent
 */
record Probe(String place, String method, boolean writes, ObjectNode params) {
  /** Replaced by the value itself. */
  static final String SENT = "\u2039sent\u203a";
}
