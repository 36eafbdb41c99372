package coach.http;

import coach.db.Database;
import coach.db.DatabaseException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One yes-or-no answer for whatever watches over the process. */
final class StatusPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Where such answers are given: alive twice, because hosts ask by either name, and ready. */
  static final Set<String> PATHS = Set.of("/health", "/healthz", "/ready");

  private final transient BooleanSupplier good;

  StatusPage(BooleanSupplier good) {
    this.good = good;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      Problem.write(request, response, 405, "This address takes GET only.");
      return;
    }
    boolean yes = good.getAsBoolean();
    byte[] body =
        (yes ? "{\"status\":\"ok\"}" : "{\"status\":\"unavailable\"}")
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(yes ? 200 : 503);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /**
   * Whether the database answers. One request at a time asks it and the others hear what is known,
   * because these requests need no place: waiting for a database that is away, they would hold
   * every thread there is.
   */
  static final class Readiness implements BooleanSupplier {
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
}
