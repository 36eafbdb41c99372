package coach.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a running PostgreSQL says about itself in its data folder; after a crash, what one said.
 *
 * @param process process id, 0 when the file is unreadable
 * @param started when that server started, in seconds since 1970
 * @param port its TCP port, 0 when it has not opened one yet
 */
record PostmasterPid(long process, long started, int port) {
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

  static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** The server's note, or empty when no server is noted. */
  static Optional<PostmasterPid> read(Path data) throws IOException {
    try {
      return Optional.of(parse(Files.readAllLines(file(data))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  static PostmasterPid parse(List<String> lines) {
    return new PostmasterPid(number(lines, 0), number(lines, 2), (int) number(lines, 3));
  }

  /**
   * Whether the noted process is a PostgreSQL that started when the note says; the number alone
   * proves nothing after a restart of the machine.
   */
  boolean isAlive() {
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::info)
        .filter(info -> info.command().map(PostmasterPid::isPostgres).orElse(false))
        .filter(info -> info.startInstant().map(this::isStart).orElse(true))
        .isPresent();
  }

  boolean isTorn() {
    return process == 0;
  }

  /**
   * Whether this note keeps PostgreSQL from starting although no server runs: it is torn, or its
   * number now belongs to some other program.
   */
  boolean isMisleading() {
    return isTorn()
        || ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false) && !isAlive();
  }

  private static boolean isPostgres(String command) {
    return Path.of(command).getFileName().toString().startsWith("postgres");
  }

  private boolean isStart(Instant instant) {
    Duration apart = Duration.between(Instant.ofEpochSecond(started), instant).abs();
    return apart.compareTo(CLOCK_TOLERANCE) < 0;
  }

  private static long number(List<String> lines, int index) {
    try {
      return lines.size() > index ? Long.parseLong(lines.get(index).strip()) : 0;
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
