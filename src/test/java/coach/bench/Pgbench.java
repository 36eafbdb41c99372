package coach.bench;

import coach.bench.Load.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The floor: PostgreSQL's own client sends the same statements and reads no answer. */
final class Pgbench {
  static final Path COACH = PeerData.FOLDER.resolve("coach.pgbench");
  static final Path PLAIN = PeerData.FOLDER.resolve("plain.pgbench");
  static final String AS_LIFTER =
      "select set_config('role', 'authenticated', true), set_config('request.jwt.claims',"
          + " '{\"sub\":\"%s\",\"role\":\"authenticated\"}', true)".formatted(PeerData.LIFTER);

  private Pgbench() {}

  /** Prepared once, then as coach sends it: everything behind a single Sync, one round trip. */
  static String coach(String statement) {
    return prepared(
        "prepare begin_call as select coach.begin_call('get_exercise_history');\n"
            + ("prepare history as " + statement + ";\n"),
        "\\startpipeline\nexecute as_lifter;\nexecute begin_call;\nexecute history;\n\\endpipeline\n");
  }

  /** Prepared once, then as the peers send it: four round trips. */
  static String plain(String query) {
    return prepared(
        "prepare history as " + query.replaceFirst(";\\s*$", "") + ";\n",
        "begin;\nexecute as_lifter;\nexecute history;\ncommit;\n");
  }

  private static String prepared(String preparations, String call) {
    return "\\if :ready\n\\else\nprepare as_lifter as %s;\n%s\\set ready 1\n\\endif\n%s"
        .formatted(AS_LIFTER, preparations, call);
  }

  /** Empty where PostgreSQL's client is not installed. */
  static boolean isThere() {
    return Load.program("pgbench");
  }

  static Measured run(PeerData.Side database, Path script, int connections, int seconds)
      throws IOException, InterruptedException {
    Path log = Files.createTempDirectory("coach-pgbench");
    List<String> command =
        new ArrayList<>(
            List.of("pgbench", "-n", "-M", "extended", "-D", "ready=0", "-h", "127.0.0.1"));
    command.addAll(List.of("-p", Integer.toString(database.port()), "-U", database.user()));
    command.addAll(List.of("-c", Integer.toString(connections), "-T", Integer.toString(seconds)));
    command.addAll(List.of("-l", "--log-prefix=" + log.resolve("log"), "-f", script.toString()));
    command.add(database.name());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", database.password());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());
    Matcher rate = Pattern.compile("tps = ([0-9.]+)").matcher(said);
    if (process.waitFor() != 0 || !rate.find()) {
      throw new IllegalStateException("pgbench: " + said);
    }
    double[] times = times(log);
    return new Measured(Double.parseDouble(rate.group(1)), at(times, 0.5), at(times, 0.99), 0, 0);
  }

  /** Milliseconds of every call, sorted; the log's third column has microseconds. */
  private static double[] times(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> logs = files.toList();
      double[] times =
          logs.stream()
              .flatMap(Pgbench::lines)
              .mapToDouble(line -> Double.parseDouble(line.split(" ")[2]) / 1000)
              .toArray();
      for (Path log : logs) {
        Files.delete(log);
      }
      Files.delete(folder);
      Arrays.sort(times);
      return times;
    }
  }

  private static Stream<String> lines(Path log) {
    try {
      return Files.readAllLines(log).stream();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static double at(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
  }
}
