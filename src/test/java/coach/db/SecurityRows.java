package coach.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One row in every table for one person, so that a test can try to reach each. */
public final class SecurityRows {
  private SecurityRows() {}

  /** Statements for the owner of the database; every key is the person's own id. */
  public static String of(UUID who) {
    try (InputStream stream = SecurityRows.class.getResourceAsStream("/security.sql")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .replace(":who ||", "'" + who + "' ||")
          .replace(":who", "'" + who + "'");
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
