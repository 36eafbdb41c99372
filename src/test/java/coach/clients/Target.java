package coach.clients;

import java.util.List;
import java.util.Map;

/**
 * Where a client finds a server.
 *
 * @param url over HTTP; null where the client starts the server itself
 * @param command that starts the server; empty over HTTP
 * @param environment of that command
 */
record Target(String url, List<String> command, Map<String, String> environment) {
  static Target http(String url) {
    return new Target(url, List.of(), Map.of());
  }

  static Target stdio(List<String> command, Map<String, String> environment) {
    return new Target(null, command, environment);
  }

  boolean isStdio() {
    return url == null;
  }
}
