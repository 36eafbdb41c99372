package coach.oauth;

import coach.accounts.Token;
import coach.net.AddressGroup;
import coach.net.Loopback;

/** Under which key attempts of an address are counted; the address itself is not kept. */
final class Attempts {
  /** Registrations of one address in an hour. */
  private static final int REGISTRATIONS = 30;

  /** Registrations of one site's network: many people at work, or one with many addresses. */
  static final int REGISTRATIONS_OF_NETWORK = 300;

  /** Documents that one address may have fetched in an hour. */
  private static final int FETCHES = 20;

  /** Documents that one site's network may have fetched in an hour. */
  static final int FETCHES_OF_NETWORK = 200;

  /** How many times as much is free to this machine: behind a proxy it stands for all clients. */
  private static final int FOR_LOOPBACK = 20;

  private Attempts() {}

  static String key(String what, String address) {
    return what + " " + Token.hash(AddressGroup.of(address));
  }

  /**
   * The key of the network that an address lies in: one site has 48 bits of IPv6 for the taking.
   * Null for other addresses.
   */
  static String networkKey(String what, String address) {
    String site = AddressGroup.site(address);
    return site == null ? null : what + " " + Token.hash(site);
  }

  static int registrations(String address) {
    return REGISTRATIONS * factor(address);
  }

  static int fetches(String address) {
    return FETCHES * factor(address);
  }

  private static int factor(String address) {
    return Loopback.is(address) ? FOR_LOOPBACK : 1;
  }
}
