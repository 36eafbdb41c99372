package coach.pages;

import coach.net.Loopback;
import coach.net.WebAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** How an app that wants access is described: by what it says, and by where it really leads. */
final class Apps {
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

  /**
   * The address itself.
   *
   * @throws IllegalStateException for one that a browser would run instead of opening it
   */
  static String checked(String location) {
    URI uri = URI.create(location);
    if (!WebAddress.isOpened(uri)) {
      throw new IllegalStateException("a browser must not be sent to " + uri.getScheme());
    }
    return location;
  }

  /** Whether the address is of a server on the web, whose owner its name proves. */
  static boolean isOnTheWeb(String redirectUri) {
    return "https".equals(URI.create(redirectUri).getScheme()) && !isLoopback(redirectUri);
  }

  /** Whether the address leads to a program on the user's own device. */
  static boolean isLoopback(String redirectUri) {
    return Loopback.is(URI.create(redirectUri));
  }
}
