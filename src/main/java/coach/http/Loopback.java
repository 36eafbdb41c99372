package coach.http;

import java.util.Set;

/** The names by which a machine calls itself. */
final class Loopback {
  static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private Loopback() {}
}
