package coach.db;

import coach.migrate.Migrations;
import coach.postgres.TestServer;
import coach.testing.Statements;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The workout app's database as it is before coach arrives: Supabase's roles, schemas and default
 * grants, the app's tables, policies, views and functions, and people whose rows hold every known
 * trap. Its structure equals {@code existing/schema.json}: {@link ExistingSchemaTest} compares.
 *
 * <pre>{@code
 * @ParameterizedClass
 * @EnumSource
 * class SomethingTest {
 *   @Parameter TestServer server;
 *
 *   @Test
 *   void somethingIsSo() throws Exception {
 *     try (ExistingDatabase existing = ExistingDatabase.on(server, Catalogue.SMALL)) {
 *       existing.migrations().migrate(line -> {});
 *       try (CallerSession anna = existing.lifter(ExistingDatabase.ANNA)) { … }
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>It belongs to {@link #OWNER}, which is no superuser and may not touch the schema {@code auth};
 * the extensions are in {@code extensions}. {@link #ANNA} and {@link #BEN} have written the traps
 * ({@code people.sql}); of the sixty {@link #trained} lifters twenty have trained for a year and
 * twenty for four weeks, up to the end of last week ({@code lifters.sql}). A database is a copy of
 * one that is prepared once per server and kept on it, so each costs a fraction of a second.
 */
public final class ExistingDatabase implements AutoCloseable {
  public static final String OWNER = "supabase_owner";
  static final String PASSWORD = "owner";
  public static final UUID ANNA = UUID.fromString("00000000-0000-0000-0000-0000000000a1");
  public static final UUID BEN = UUID.fromString("00000000-0000-0000-0000-0000000000b2");

  /** The exercises that the app knows. */
  public enum Catalogue {
    /** Sixty-six in the owner's own spelling; no "Squat", no "Hammer curl". */
    SMALL,
    /** Nine hundred of a public list, twenty-three names twice. */
    LARGE
  }

  private static final String PREFIX = "existing_" + ProcessHandle.current().pid() + "_";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestServer server;
  private final String name;

  private ExistingDatabase(TestServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /** The small one on the embedded server. */
  public static ExistingDatabase create() throws SQLException {
    return on(TestServer.POSTGRES_18, Catalogue.SMALL);
  }

  /** The app's views, as it defines them. */
  public static String views() {
    return ExistingTemplate.text("views");
  }

  /** A database of one's own; it goes away with {@link #close}. */
  public static ExistingDatabase on(TestServer server, Catalogue catalogue) throws SQLException {
    return copy(server, ExistingTemplate.of(catalogue).on(server));
  }

  /** The small one after {@code migrate}, which only the first one on the server waits for. */
  public static ExistingDatabase migrated(TestServer server) throws SQLException {
    return migrated(server, Catalogue.SMALL);
  }

  public static ExistingDatabase migrated(TestServer server, Catalogue catalogue)
      throws SQLException {
    return copy(server, ExistingTemplate.of(catalogue).migratedOn(server));
  }

  static Migrations migrations(TestServer server, String database) {
    return new Migrations(server.jdbcUrl(database), OWNER, PASSWORD);
  }

  private static ExistingDatabase copy(TestServer server, String template) throws SQLException {
    ExistingDatabase copy = new ExistingDatabase(server, PREFIX + COUNT.incrementAndGet());
    server.execute(
        "postgres",
        "create database %s template %s owner %s strategy file_copy"
            .formatted(copy.name, template, OWNER));
    return copy;
  }

  /** Number 1 to 60; 1 to 20 with a year of sessions, 21 to 40 with four weeks of them. */
  public static UUID trained(int lifter) {
    return UUID.fromString("f0000000-0000-0000-0000-" + "%012d".formatted(lifter));
  }

  public Migrations migrations() {
    return migrations(server, name);
  }

  /** As the owner, who has the search path that Supabase gives to everyone. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), OWNER, PASSWORD);
  }

  /** As the cluster's superuser, for what Supabase itself does. */
  public Connection connectAsSuperuser() throws SQLException {
    return server.superuser(name);
  }

  /** Runs SQL as the owner. */
  public void execute(String sql) throws SQLException {
    try (Connection owner = connect()) {
      Statements.execute(owner, sql);
    }
  }

  /** The columns of every row that the owner sees, separated by bars. */
  public List<String> rows(String query) throws SQLException {
    try (Connection owner = connect()) {
      return CallerSession.rows(owner, query);
    }
  }

  /** As the owner, in a transaction that is taken back. */
  public CallerSession owner() throws SQLException {
    return CallerSession.asIs(connect());
  }

  /** As somebody signed in: role {@code authenticated} with the claims of a token. */
  public CallerSession lifter(UUID who) throws SQLException {
    return CallerSession.of(connect(), who);
  }

  /** As nobody: role {@code anon}. */
  public CallerSession anonymous() throws SQLException {
    return CallerSession.anonymous(connect());
  }

  /** What Supabase does for somebody new; the app's trigger makes the account. */
  public void signUp(UUID who, String email) throws SQLException {
    try (Connection superuser = connectAsSuperuser()) {
      Statements.execute(
          superuser,
          "insert into auth.users (id, email) values ('%s', '%s')".formatted(who, email));
    }
  }

  public String jdbcUrl() {
    return server.jdbcUrl(name);
  }

  @Override
  public void close() {
    try {
      server.execute("postgres", "drop database if exists " + name + " with (force)");
    } catch (SQLException failure) {
      throw new IllegalStateException(name + " cannot be dropped", failure);
    }
  }
}
