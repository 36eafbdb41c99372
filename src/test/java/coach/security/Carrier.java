package coach.security;

import coach.mcp.Talk;
import java.io.IOException;

/** Takes one message to coach as somebody, by whatever proof of who they are there is. */
@FunctionalInterface
interface Carrier {
  /**
   * @param modern which of the two eras of the protocol to speak
   * @param name of the tool or prompt, or the address of the document; null for none
   * @param params the members of the request's {@code params}, as JSON
   */
  Talk.Heard carry(OtherLifter from, boolean modern, String method, String name, String params)
      throws IOException, InterruptedException;
}
