package coach.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Times a fresh process from its start to its first answered call, and reads its memory then. */
final class ColdStart {
  private static final int RUNS = 7;
  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_exercise_history",\
      "arguments":{"exercise":"squat"},"_meta":{\
      "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
      "io.modelcontextprotocol/clientCapabilities":{}}}}
      """;

  private ColdStart() {}

  public static void main(String[] arguments) throws Exception {
    double[] seconds = new double[RUNS];
    double[] megabytes = new double[RUNS];
    for (int run = -1; run < RUNS; run++) {
      double[] measured = once();
      if (run >= 0) {
        seconds[run] = measured[0];
        megabytes[run] = measured[1];
      }
    }
    Arrays.sort(seconds);
    Arrays.sort(megabytes);
    System.out.printf(
        "median of %d: %.0f ms (%.0f to %.0f), resident memory %.0f MB, PostgreSQL apart%n",
        RUNS,
        seconds[RUNS / 2] * 1000,
        seconds[0] * 1000,
        seconds[RUNS - 1] * 1000,
        megabytes[RUNS / 2]);
  }

  private static double[] once() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process coach =
        new ProcessBuilder("bin/coach-stdio")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = coach.getOutputStream();
        BufferedReader out =
            new BufferedReader(
                new InputStreamReader(coach.getInputStream(), StandardCharsets.UTF_8))) {
      in.write(CALL.getBytes(StandardCharsets.UTF_8));
      in.flush();
      String answer = out.readLine();
      double seconds = (System.nanoTime() - start) / 1e9;
      if (answer == null || !answer.contains("\"sessions\"")) {
        throw new IllegalStateException("no answer to measure: " + answer);
      }
      return new double[] {seconds, residentMegabytes(coach.pid())};
    } finally {
      coach.waitFor();
    }
  }

  /** Linux tells it; elsewhere it is left out as not a number. */
  private static double residentMegabytes(long process) throws IOException {
    Path status = Path.of("/proc/" + process + "/status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
