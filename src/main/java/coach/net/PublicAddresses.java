package coach.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the open internet from those that only this machine, its network or its host's
 * machinery answer at, whatever form they are written in.
 */
public final class PublicAddresses {
  /**
   * Everything that the registries of special addresses (RFC 6890) reserve, and the one at which
   * Azure's host itself answers its machines.
   */
  private static final List<Range> CLOSED =
      ranges(
          "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32"
              + " 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24"
              + " 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3");

  /** The only part of IPv6 that is allocated, and what is reserved inside it. */
  private static final Range GLOBAL = ranges("2000::/3").get(0);

  private static final List<Range> CLOSED_SIX =
      ranges("2001::/23 2001:db8::/32 2002::/16 3fff::/20");

  private record Range(byte[] prefix, int bits) {
    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private PublicAddresses() {}

  private static List<Range> ranges(String texts) {
    return Stream.of(texts.split(" ")).map(PublicAddresses::range).toList();
  }

  private static Range range(String text) {
    String[] parts = text.split("/");
    try {
      return new Range(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(text, impossible);
    }
  }

  /** Whether this address is on the public internet. */
  public static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return CLOSED.stream().noneMatch(range -> range.holds(bytes));
    }
    // Java takes ::ffff:0:0/96 for the IPv4 that it is; NAT64, 6to4 and Teredo, which lead to IPv4
    // as well, lie outside of what is given out or are closed.
    return GLOBAL.holds(bytes) && CLOSED_SIX.stream().noneMatch(range -> range.holds(bytes));
  }
}
