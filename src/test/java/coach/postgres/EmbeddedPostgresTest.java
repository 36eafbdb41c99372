package coach.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds while the embedded server runs. */
@Tag("runtime")
class EmbeddedPostgresTest {
  @TempDir static Path parent;

  private static TestHome home;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    home = TestHome.in(parent);
    postgres = home.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, on",
    "synchronous_commit, on",
    "full_page_writes, on",
    "data_checksums, on",
    "listen_addresses, 127.0.0.1",
    "unix_socket_directories, ''",
    "max_connections, 30",
    "password_encryption, scram-sha-256",
    "log_timezone, UTC",
    "server_encoding, UTF8"
  })
  void theServerRunsWithTheSetting(String name, String value) throws Exception {
    try (Connection connection = home.connectAsSuperuser(postgres, "coach")) {
      assertEquals(value, TestHome.ask(connection, "show " + name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"coach", "postgres"})
  void aWrongPasswordIsRefused(String role) {
    SQLException refusal =
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection(postgres.jdbcUrl(), role, "guess"));
    assertEquals("28P01", refusal.getSQLState());
  }

  @Test
  void theTwoPasswordsAreRandomAndDiffer() throws Exception {
    assertTrue(home.password("coach").matches("[A-Za-z0-9_-]{32}"));
    assertNotEquals(home.password("coach"), home.password("postgres"));
    assertEquals(home.password("coach"), postgres.password());
  }

  @Test
  void nobodyElseMayReadTheFiles() throws Exception {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Path made = parent.resolve("made").resolve("here");
      PostgresHome.open(made);
      assertEquals("rwx------", mode(made.getParent()));
      assertEquals("rwx------", mode(made));
      assertEquals("rwx------", mode(home.data()));
      assertEquals("rw-------", mode(home.passwordFile("coach")));
      assertEquals("rw-------", mode(home.passwordFile("postgres")));
      assertEquals("rw-------", mode(home.folder().resolve("server.log")));
      for (Path file :
          Files.list(home.folder().resolve("pg")).filter(Files::isDirectory).toList()) {
        assertEquals("rwx------", mode(file));
        assertEquals("rwx------", mode(file.resolve("bin").resolve("postgres")));
      }
    }
  }

  @Test
  void coachOwnsItsDatabaseButIsNoSuperuser() throws Exception {
    assertEquals(
        "coach",
        TestHome.ask(
            postgres,
            "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"));
    assertEquals(
        "f f t t t",
        TestHome.ask(
            postgres,
            "select concat_ws(' ', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin)"
                + " from pg_roles where rolname = current_user"));
  }

  @Test
  void theClientRolesAreThoseOfSupabase() throws Exception {
    assertEquals(
        "anon f f,authenticated f f,service_role f t",
        TestHome.ask(
            postgres,
            "select concat_ws(' ', rolname, rolcanlogin, rolbypassrls) from pg_roles"
                + " where rolname in ('anon', 'authenticated', 'service_role') order by rolname"));
  }

  @Test
  void coachTurnsIntoAClientRoleAndBack() throws Exception {
    try (Connection connection = TestHome.connect(postgres)) {
      for (String role : new String[] {"anon", "authenticated", "service_role"}) {
        connection.createStatement().execute("set role " + role);
        assertEquals(role, TestHome.ask(connection, "select current_user"));
        connection.createStatement().execute("reset role");
      }
      assertEquals("coach", TestHome.ask(connection, "select current_user"));
    }
  }

  @Test
  void coachDoesNotInheritWhatAClientRoleMayDo() throws Exception {
    try (Connection owner = home.connectAsSuperuser(postgres, "coach")) {
      owner.createStatement().execute("create table secret (line text)");
      owner.createStatement().execute("grant select on secret to authenticated");
      SQLException refusal =
          assertThrows(
              SQLException.class, () -> TestHome.ask(postgres, "select count(*) from secret"));
      assertEquals("42501", refusal.getSQLState());
      try (Connection connection = TestHome.connect(postgres)) {
        connection.createStatement().execute("set role authenticated");
        assertEquals("0", TestHome.ask(connection, "select count(*) from secret"));
      } finally {
        owner.createStatement().execute("drop table secret");
      }
    }
  }

  @Test
  void theExtensionsWorkForCoach() throws Exception {
    Map<String, String> answers =
        Map.of(
            "select similarity('bench press', 'bench presses') > 0.5", "t",
            "select length(gen_random_bytes(4))", "4",
            "select length(uuid_generate_v4()::text)", "36",
            "select unaccent('Kreuzhébèn')", "Kreuzheben",
            "select count(*) > 0 from pg_stat_statements", "t");
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      assertEquals(answer.getValue(), TestHome.ask(postgres, answer.getKey()), answer.getKey());
    }
  }

  @Test
  void lettersOutsideAsciiAreLetters() throws Exception {
    assertEquals("drücken", TestHome.ask(postgres, "select lower('DRÜCKEN')"));
    assertEquals("f", TestHome.ask(postgres, "select show_trgm('ü') = '{}'"));
  }

  @Test
  void aSecondStartSharesTheServerAndLeavesItRunning() throws Exception {
    EmbeddedPostgres second = home.start();
    assertEquals(postgres.jdbcUrl(), second.jdbcUrl());
    second.close();
    second.close();
    assertEquals("1", TestHome.ask(postgres, "select 1"));
  }

  @Test
  void aHomeThatCannotBeAFolderIsExplained() throws Exception {
    Path file = Files.createFile(parent.resolve("file"));
    EmbeddedPostgresException failure =
        assertThrows(
            EmbeddedPostgresException.class,
            () -> EmbeddedPostgres.start(file.resolve("home"), words -> {}));
    assertTrue(failure.getMessage().contains("set COACH_HOME to another folder"));
    assertTrue(failure.getMessage().contains(file.toString()));
  }

  @Test
  void aHomeWhoseNameAShellWouldChangeIsRefused() {
    Path odd = parent.resolve("ca$h");
    EmbeddedPostgresException failure =
        assertThrows(
            EmbeddedPostgresException.class, () -> EmbeddedPostgres.start(odd, words -> {}));
    assertTrue(failure.getMessage().contains("set COACH_HOME to another folder"));
    assertFalse(Files.exists(odd));
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
