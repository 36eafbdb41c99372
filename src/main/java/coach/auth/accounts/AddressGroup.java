package coach.auth.accounts;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that one person has for the taking count as one: an IPv6 network of 64 bits. */
public final class AddressGroup {
  private static final int NETWORK_BYTES = 8;

  private AddressGroup() {}

  /**
   * @param address as the socket or the proxy names it; what is no address stands for itself
   */
  public static String of(String address) {
    if (!address.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      if (bytes.length <= NETWORK_BYTES) {
        return InetAddress.getByAddress(bytes).getHostAddress();
      }
      byte[] network = new byte[bytes.length];
      System.arraycopy(bytes, 0, network, 0, NETWORK_BYTES);
      return InetAddress.getByAddress(network).getHostAddress();
    } catch (UnknownHostException notAnAddress) {
      return address;
    }
  }
}
