package coach.accounts;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes and compares passwords (PBKDF2-HMAC-SHA256 of the JDK) on one or two threads of its own
 * with a short queue. A request's thread may be virtual, and a hash there would hold the carrier
 * that health checks and token requests run on.
 */
public final class Passwords {
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final Pattern STORED =
      Pattern.compile("pbkdf2-sha256\\$(\\d{1,8})\\$([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+)");
  private static final int ROUNDS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MOST_THREADS = 2;

  /** About two seconds of work for one processor. */
  private static final int QUEUE = 8;

  private static final int IDLE_SECONDS = 10;

  /** Too many passwords are being worked on; the same attempt works in a few seconds. */
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("too many sign-ins at once");
    }
  }

  private final SecureRandom random = new SecureRandom();
  private final ThreadPoolExecutor threads;
  private final int rounds;
  private final AtomicLong evaluations = new AtomicLong();
  private final Stored decoy;

  private record Stored(int rounds, byte[] salt, byte[] hash) {
    static Stored parse(String text) {
      Matcher parts = STORED.matcher(text);
      if (!parts.matches()) {
        throw new IllegalStateException("a stored password has an unknown form");
      }
      Base64.Decoder base64 = Base64.getDecoder();
      return new Stored(
          Integer.parseInt(parts.group(1)),
          base64.decode(parts.group(2)),
          base64.decode(parts.group(3)));
    }
  }

  public Passwords() {
    this(ROUNDS, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()), QUEUE);
  }

  /**
   * @param rounds of the derivation, for passwords stored from now on
   * @param atOnce how many are worked on at the same time
   * @param queue how many more may wait
   */
  Passwords(int rounds, int atOnce, int queue) {
    this.rounds = rounds;
    threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Passwords::thread);
    threads.allowCoreThreadTimeOut(true);
    decoy = new Stored(rounds, salt(), new byte[HASH_BYTES]);
  }

  /** What is stored, with its parameters. Throws {@link Busy} where the queue is full. */
  public String hash(String password) {
    byte[] salt = salt();
    byte[] hash = derive(password, salt, rounds);
    Base64.Encoder base64 = Base64.getEncoder();
    return "pbkdf2-sha256$%d$%s$%s"
        .formatted(rounds, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * Whether this is the password. It takes the same work where there is none to compare with, so
   * that time does not tell which accounts exist.
   *
   * @param stored what {@link #hash} gave, or null for no account or one without a password
   * @throws Busy where the queue is full
   */
  public boolean matches(String password, String stored) {
    Stored wanted = stored == null ? decoy : Stored.parse(stored);
    byte[] given = derive(password, wanted.salt(), wanted.rounds());
    return MessageDigest.isEqual(given, wanted.hash()) && stored != null;
  }

  /** Whether it was stored with other parameters than today's. */
  public boolean isOutdated(String stored) {
    return Stored.parse(stored).rounds() != rounds;
  }

  /** How many derivations were made: the same for every refused sign-in, known account or not. */
  public long evaluations() {
    return evaluations.get();
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "coach-password");
    thread.setDaemon(true);
    return thread;
  }

  private byte[] derive(String password, byte[] salt, int count) {
    Future<byte[]> hash;
    try {
      hash = threads.submit(() -> pbkdf2(password, salt, count));
    } catch (RejectedExecutionException full) {
      throw new Busy();
    }
    evaluations.incrementAndGet();
    try {
      return hash.get();
    } catch (InterruptedException stopping) {
      hash.cancel(false);
      Thread.currentThread().interrupt();
      throw new Busy();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, failed.getCause());
    }
  }

  private static byte[] pbkdf2(String password, byte[] salt, int count)
      throws GeneralSecurityException {
    // One keyboard sends é as one character, another as two.
    char[] letters = Normalizer.normalize(password, Normalizer.Form.NFKC).toCharArray();
    PBEKeySpec spec = new PBEKeySpec(letters, salt, count, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } finally {
      spec.clearPassword();
    }
  }
}
