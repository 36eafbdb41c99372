package coach.auth.accounts;

import java.time.Duration;

/**
 * How long somebody who keeps guessing passwords has to wait; counted over the last hour, in the
 * database, so that all instances count together.
 *
 * <p>Three counts: failures of this address against this account, of this address against any
 * account, and of everybody against this account. The last one never keeps anybody out: it only
 * leaves addresses that have not signed in to the account before fewer free tries. So the owner,
 * whose address is known, notices nothing of a guesser, and from a new address has a try, too.
 *
 * @param pair failures of this address against this account
 * @param pairAgo seconds since the last of them
 * @param address failures of this address against any account
 * @param addressAgo seconds since the last of them
 * @param account failures of all addresses against this account
 * @param known whether this address has signed in to this account before
 */
record SignInLimit(
    int pair, long pairAgo, int address, long addressAgo, int account, boolean known) {
  /** Typing errors that cost nothing. */
  private static final int FREE_OF_PAIR = 5;

  /** A household or an office behind one address. */
  private static final int FREE_OF_ADDRESS = 20;

  /** From here on somebody is guessing from many addresses. */
  private static final int MANY = 20;

  private static final long LONGEST = Duration.ofMinutes(15).toSeconds();

  /** Seconds until the next attempt is looked at; 0 for at once. */
  long secondsToWait() {
    boolean watched = account >= MANY && !known;
    long ofPair = watched ? rest(pair, 1, 60, pairAgo) : rest(pair, FREE_OF_PAIR, 2, pairAgo);
    return Math.max(ofPair, rest(address, FREE_OF_ADDRESS, 2, addressAgo));
  }

  /** Doubles with every failure beyond the free ones. */
  private static long rest(int failures, int free, long first, long ago) {
    if (failures < free) {
      return 0;
    }
    int doublings = Math.min(failures - free, 20);
    return Math.max(0, Math.min(LONGEST, first << doublings) - ago);
  }
}
