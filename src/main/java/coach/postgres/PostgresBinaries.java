package coach.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.LongSummaryStatistics;
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

  /**
   * The folder that holds {@code bin}, {@code lib} and {@code share}; only in turn. A note tells
   * which archive it came from and how much was in it: hashing the archive at every start would
   * cost 250 ms, and files cut short by a power failure or a cleaning program show in the amount.
   */
  Path folder() throws IOException, EmbeddedPostgresException {
    PostgresHome.createFolder(home.binaries());
    Path note = home.binaries().resolve("unpacked");
    String[] words = (Files.exists(note) ? Files.readString(note) : "").strip().split(" ");
    boolean readable = words.length == 3;
    String source = fingerprint();
    if (readable && words[0].equals(source) && isWhole(words[1], words[2])) {
      return home.binaries().resolve(words[1]);
    }
    String hash = hash();
    Path folder = home.binaries().resolve(hash);
    if (!readable || !words[1].equals(hash) || !isWhole(hash, words[2])) {
      unpack(folder);
    }
    home.write(note, String.join(" ", source, hash, amount(folder)) + "\n");
    return folder;
  }

  private boolean isWhole(String hash, String amount) throws IOException {
    Path folder = home.binaries().resolve(hash);
    return Files.isDirectory(folder) && amount(folder).equals(amount);
  }

  private static String amount(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      LongSummaryStatistics sizes =
          files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).summaryStatistics();
      return sizes.getCount() + "/" + sizes.getSum();
    }
  }

  private void unpack(Path folder) throws IOException, EmbeddedPostgresException {
    progress.accept("unpacking PostgreSQL (first start of this version only)");
    deleteOthers();
    home.requireSpace();
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
      archive.transferTo(OutputStream.nullOutputStream());
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
