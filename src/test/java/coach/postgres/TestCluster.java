package coach.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL of another version than the embedded one, in a folder that is kept between runs and
 * shared by test runs side by side: the first starts it, the last stops it. Also for root.
 */
final class TestCluster {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  /** Nothing here has to survive a power failure. */
  private static final String SETTINGS =
      """
      port = %d
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      max_connections = 180
      fsync = off
      full_page_writes = off
      shared_buffers = '32MB'
      jit = off
      max_parallel_workers_per_gather = 0
      timezone = 'UTC'
      lc_messages = 'C'
      """;

  private final PostgresHome home;
  private final PostgresCommand command;
  private final int port;

  private TestCluster(PostgresHome home, PostgresCommand command, int port) {
    this.home = home;
    this.command = command;
    this.port = port;
  }

  /** Starts the server in a folder, or joins it. */
  static TestCluster start(Path folder, Path programs)
      throws IOException, EmbeddedPostgresException {
    PostgresHome home = PostgresHome.open(folder);
    PostgresCommand command = new PostgresCommand(home, programs.toAbsolutePath());
    HomeLocks locks = HomeLocks.of(home);
    TestCluster cluster =
        locks.inTurn(
            PATIENCE,
            () -> {
              int port = startOrJoin(home, command);
              locks.join();
              return new TestCluster(home, command, port);
            });
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::leave));
    return cluster;
  }

  String url() {
    return PostgresRoles.url(port, "");
  }

  /** Of the superuser. */
  String password() throws IOException {
    return home.password(PostgresRoles.SUPERUSER);
  }

  private static int startOrJoin(PostgresHome home, PostgresCommand command)
      throws IOException, EmbeddedPostgresException {
    Optional<PostmasterPid> running =
        PostmasterPid.read(home.data()).filter(PostmasterPid::isAlive);
    if (running.isPresent()) {
      return running.get().port();
    }
    if (!Files.exists(home.data())) {
      create(home, command);
    }
    Files.deleteIfExists(PostmasterPid.file(home.data()));
    int port = ClusterSettings.freePort();
    home.write(home.data().resolve("postgresql.conf"), SETTINGS.formatted(port));
    succeed(
        home,
        command.run(
            "pg_ctl",
            List.of(
                "start",
                "-w",
                "-s",
                "-D",
                home.data().toString(),
                "-l",
                home.serverLog().toString())));
    return port;
  }

  private static void create(PostgresHome home, PostgresCommand command)
      throws IOException, EmbeddedPostgresException {
    home.password(PostgresRoles.SUPERUSER);
    home.deleteUnfinishedData();
    Path draft = home.newData();
    succeed(
        home,
        command.run(
            "initdb",
            List.of(
                "--pgdata=" + draft,
                "--username=" + PostgresRoles.SUPERUSER,
                "--pwfile=" + home.passwordFile(PostgresRoles.SUPERUSER),
                // A proof that one knows the password takes the client longer than most tests.
                "--auth=password",
                "--encoding=UTF8",
                "--locale=C",
                "--lc-ctype=C.UTF-8",
                "--no-sync")));
    PostgresHome.rename(draft, home.data());
  }

  private static void succeed(PostgresHome home, PostgresCommand.Result result) throws IOException {
    if (!result.succeeded()) {
      throw new IOException(result.output() + "\nSee " + home.serverLog());
    }
  }

  private void leave() {
    HomeLocks locks = HomeLocks.of(home);
    try {
      locks.inTurn(
          PATIENCE,
          () -> {
            if (locks.leave()) {
              command.run(
                  "pg_ctl",
                  List.of("stop", "-m", "fast", "-w", "-s", "-D", home.data().toString()));
            }
            return null;
          });
    } catch (IOException | EmbeddedPostgresException failure) {
      System.err.println("a server is left for the next run: " + failure.getMessage());
    }
  }

  /** Unpacks what Maven copied, once for each version of it; the folder is beside the archive. */
  static Path unpack(Path jar) throws IOException, EmbeddedPostgresException {
    PostgresHome home = PostgresHome.open(jar.toAbsolutePath().getParent());
    Path folder = home.folder().resolve("programs-" + Files.size(jar));
    return HomeLocks.of(home)
        .inTurn(
            PATIENCE,
            () -> {
              if (!Files.exists(folder)) {
                Path draft = folder.resolveSibling("draft");
                PostgresHome.delete(draft);
                extract(jar, draft);
                PostgresHome.rename(draft, folder);
              }
              return folder;
            });
  }

  private static void extract(Path jar, Path folder) throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
      ZipEntry entry = zip.getNextEntry();
      while (!entry.getName().endsWith(".txz")) {
        entry = zip.getNextEntry();
      }
      TarArchiveInputStream files = new TarArchiveInputStream(new XZInputStream(zip));
      for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        extract(file, files, folder);
      }
    }
  }

  private static void extract(TarArchiveEntry file, InputStream content, Path folder)
      throws IOException {
    Path target = folder.resolve(file.getName());
    if (file.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (file.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(file.getLinkName()));
    } else {
      Files.copy(content, target);
      PostgresHome.allow(target, (file.getMode() & 0100) != 0);
    }
  }
}
