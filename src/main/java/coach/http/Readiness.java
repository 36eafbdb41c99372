package coach.http;

import coach.db.Database;
import coach.db.DatabaseException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database answers. One request at a time asks it and the others hear what is known,
 * because these requests need no place: waiting for a database that is away, they would hold every
 * thread there is.
 */
final class Readiness implements BooleanSupplier {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);

  /** How long a question may be open before it counts as a no. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Database database;

  /** When the open question was asked; null where there is none. */
  private final AtomicReference<Long> asked = new AtomicReference<>();

  private volatile boolean good = true;

  Readiness(Database database) {
    this.database = database;
  }

  @Override
  public boolean getAsBoolean() {
    if (!asked.compareAndSet(null, System.nanoTime())) {
      Long since = asked.get();
      return good && (since == null || System.nanoTime() - since < PATIENCE_NANOS);
    }
    try {
      good = answers();
      return good;
    } finally {
      asked.set(null);
    }
  }

  private boolean answers() {
    try {
      database.ping();
      return true;
    } catch (DatabaseException unavailable) {
      log.warn("ready=false cause={}", unavailable.kind());
      return false;
    }
  }
}
