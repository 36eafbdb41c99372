package coach.accounts;

/**
 * Tells when an address is no one's in particular: behind a proxy whose header nobody named, this
 * machine's own stands for everybody, so that limits per address are wider there.
 */
public final class Everybody {
  /** How many times as much is free. */
  public static final int FACTOR = 20;

  private Everybody() {}

  /**
   * @param address as the socket or the proxy names it, perhaps in brackets or with its interface
   */
  public static boolean isBehind(String address) {
    return address.startsWith("127.") || address.matches("\\[?((0:){7}|::)1(%[\\w.-]*)?]?");
  }
}
