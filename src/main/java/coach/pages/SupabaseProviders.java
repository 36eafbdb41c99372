package coach.pages;

import coach.accounts.SignInTrouble;
import coach.accounts.SupabaseAuth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which sign-ins a Supabase project offers, kept for five minutes. One visitor's page waits for the
 * answer, at most; a failure is remembered, so that a project that hangs delays no other user.
 */
final class SupabaseProviders {
  private static final Logger log = LoggerFactory.getLogger(SupabaseProviders.class);

  private static final long FRESH_NANOS = 300_000_000_000L;
  private static final long FAILED_NANOS = 30_000_000_000L;

  private final SupabaseAuth supabase;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile List<String> known;
  private volatile long askAgainAt = System.nanoTime();

  SupabaseProviders(SupabaseAuth supabase) {
    this.supabase = supabase;
  }

  /** As Supabase calls them; empty where it has not said so yet. */
  Optional<List<String>> list() {
    if (isDue() && asking.tryLock()) {
      try {
        if (isDue()) {
          ask();
        }
      } finally {
        asking.unlock();
      }
    }
    return Optional.ofNullable(known);
  }

  private boolean isDue() {
    return System.nanoTime() - askAgainAt >= 0;
  }

  private void ask() {
    try {
      known = supabase.providers();
      askAgainAt = System.nanoTime() + FRESH_NANOS;
    } catch (SignInTrouble trouble) {
      askAgainAt = System.nanoTime() + FAILED_NANOS;
      log.warn("providers={} cause={}", known == null ? "unknown" : "kept", trouble.getMessage());
    }
  }
}
