package coach.fuzz;

import coach.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process of coach on standard input, as a desktop client starts it. */
final class Program implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private final Process process;
  private final OutputStream input;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  Program(Map<String, String> environment) throws IOException {
    String classes = System.getProperty("java.class.path");
    List<String> command = Run.javaCommand("-Xmx512m", "-cp", classes, "coach.Main", "stdio");
    process = Run.start(Path.of("."), environment, command);
    input = process.getOutputStream();
    read(process.inputReader(StandardCharsets.UTF_8), true);
    read(process.errorReader(StandardCharsets.UTF_8), false);
  }

  private void read(BufferedReader reader, boolean kept) {
    Thread thread =
        new Thread(
            () ->
                reader
                    .lines()
                    .forEach(
                        line -> {
                          if (kept) {
                            lines.add(line);
                          } else {
                            System.err.println(line);
                          }
                        }));
    thread.setDaemon(true);
    thread.start();
  }

  void send(byte[] line) throws IOException {
    input.write(line);
    input.write('\n');
  }

  void flush() throws IOException {
    input.flush();
  }

  /** The next line of output, or null where none comes. */
  String next() throws InterruptedException {
    return lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Lines that nobody has asked for yet. */
  List<String> rest() {
    return List.copyOf(lines);
  }

  /** Bytes of live objects, after a full collection. */
  long liveBytes() throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Run run =
        Run.of(
            Path.of("."),
            Map.of(),
            "",
            List.of(jcmd, Long.toString(process.pid()), "GC.class_histogram"));
    Matcher total = LIVE.matcher(run.out());
    if (!total.find()) {
      throw new AssertionError("jcmd says no total: " + run.err());
    }
    return Long.parseLong(total.group(1));
  }

  /** Threads of the process, or 0 where the system does not tell. */
  long threads() throws IOException {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    if (!Files.isDirectory(tasks)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(tasks)) {
      return all.count();
    }
  }

  /** Closes its input and waits for its end; the exit code. */
  int end() throws Exception {
    input.close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the process outlives its input");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
