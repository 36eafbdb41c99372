package coach.db;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL that travels inside the jar, once for each version of it. */
final class PostgresBinaries {
  private static final int HASH_LENGTH = 16;

  private final PostgresHome home;
  private final Consumer<String> progress;

  PostgresBinaries(PostgresHome home, Consumer<String> progress) {
    this.home = home;
    this.progress = progress;
  }

  /** The folder that holds {@code bin}, {@code lib} and {@code share}; only in turn. */
  Path folder() throws IOException, EmbeddedPostgresException {
    // Reading the archive only to learn that it is the one of last time would cost 250 ms.
    String source = fingerprint();
    Path note = home.binaries().resolve("unpacked");
    String[] known = Files.exists(note) ? Files.readString(note).strip().split(" ") : new String[0];
    if (known.length == 2 && known[0].equals(source)) {
      Path folder = home.binaries().resolve(known[1]);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    PostgresHome.createFolder(home.binaries());
    String hash = hash();
    Path folder = home.binaries().resolve(hash);
    if (!Files.isDirectory(folder)) {
      unpack(folder);
    }
    home.write(note, source + " " + hash + "\n");
    return folder;
  }

  private void unpack(Path folder) throws IOException, EmbeddedPostgresException {
    progress.accept("unpacking PostgreSQL (first start of this version only)");
    deleteOthers();
    Path draft = folder.resolveSibling(folder.getFileName() + ".new");
    PostgresHome.createFolder(draft);
    try (InputStream archive = archive();
        TarArchiveInputStream entries =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        unpack(entry, entries, draft);
      }
    }
    PostgresHome.rename(draft, folder);
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("the archive names a file outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      PostgresHome.createFolder(target);
      return;
    }
    PostgresHome.createFolder(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.copy(root.resolve(entry.getLinkName()), target);
    } else {
      Files.copy(content, target);
      PostgresHome.allow(target, (entry.getMode() & 0100) != 0);
    }
  }

  /** Versions that a new jar replaced, and what a killed start left half unpacked. */
  private void deleteOthers() throws IOException {
    try (Stream<Path> children = Files.list(home.binaries())) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
        PostgresHome.delete(child);
      }
    }
  }

  private String hash() throws IOException, EmbeddedPostgresException {
    MessageDigest digest = sha256();
    try (InputStream archive = new DigestInputStream(archive(), digest)) {
      archive.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
  }

  private InputStream archive() throws IOException, EmbeddedPostgresException {
    String system = system();
    String machine = System.getProperty("os.arch");
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    } catch (IllegalStateException missing) {
      throw new EmbeddedPostgresException(
          "This coach carries no PostgreSQL for %s on %s: set DATABASE_URL, or build coach on this machine."
              .formatted(system, machine),
          missing);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "Windows";
    }
    return name.startsWith("mac") ? "Darwin" : "Linux";
  }

  /** Changes whenever a jar on the class path does. */
  private static String fingerprint() throws IOException {
    MessageDigest digest = sha256();
    add(digest, System.getProperty("os.name") + System.getProperty("os.arch"));
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(element).toAbsolutePath();
      if (Files.isRegularFile(path)) {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        add(digest, path + "|" + file.size() + "|" + file.lastModifiedTime().toMillis());
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
