package coach.postgres;

import coach.db.CallerSession;
import coach.db.TestDatabase;
import coach.testing.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.AssertionFailedError;

/**
 * The PostgreSQL servers on which coach must work: the oldest it supports, the one Supabase runs,
 * and the one it carries. Each starts when a test first asks for it. The older ones are shared by
 * the JVMs side by side and end with the last of them.
 *
 * <p>Where one is missing its tests are skipped with the reason; with {@code CI=true} they fail.
 */
public enum TestServer {
  /** Debian's package postgresql-15, at its newest minor version. */
  POSTGRES_15,
  /** Of the embedded kind, copied into {@code target} by Maven. */
  POSTGRES_17,
  /** The server of {@link TestDatabase}, which is the one in the jar. */
  POSTGRES_18;

  static final Path DEBIAN_15 = Path.of("/usr/lib/postgresql/15");
  static final Path ARCHIVE_17 = Path.of("target", "postgres-17", "postgres-17.jar");

  private Access access;

  /** How to come in. */
  private record Access(String url, String password) {}

  /** The address of a database on this server. */
  public String jdbcUrl(String database) {
    return access().url() + database;
  }

  /** The role of {@link #superuser}: {@code postgres}. */
  public Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(database), PostgresRoles.SUPERUSER, access().password());
  }

  /** Runs SQL as the superuser, outside of a transaction. */
  public void execute(String database, String sql) throws SQLException {
    try (Connection connection = superuser(database)) {
      Statements.execute(connection, sql);
    }
  }

  /** What the server calls its version, such as 15.20. */
  public String version() throws SQLException {
    try (Connection connection = superuser("postgres")) {
      return CallerSession.rows(connection, "show server_version").get(0).split(" ")[0];
    }
  }

  private synchronized Access access() {
    if (access == null) {
      access = start();
    }
    return access;
  }

  private Access start() {
    try {
      return switch (this) {
        case POSTGRES_15 -> {
          require(DEBIAN_15.resolve("bin/initdb"), "install Debian's package postgresql-15");
          yield of(TestCluster.start(home(), DEBIAN_15));
        }
        case POSTGRES_17 -> {
          require(ARCHIVE_17, "on Linux with x86-64, mvn test-compile copies it");
          yield of(TestCluster.start(home(), TestCluster.unpack(ARCHIVE_17)));
        }
        case POSTGRES_18 -> new Access(TestDatabase.serverUrl(), TestDatabase.serverPassword());
      };
    } catch (IOException | EmbeddedPostgresException failure) {
      throw new IllegalStateException(this + " does not start", failure);
    }
  }

  private static Access of(TestCluster cluster) throws IOException {
    return new Access(cluster.url(), cluster.password());
  }

  private Path home() {
    return Path.of("target", name().toLowerCase().replace('_', '-') + "-server");
  }

  private void require(Path file, String advice) {
    if (!Files.exists(file)) {
      String reason = "%s is missing: there is no %s; %s.".formatted(this, file, advice);
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionFailedError(reason);
      }
      Assumptions.abort(reason);
    }
  }
}
