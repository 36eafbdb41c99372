package coach.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names every file the embedded database keeps, and makes new ones readable by their owner only.
 */
record PostgresHome(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresHome.class);
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** PostgreSQL's programs hand their paths to a shell between double quotes. */
  private static final String UNSPEAKABLE = POSIX ? "\"$`\\\\" : "\"%";

  private static final long NEEDED_BYTES = 150L << 20;
  private static final int PASSWORD_BYTES = 24;

  /** Creates the folder when it is missing; links are resolved, so one folder has one name. */
  static PostgresHome open(Path folder) throws IOException, EmbeddedPostgresException {
    if (folder.toAbsolutePath().toString().matches(".*[" + UNSPEAKABLE + "\n].*")) {
      throw new EmbeddedPostgresException(
          "PostgreSQL cannot live in %s, whose name has one of the characters %s in it: set COACH_HOME to another folder."
              .formatted(folder.toAbsolutePath(), POSIX ? "\" $ ` \\" : "\" %"));
    }
    createFolder(folder);
    return new PostgresHome(folder.toRealPath());
  }

  Path binaries() {
    return folder.resolve("pg");
  }

  Path data() {
    return folder.resolve("data");
  }

  /**
   * Where a new data folder is made. The name is new each time: the initdb of a killed coach may
   * still be writing into the one before.
   */
  Path newData() {
    return folder.resolve("data.new." + Long.toHexString(System.nanoTime()));
  }

  /** Deletes what killed first starts left; what is still being written stays for next time. */
  void deleteUnfinishedData() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("data.new")) {
          deleteIfPossible(file);
        }
      }
    }
  }

  private static void deleteIfPossible(Path path) {
    try {
      delete(path);
    } catch (IOException inUse) {
      LOG.debug("database=embedded left={}", path);
    }
  }

  Path startLock() {
    return folder.resolve("start.lock");
  }

  Path usersLock() {
    return folder.resolve("users.lock");
  }

  Path serverLog() {
    return folder.resolve("server.log");
  }

  Path commandOutput() {
    return folder.resolve("command.log");
  }

  Path passwordFile(String role) {
    return folder.resolve(role + ".password");
  }

  /** The password of a role: random, made once, kept in a file of its own. */
  String password(String role) throws IOException {
    Path file = passwordFile(role);
    if (!Files.exists(file)) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    }
    return Files.readString(file).strip();
  }

  /** Replaces a file in one step: after a crash it holds the old text or the new, never half. */
  void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (FileChannel out =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            owner("rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    rename(draft, file);
  }

  /** Refuses to begin what would fill the disk. */
  void requireSpace() throws IOException, EmbeddedPostgresException {
    if (Files.getFileStore(folder).getUsableSpace() < NEEDED_BYTES) {
      throw new EmbeddedPostgresException(scarceSpace());
    }
  }

  /** What to say when the disk is full. */
  String scarceSpace() throws IOException {
    return "The disk that holds %s has only %d MB free and the database needs %d: free some, then start again."
        .formatted(folder, Files.getFileStore(folder).getUsableSpace() >> 20, NEEDED_BYTES >> 20);
  }

  static void createFolder(Path folder) throws IOException {
    // createDirectories refuses a link to a folder.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, owner("rwx------"));
    }
  }

  static void allow(Path file, boolean execute) throws IOException {
    if (POSIX) {
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(execute ? "rwx------" : "rw-------"));
    }
  }

  /**
   * Renames for good, and patiently: on Windows a virus scanner may hold a fresh file for a moment.
   */
  static void rename(Path from, Path to) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(to.getParent());
        return;
      } catch (IOException held) {
        if (POSIX || attempt == 20) {
          throw held;
        }
        HomeLocks.pause(100);
      }
    }
  }

  /** Without it a rename may be undone by a power failure; Windows has no such call. */
  private static void sync(Path folder) throws IOException {
    if (POSIX) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Deletes a file or a folder with all it holds; links are deleted, not followed. */
  static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> children = Files.list(path)) {
        for (Path child : children.toList()) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }

  static FileAttribute<?>[] owner(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
