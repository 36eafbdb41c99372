package coach.auth.pages;

import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** How an app that wants access is described: by what it says, and by where it really leads. */
final class Apps {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Apps() {}

  /** Where an address leads, in a few words a person can check. */
  static String place(String redirectUri) {
    URI uri = URI.create(redirectUri);
    if (isLoopback(redirectUri)) {
      return "this device";
    }
    return uri.getHost() == null || !"https".equals(uri.getScheme())
        ? "the program on this device that opens " + uri.getScheme() + " links"
        : uri.getHost();
  }

  /** The places of all addresses, each once. */
  static String places(Collection<String> redirectUris) {
    Set<String> places = new TreeSet<>();
    redirectUris.forEach(uri -> places.add(place(uri)));
    return String.join(", ", places);
  }

  /** Whether the address leads to a program on the device of whoever looks at it. */
  static boolean isLoopback(String redirectUri) {
    String host = URI.create(redirectUri).getHost();
    return host != null && LOOPBACK.contains(host.toLowerCase(java.util.Locale.ROOT));
  }
}
