package coach.auth;

import coach.auth.accounts.AddressGroup;
import coach.auth.accounts.Token;

/** Under which key attempts of an address are counted; the address itself is not kept. */
final class Attempts {
  /** Registrations of one address in an hour. */
  private static final int REGISTRATIONS = 30;

  /** Documents that one address may have fetched in an hour. */
  private static final int FETCHES = 20;

  /** Behind a proxy that nobody named, this machine's own address stands for everybody. */
  private static final int FOR_EVERYBODY = 20;

  private Attempts() {}

  /**
   * @param what is attempted, such as {@code register}
   */
  static String key(String what, String address) {
    return what + " " + Token.hash(AddressGroup.of(address));
  }

  static int registrations(String address) {
    return REGISTRATIONS * factor(address);
  }

  static int fetches(String address) {
    return FETCHES * factor(address);
  }

  private static int factor(String address) {
    return isEverybody(address) ? FOR_EVERYBODY : 1;
  }

  /** Whether an address may stand for everybody, because it is this machine's own. */
  static boolean isEverybody(String address) {
    return address.startsWith("127.") || address.matches("\\[?(0:){7}1]?|\\[?::1]?");
  }
}
