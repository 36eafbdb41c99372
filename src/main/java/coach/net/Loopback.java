package coach.net;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells addresses of this machine alone; a name that only begins like one is not. */
public final class Loopback {
  /** What is never looked up as a name. */
  private static final Pattern LITERAL =
      Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private Loopback() {}

  /** Whether only this machine answers at the address. */
  public static boolean is(URI address) {
    String host = address.getHost();
    return host != null && (host.equalsIgnoreCase("localhost") || is(host));
  }

  /**
   * Whether a request from this address comes from this machine. Behind a proxy whose header is not
   * configured, every request does, so that limits per address are wider for it.
   *
   * @param address a literal, perhaps in brackets or with its interface; a name is none
   */
  public static boolean is(String address) {
    boolean isBare = address.indexOf('[') < 0 && address.indexOf('%') < 0;
    String bare = isBare ? address : bare(address);
    if (!LITERAL.matcher(bare).matches()) {
      return false;
    }
    try {
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  private static String bare(String address) {
    return address.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("%[\\w.-]*$", "");
  }
}
