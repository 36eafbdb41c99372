package coach.db;

import coach.postgres.EmbeddedPostgres;
import coach.postgres.EmbeddedPostgresException;
import coach.postgres.PostgresRoles;
import coach.testing.Pooler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A fresh, empty database on a real PostgreSQL for one test or one test class.
 *
 * <pre>{@code
 * private static final TestDatabase DATABASE = TestDatabase.create();
 *
 * @Test
 * void aRowIsFoundAgain() throws Exception {
 *   try (Connection connection = DATABASE.connect()) { … }
 * }
 * }</pre>
 *
 * <p>The database belongs to {@code coach}, the role that also owns it in production: no superuser,
 * member of {@code anon}, {@code authenticated} and {@code service_role} without inheriting from
 * them. pg_trgm, pgcrypto, uuid-ossp, unaccent and pg_stat_statements are in {@code public}; there
 * is nothing else, so run the migrations that the test needs. Creating one costs about 30 ms; it
 * goes away with {@link #close} or, without that, when the JVM ends. All databases of a JVM live on
 * one server, whose folder {@code target/test-postgres-N} is kept between runs (N counts the JVMs
 * side by side); roles are shared by all of them.
 */
public final class TestDatabase implements AutoCloseable {
  private static final String PREFIX = "test_" + ProcessHandle.current().pid() + "_";

  /** Named after what is in it, so that a kept server never lends an older one. */
  private static final String TEMPLATE =
      "template_" + Integer.toHexString(PostgresRoles.EXTENSIONS.hashCode());

  /** Where the server of this JVM lives. */
  public static final Path HOME =
      Path.of("target", "test-postgres-" + System.getProperty("coach.fork", "1"));

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Server server;
  private final String name;

  private TestDatabase(Server server, String name) {
    this.server = server;
    this.name = name;
  }

  /** A new database; the first call of a JVM also starts the server. */
  public static TestDatabase create() {
    String name = PREFIX + COUNT.incrementAndGet();
    Server.SHARED.execute(
        "create database " + name + " template " + TEMPLATE + " owner coach strategy file_copy");
    return new TestDatabase(Server.SHARED, name);
  }

  /**
   * A new copy of a prepared database, which is prepared once and kept on the server.
   *
   * @param content named after everything that goes into it, so that an outdated copy is never lent
   * @param preparation fills an empty database; it must close its connections
   */
  public static TestDatabase copyOf(String content, Consumer<TestDatabase> preparation) {
    String template = "prepared_" + Integer.toHexString(content.hashCode());
    Server.SHARED.prepareOnce(template, preparation);
    String name = PREFIX + COUNT.incrementAndGet();
    Server.SHARED.execute(
        "create database " + name + " template " + template + " owner coach strategy file_copy");
    return new TestDatabase(Server.SHARED, name);
  }

  /**
   * Where everything but the superuser goes: through a PgBouncer with {@code
   * -Dcoach.pooler=session} or {@code transaction}.
   */
  public String jdbcUrl() {
    String url = server.url(name);
    return server.pooler.map(pooler -> pooler.through(url)).orElse(url);
  }

  public String user() {
    return server.postgres.user();
  }

  public String password() {
    return server.postgres.password();
  }

  /** A role that may do everything, for what only the owner of a cluster could arrange. */
  public String superuser() {
    return PostgresRoles.SUPERUSER;
  }

  public String superuserPassword() {
    return server.superuserPassword;
  }

  /** Straight there: the driver prepares statements, which a pooler would hand to others. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url(name), user(), password());
  }

  public Connection connectAsSuperuser() throws SQLException {
    return server.superuser(name);
  }

  /** Where the databases of this JVM are, up to their names. */
  public static String serverUrl() {
    return Server.SHARED.url("");
  }

  /** Of the superuser of that server. */
  public static String serverPassword() {
    return Server.SHARED.superuserPassword;
  }

  /** Drops the database, whoever is still connected to it. */
  @Override
  public void close() {
    server.execute("drop database if exists " + name + " with (force)");
  }

  /** The server of this JVM; it starts when it is first needed. */
  private static final class Server {
    static final Server SHARED = new Server(HOME);

    final EmbeddedPostgres postgres;
    final String superuserPassword;
    final Optional<Pooler> pooler;

    Server(Path home) {
      try {
        postgres = EmbeddedPostgres.start(home, System.err::println);
        superuserPassword = Files.readString(home.resolve("postgres.password")).strip();
      } catch (EmbeddedPostgresException failure) {
        throw new IllegalStateException(failure.getMessage() + "\n" + failure.serverLog(), failure);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      prepare();
      pooler = pooler(System.getProperty("coach.pooler"));
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    private Optional<Pooler> pooler(String mode) {
      if (mode == null || mode.isEmpty()) {
        return Optional.empty();
      }
      try {
        String few = mode.equals("session") ? "100" : "3";
        return Optional.of(
            Pooler.before(
                    url("postgres"),
                    postgres.user(),
                    postgres.password(),
                    mode,
                    "default_pool_size = " + few)
                .orElseThrow(() -> new IllegalStateException("pgbouncer is not installed")));
      } catch (IOException | InterruptedException failure) {
        throw new IllegalStateException("PgBouncer does not start", failure);
      }
    }

    String url(String database) {
      return postgres.jdbcUrl().replaceFirst("/coach$", "/" + database);
    }

    void execute(String sql) {
      try (Connection connection = superuser("postgres");
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException failure) {
        throw new IllegalStateException(sql, failure);
      }
    }

    Connection superuser(String database) throws SQLException {
      return DriverManager.getConnection(url(database), PostgresRoles.SUPERUSER, superuserPassword);
    }

    /** Two test runs in one checkout may come here together. */
    private void prepare() {
      try (Connection connection = superuser("postgres");
          Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_lock(1)");
        // Twenty databases a run: a second for each with it, thirty milliseconds without.
        statement.execute("alter system set fsync = off");
        // A connection otherwise costs four thousand rounds of SHA-256, on both sides.
        statement.execute("alter system set scram_iterations = 1");
        statement.execute("select pg_reload_conf()");
        statement.execute("set scram_iterations = 1");
        statement.execute("alter role coach password '" + postgres.password() + "'");
        statement.execute("alter role postgres password '" + superuserPassword + "'");
        for (String name : names(statement, "test\\_%")) {
          if (isLeftover(name)) {
            statement.execute("drop database " + name + " with (force)");
          }
        }
        if (names(statement, TEMPLATE).isEmpty()) {
          statement.execute("drop database if exists template_draft with (force)");
          statement.execute("create database template_draft owner coach");
          extend("template_draft");
          statement.execute("alter database template_draft rename to " + TEMPLATE);
        }
      } catch (SQLException failure) {
        throw new IllegalStateException("the template database cannot be made", failure);
      }
    }

    /** A second test run, or a second class of this one, waits until the first has prepared it. */
    synchronized void prepareOnce(String template, Consumer<TestDatabase> preparation) {
      try (Connection connection = superuser("postgres");
          Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_lock(2)");
        if (names(statement, template).isEmpty()) {
          String draft = template + "_draft";
          statement.execute("drop database if exists " + draft + " with (force)");
          statement.execute("create database " + draft + " template " + TEMPLATE + " owner coach");
          preparation.accept(new TestDatabase(this, draft));
          // A pooler keeps its connections after the last client has gone.
          statement.execute(
              "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '"
                  + draft
                  + "'");
          statement.execute("alter database " + draft + " rename to " + template);
        }
      } catch (SQLException failure) {
        throw new IllegalStateException("the prepared database cannot be made", failure);
      }
    }

    private void extend(String database) throws SQLException {
      try (Connection connection = superuser(database);
          Statement statement = connection.createStatement()) {
        for (String extension : PostgresRoles.EXTENSIONS) {
          statement.execute(extension);
        }
      }
    }

    /** A killed JVM drops nothing. */
    private static boolean isLeftover(String database) {
      long process = Long.parseLong(database.split("_")[1]);
      return ProcessHandle.of(process).isEmpty();
    }

    private static List<String> names(Statement statement, String pattern) throws SQLException {
      List<String> names = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select datname from pg_database where datname like '" + pattern + "'")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    }

    private void stop() {
      try (Connection connection = superuser("postgres");
          Statement statement = connection.createStatement()) {
        for (String name : names(statement, PREFIX.replace("_", "\\_") + "%")) {
          statement.execute("drop database " + name + " with (force)");
        }
      } catch (SQLException failure) {
        System.err.println("test databases are left for the next run: " + failure.getMessage());
      } finally {
        pooler.ifPresent(Pooler::close);
        postgres.close();
      }
    }
  }
}
