package coach.postgres;

import coach.db.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder for an embedded database of its own, and what tests do to the server in it. */
public record TestHome(Path folder) {
  /** An empty home that borrows the unpacked programs, which take most of a first start. */
  public static TestHome in(Path parent) throws Exception {
    PostgresHome lender = PostgresHome.open(TestDatabase.HOME);
    HomeLocks.of(lender)
        .inTurn(Duration.ofSeconds(60), () -> new PostgresBinaries(lender, words -> {}).folder());
    Path folder = Files.createTempDirectory(parent, "o'Brien's home ");
    borrow(lender.binaries(), folder.resolve("pg"));
    return new TestHome(folder);
  }

  private static void borrow(Path from, Path to) throws IOException {
    try (Stream<Path> sources = Files.walk(from)) {
      for (Path source : sources.toList()) {
        Path target = to.resolve(from.relativize(source));
        if (Files.isDirectory(source)) {
          PostgresHome.createFolder(target);
        } else {
          linkOrCopy(source, target);
        }
      }
    }
  }

  private static void linkOrCopy(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (IOException | UnsupportedOperationException onAnotherDisk) {
      Files.copy(source, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  public EmbeddedPostgres start() throws EmbeddedPostgresException {
    return EmbeddedPostgres.start(folder, words -> {});
  }

  Path data() {
    return folder.resolve("data");
  }

  Path note() {
    return data().resolve("postmaster.pid");
  }

  Path passwordFile(String role) {
    return folder.resolve(role + ".password");
  }

  String password(String role) throws IOException {
    return Files.readString(passwordFile(role)).strip();
  }

  PostmasterPid server() throws IOException {
    return PostmasterPid.read(data()).orElseThrow();
  }

  boolean isRunning() throws IOException {
    return PostmasterPid.read(data()).filter(PostmasterPid::isAlive).isPresent();
  }

  /** SIGKILL to the server and to every process of its own; does not wait for their end. */
  public void killServer() throws Exception {
    ProcessHandle server = ProcessHandle.of(server().process()).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    all.add(0, server);
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** The same; the server that comes after it is on another port, as if its own were taken. */
  public void killServerAndMoveIt() throws Exception {
    Path settings = data().resolve("coach.conf");
    String before = Files.readString(settings);
    String after = before.replaceFirst("(?m)^port = \\d+$", "port = " + ClusterSettings.freePort());
    Files.writeString(settings, after);
    killServer();
  }

  Connection connectAsSuperuser(EmbeddedPostgres postgres, String database) throws Exception {
    String url = postgres.jdbcUrl().replaceFirst("/coach$", "/" + database);
    return DriverManager.getConnection(url, "postgres", password("postgres"));
  }

  static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of every row, joined by commas. */
  public static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
    try (Connection connection = connect(postgres)) {
      return ask(connection, query);
    }
  }

  public static String ask(Connection connection, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return String.join(",", values);
  }
}
