package coach.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Whether an address belongs to the open internet: whatever a stranger makes coach fetch must not
 * reach the machine itself, its neighbors or a cloud's metadata service.
 */
public final class PublicAddress {
  /** What IANA's registry of special-purpose addresses takes out of IPv4 (RFC 6890). */
  private static final List<Block> NOT_PUBLIC_4 =
      List.of(
          Block.of(8, 0),
          Block.of(8, 10),
          Block.of(10, 100, 64),
          Block.of(8, 127),
          Block.of(16, 169, 254),
          Block.of(12, 172, 16),
          Block.of(24, 192, 0, 0),
          Block.of(24, 192, 0, 2),
          Block.of(24, 192, 88, 99),
          Block.of(16, 192, 168),
          Block.of(15, 198, 18),
          Block.of(24, 198, 51, 100),
          Block.of(24, 203, 0, 113),
          Block.of(3, 224));

  /** The only part of IPv6 that is routed publicly. */
  private static final Block GLOBAL_6 = Block.of(3, 0x20);

  /** Inside it: protocol assignments and Teredo, documentation, and 6to4, which embeds IPv4. */
  private static final List<Block> NOT_PUBLIC_6 =
      List.of(
          Block.of(23, 0x20, 0x01, 0x00),
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
          Block.of(16, 0x20, 0x02),
          Block.of(20, 0x3f, 0xff));

  private PublicAddress() {}

  /** True for an address that anybody on the internet could have reached themselves. */
  public static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    // The Java library has already turned IPv4-mapped addresses into IPv4.
    return address instanceof Inet4Address
        ? NOT_PUBLIC_4.stream().noneMatch(block -> block.holds(bytes))
        : GLOBAL_6.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.holds(bytes));
  }

  /** The addresses that begin with the first {@code bits} of {@code start}. */
  private record Block(int bits, byte[] start) {
    static Block of(int bits, int... octets) {
      byte[] start = new byte[16];
      for (int index = 0; index < octets.length; index++) {
        start[index] = (byte) octets[index];
      }
      return new Block(bits, start);
    }

    boolean holds(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
