package coach.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a crash, a restart or a person left in the folder, the next start copes with it. */
@Tag("slow")
class EmbeddedPostgresLeftoversTest {
  @TempDir static Path parent;

  private static TestHome home;

  @BeforeAll
  static void fill() throws Exception {
    home = TestHome.in(parent);
    try (EmbeddedPostgres postgres = home.start()) {
      TestHome.execute(postgres, "create table kept as select 'squat' as lift");
    }
  }

  @AfterEach
  void theLiftIsStillThere() throws Exception {
    try (EmbeddedPostgres postgres = home.start()) {
      assertEquals("squat", TestHome.ask(postgres, "select lift from kept"));
    }
    assertFalse(home.isRunning());
  }

  @Test
  void theLastOneOutStopsTheServer() throws Exception {
    EmbeddedPostgres first = home.start();
    EmbeddedPostgres second = home.start();
    int port = home.server().port();
    first.close();
    assertTrue(home.isRunning());
    second.close();
    assertFalse(Files.exists(home.note()));
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
  }

  @Test
  void thePortIsKept() throws Exception {
    assertEquals(startedUrl(), startedUrl());
  }

  @Test
  void aTakenPortIsExchanged() throws Exception {
    String before = startedUrl();
    int port = Integer.parseInt(before.replaceAll(".*:(\\d+)/coach", "$1"));
    try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      assertTrue(thief.isBound());
      assertNotEquals(before, startedUrl());
    }
  }

  @Test
  void aNoteOfADeadProcessIsOverruled() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    note(dead.pid() + "\n" + home.data() + "\n1700000000\n5999\n\n127.0.0.1\n0 0\nready\n");
    assertNotEquals("", startedUrl());
  }

  @Test
  void aNoteWhoseNumberIsNowAnotherProgramIsOverruled() throws Exception {
    long now = Instant.now().getEpochSecond();
    long self = ProcessHandle.current().pid();
    note(self + "\n" + home.data() + "\n" + now + "\n5999\n\n127.0.0.1\n0 0\nready\n");
    assertNotEquals("", startedUrl());
  }

  @Test
  void aNoteWhoseNumberIsNowAnotherPostgresIsOverruled() throws Exception {
    TestHome other = TestHome.in(parent);
    try (EmbeddedPostgres postgres = other.start()) {
      String url = postgres.jdbcUrl();
      note(Files.readString(other.note()).replaceFirst("\n(\\d+)\n(\\d+)\n", "\n1700000000\n$2\n"));
      assertNotEquals(url, startedUrl());
      assertEquals("1", TestHome.ask(postgres, "select 1"));
    }
  }

  @Test
  void aStrangerThatTakesAnyPasswordIsNotMistakenForOurs() throws Exception {
    TestHome late = TestHome.in(parent);
    late.start().close();
    try (EmbeddedPostgres stranger = home.start()) {
      // A server that knows these passwords answers just as one that asks for none.
      for (String role : List.of("postgres", "coach")) {
        Path file = Path.of(role + ".password");
        Files.copy(
            home.folder().resolve(file),
            late.folder().resolve(file),
            StandardCopyOption.REPLACE_EXISTING);
      }
      String port = stranger.jdbcUrl().replaceAll(".*:(\\d+)/coach", "$1");
      Process dead = new ProcessBuilder("true").start();
      dead.waitFor();
      Files.writeString(
          late.note(),
          "%d\n%s\n1700000000\n%s\n\n127.0.0.1\n0 0\nready\n"
              .formatted(dead.pid(), late.data(), port));
      // So its own server is started, and that one does not know the stranger's passwords.
      String sentence = assertThrows(EmbeddedPostgresException.class, late::start).getMessage();
      assertTrue(sentence.contains("does not accept the password"), sentence);
    }
  }

  @Test
  void anEmptyNoteIsOverruled() throws Exception {
    note("");
    assertNotEquals("", startedUrl());
  }

  @Test
  void lockFilesOfDeadProcessesDoNotMatter() throws Exception {
    Files.writeString(home.folder().resolve("start.lock"), "4711");
    Files.writeString(home.folder().resolve("users.lock"), "4711");
    assertNotEquals("", startedUrl());
  }

  @Test
  void halfMadeDataIsMadeAgainAndCleared() throws Exception {
    TestHome fresh = TestHome.in(parent);
    Path half = Files.createDirectory(fresh.folder().resolve("data.new.1234"));
    Files.createDirectory(half.resolve("base"));
    Files.writeString(half.resolve("PG_VERSION"), "18\n");
    Files.writeString(fresh.folder().resolve("postgres.password.new"), "hal");
    try (EmbeddedPostgres postgres = fresh.start()) {
      assertEquals("1", TestHome.ask(postgres, "select 1"));
    }
    assertFalse(Files.exists(half));
  }

  @Test
  void halfUnpackedProgramsAreUnpackedAgain() throws Exception {
    TestHome whole = TestHome.in(parent);
    Path hash;
    try (var folders = Files.list(whole.folder().resolve("pg"))) {
      hash = folders.filter(Files::isDirectory).findFirst().orElseThrow().getFileName();
    }
    String note = Files.readString(whole.folder().resolve("pg").resolve("unpacked"));
    TestHome torn = new TestHome(Files.createTempDirectory(parent, "torn"));
    Path pg = torn.folder().resolve("pg");
    Files.createDirectories(pg.resolve(hash + ".new").resolve("bin"));
    Files.createDirectories(pg.resolve(hash).resolve("bin"));
    Files.writeString(pg.resolve(hash).resolve("bin").resolve("postgres"), "");
    Files.writeString(pg.resolve("unpacked"), note);
    try (EmbeddedPostgres postgres = torn.start()) {
      assertEquals("1", TestHome.ask(postgres, "select 1"));
    }
    assertEquals(note, Files.readString(pg.resolve("unpacked")));
    assertFalse(Files.exists(pg.resolve(hash + ".new")));
  }

  @Test
  void rolesAndDatabaseThatAFirstStartDidNotReachAreMade() throws Exception {
    TestHome fresh = TestHome.in(parent);
    try (EmbeddedPostgres postgres = fresh.start();
        Connection connection = fresh.connectAsSuperuser(postgres, "postgres")) {
      connection.createStatement().execute("drop database coach");
      assertEquals("coach", startedAnd(fresh, "select current_database()"));
      connection.createStatement().execute("drop database coach");
      connection.createStatement().execute("drop owned by coach");
      connection.createStatement().execute("drop role coach, service_role");
      assertEquals("coach", startedAnd(fresh, "select current_user"));
      connection.createStatement().execute("comment on database coach is null");
      assertEquals("coach", startedAnd(fresh, "select current_user"));
    }
  }

  @Test
  void aLostCoachPasswordIsReplaced() throws Exception {
    String before = home.password("coach");
    Files.delete(home.passwordFile("coach"));
    assertNotEquals("", startedUrl());
    assertNotEquals(before, home.password("coach"));
  }

  @Test
  void aLongServerLogIsPutAside() throws Exception {
    Path log = home.folder().resolve("server.log");
    Files.writeString(log, "x".repeat(2 << 20));
    assertNotEquals("", startedUrl());
    assertTrue(Files.size(log) < 10_000);
    assertEquals(2 << 20, Files.size(home.folder().resolve("server.log.1")));
  }

  private static void note(String text) throws Exception {
    Files.writeString(home.note(), text);
  }

  private static String startedUrl() throws Exception {
    try (EmbeddedPostgres postgres = home.start()) {
      assertEquals("squat", TestHome.ask(postgres, "select lift from kept"));
      return postgres.jdbcUrl();
    }
  }

  private static String startedAnd(TestHome home, String query) throws Exception {
    try (EmbeddedPostgres postgres = home.start()) {
      return TestHome.ask(postgres, query);
    }
  }
}
