package coach.net;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is true of addresses wherever coach meets them, so that all of it agrees. */
public final class WebAddress {
  /** The names by which a machine calls itself. */
  public static final List<String> OWN_NAMES = List.of("localhost", "127.0.0.1", "[::1]");

  /** Schemes that a browser acts on itself; any other belongs to a program that claimed it. */
  private static final Set<String> NOT_AN_APPS =
      Set.of(
          ("javascript data file vbscript about blob filesystem view-source ws wss ftp ftps"
                  + " mailto tel sms intent android-app content chrome chrome-extension"
                  + " moz-extension edge resource jar ldap urn")
              .split(" "));

  private WebAddress() {}

  /** Whether a browser sent to the address may open it: a page or a program, and no script. */
  public static boolean isOpened(URI address) {
    String scheme = address.getScheme();
    return scheme != null && !NOT_AN_APPS.contains(scheme.toLowerCase(Locale.ROOT));
  }

  /** Scheme, host and port, as browsers name where a page comes from. */
  public static String origin(URI address) {
    boolean usual = address.getPort() == ("https".equals(address.getScheme()) ? 443 : 80);
    // Browsers leave the usual port out, whatever the setting says.
    String port = address.getPort() < 0 || usual ? "" : ":" + address.getPort();
    return (address.getScheme() + "://" + address.getHost() + port).toLowerCase(Locale.ROOT);
  }
}
