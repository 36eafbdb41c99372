package coach.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Addresses that one person has for the taking count as one, whatever is counted: a subscriber
 * holds a whole network of 64 bits of IPv6, and could send each request from another address of it.
 */
public final class AddressGroup {
  private static final int NETWORK_GROUPS = 4;
  private static final int SITE_GROUPS = 3;

  private AddressGroup() {}

  /**
   * The IPv6 network of 48 bits that an address lies in, which is what one site is given; null for
   * addresses that are not of IPv6 or of this machine.
   */
  public static String site(String address) {
    String[] groups = of(address).split(":");
    return groups.length > NETWORK_GROUPS - 1 && !Loopback.is(address)
        ? String.join(":", List.of(groups).subList(0, SITE_GROUPS)) + "::/48"
        : null;
  }

  /**
   * @param address as the socket or the proxy names it, perhaps in brackets or with its interface;
   *     what is no address stands for itself
   */
  public static String of(String address) {
    String bare = address.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("%[\\w.-]*$", "");
    if (!bare.matches("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")) {
      return address;
    }
    try {
      InetAddress parsed = InetAddress.getByName(bare);
      if (parsed instanceof Inet4Address) {
        return parsed.getHostAddress();
      }
      List<String> groups = List.of(parsed.getHostAddress().split(":"));
      return String.join(":", groups.subList(0, NETWORK_GROUPS)) + "::/64";
    } catch (UnknownHostException notAnAddress) {
      return address;
    }
  }
}
