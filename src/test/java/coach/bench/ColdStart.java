package coach.bench;

import coach.db.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times fresh processes from their start to their first answered call: over HTTP beside peers on
 * one database that is up, over stdio on the embedded one of {@code COACH_HOME}. They take turns,
 * so that whatever else the machine does meets all of them.
 */
final class ColdStart {
  private static final int RUNS = 9;
  private static final int LIFTERS = 20;
  private static final List<String> SERVERS =
      List.of(Peer.IMAGE, Peer.NODE, "FastMCP, asyncpg", "rmcp, tokio-postgres");
  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_exercise_history",\
      "arguments":{"exercise":"squat"},"_meta":{\
      "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
      "io.modelcontextprotocol/clientCapabilities":{}}}}
      """;

  private final Map<String, double[]> millis = new LinkedHashMap<>();

  private ColdStart() {}

  public static void main(String[] arguments) throws Exception {
    ColdStart bench = new ColdStart();
    bench.overHttp();
    for (String version : List.of("25", "17")) {
      Peer.java(version)
          .map(java -> Path.of(java).resolve("../..").normalize())
          .ifPresent(bench::overStdio);
    }
    System.out.println("| from start to the first answered call, ms | median | least | most |");
    System.out.println("|---|---:|---:|---:|");
    bench.millis.forEach(
        (name, all) -> {
          Arrays.sort(all);
          System.out.printf(
              "| %s | %.0f | %.0f | %.0f |%n", name, all[RUNS / 2], all[0], all[RUNS - 1]);
        });
  }

  private void overHttp() throws Exception {
    PeerData.write();
    try (TestDatabase database = PeerData.fill(LIFTERS)) {
      PeerData.Side side = PeerData.Side.of(database);
      List<Peer> peers = Peer.all().stream().filter(p -> SERVERS.contains(p.name())).toList();
      for (Peer peer : peers) {
        peer.built().ifPresent(why -> System.err.println(peer.name() + " is left out: " + why));
        if (peer.trainee().isPresent()) {
          answered(peer.trainee().get(), side);
        }
      }
      for (int run = -1; run < RUNS; run++) {
        for (Peer peer : peers) {
          try {
            note("HTTP: " + peer.name(), run, answered(peer, side));
          } catch (IOException | IllegalStateException failed) {
            System.err.println(peer.name() + ": " + failed.getMessage());
          }
        }
      }
    }
  }

  private static double answered(Peer peer, PeerData.Side side)
      throws IOException, InterruptedException {
    try (PeerProcess process = new PeerProcess(peer, side, null, false, PeerProcess.freePort())) {
      return process.millisToAnswer;
    }
  }

  private void note(String name, int run, double answer) {
    if (run >= 0) {
      millis.computeIfAbsent(name, any -> new double[RUNS])[run] = answer;
    }
  }

  /** With what this Java has learned, which is made first. */
  private void overStdio(Path java) {
    String name = "stdio: " + java.getFileName() + ", embedded database ";
    String make =
        "source bin/.environment && find_cache \"$0\" target/coach.jar && make_cache \"$0\" target/coach.jar";
    try {
      new ProcessBuilder("bash", "-c", make, java.toString()).inheritIO().start().waitFor();
      for (int run = -1; run < RUNS; run++) {
        note(name + "not running", run, once(java));
      }
      Process keeps = coach(java);
      try {
        ask(keeps);
        for (int run = -1; run < RUNS; run++) {
          note(name + "running", run, once(java));
        }
      } finally {
        keeps.getOutputStream().close();
        keeps.waitFor();
      }
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static Process coach(Path java) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bin/coach-stdio");
    builder.environment().put("JAVA_HOME", java.toString());
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static double once(Path java) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process coach = coach(java);
    try {
      ask(coach);
      return (System.nanoTime() - start) / 1e6;
    } finally {
      coach.getOutputStream().close();
      coach.waitFor();
    }
  }

  private static void ask(Process coach) throws IOException {
    OutputStream in = coach.getOutputStream();
    in.write(CALL.getBytes(StandardCharsets.UTF_8));
    in.flush();
    String answer =
        new BufferedReader(new InputStreamReader(coach.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (answer == null || !answer.contains("\"sessions\"")) {
      throw new IllegalStateException("no answer to measure: " + answer);
    }
  }
}
