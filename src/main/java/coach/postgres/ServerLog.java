package coach.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what PostgreSQL wrote about its last start, and words it as something to do. */
final class ServerLog {
  private static final long KEPT_BYTES = 1L << 20;
  private static final long SCARCE_BYTES = 32L << 20;
  private static final int TAIL_LINES = 20;
  private static final String DAMAGED =
      "The database in %s does not start (%s): put back a copy of the folder, or move it away to begin anew; %s has the details.";
  // A fault of the machine or of a setting is no reason to give up a log.
  private static final String BLOCKED =
      "The database in %s does not start (%s). The data is most likely unharmed: remove the cause and start coach again; %s has the details.";
  private static final Pattern DAMAGE =
      Pattern.compile(
          "checkpoint|pg_control|invalid (page|magic|primary|record)|checksum|corrupt|"
              + "could not (open|read|stat) (file|directory) \"(global|base|pg_)|"
              + "not a valid data directory|bogus data");

  private final PostgresHome home;
  private long mark;

  ServerLog(PostgresHome home) {
    this.home = home;
  }

  /** Keeps one older log of a megabyte, so that the two never grow for ever. */
  void rotate() throws IOException {
    if (size() > KEPT_BYTES) {
      Path old = home.folder().resolve("server.log.1");
      Files.move(home.serverLog(), old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Everything written from here on counts as new. */
  void mark() throws IOException {
    mark = size();
  }

  boolean says(String words) throws IOException {
    return news().contains(words);
  }

  /** Why the server did not start, after its program printed {@code output}. */
  EmbeddedPostgresException explainStart(String output) throws IOException {
    String text = news() + output;
    return explain(text, DAMAGE.matcher(text).find() ? DAMAGED : BLOCKED);
  }

  /** Why there is no data folder, after initdb printed {@code output}. */
  EmbeddedPostgresException explainCreation(String output) throws IOException {
    String otherwise =
        "PostgreSQL cannot make %s (%s): set COACH_HOME to another folder, or set DATABASE_URL.";
    return explain(output, otherwise);
  }

  private EmbeddedPostgresException explain(String text, String otherwise) throws IOException {
    List<String> lines = text.lines().toList();
    String tail =
        String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    String sentence = known(text);
    if (sentence == null) {
      sentence = otherwise.formatted(home.data(), reason(lines), home.serverLog());
    }
    return new EmbeddedPostgresException(sentence, tail, null);
  }

  /** The sentence for a failure that has a remedy of its own, or null. */
  private String known(String text) throws IOException {
    long free = Files.getFileStore(home.folder()).getUsableSpace();
    if (free < SCARCE_BYTES || text.contains("No space left on device")) {
      return home.scarceSpace();
    }
    if (text.contains("run as root")) {
      return PostgresCommand.NOT_AS_ROOT;
    }
    if (text.contains("database files are incompatible with server")) {
      return "%s was written by PostgreSQL %s, which this coach cannot read: export it to JSON with the coach that wrote it, move the folder away, and restore the export with this one."
          .formatted(home.data(), version());
    }
    if (text.contains("ermission denied") || text.contains("wrong ownership")) {
      return "%s belongs to another user or may not be written: give it to the user who runs coach, or set COACH_HOME to a folder of their own."
          .formatted(home.data());
    }
    return null;
  }

  private String version() throws IOException {
    Path file = home.data().resolve("PG_VERSION");
    return Files.exists(file) ? Files.readString(file).strip() : "?";
  }

  private static String reason(List<String> lines) {
    return lines.stream()
        .filter(line -> line.matches(".*(FATAL|PANIC|error|initdb|pg_ctl):.*"))
        .reduce((first, last) -> last)
        .map(line -> line.replaceFirst(".*(FATAL|PANIC|error|initdb|pg_ctl):\\s*", ""))
        .orElse("it gave no reason");
  }

  private String news() throws IOException {
    if (!Files.exists(home.serverLog())) {
      return "";
    }
    try (FileChannel file = FileChannel.open(home.serverLog(), StandardOpenOption.READ)) {
      long from = Math.max(mark, file.size() - KEPT_BYTES);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, file.size() - from));
      while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
  }

  private long size() throws IOException {
    return Files.exists(home.serverLog()) ? Files.size(home.serverLog()) : 0;
  }
}
