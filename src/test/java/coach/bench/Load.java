package coach.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** wrk on connections that stay open, one call after the other on each. */
final class Load {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_SECONDS = 900;

  /**
   * @param perSecond calls answered
   * @param p50 in ms, as p99
   * @param failed calls without an answer or with another status than 200
   * @param bytes of an answer, head included
   */
  record Measured(double perSecond, double p50, double p99, long failed, double bytes) {}

  private Load() {}

  static boolean program(String name) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /**
   * @param pause mean ms that a connection rests between two calls
   * @param tokens file of bearer tokens that take turns; null where callers do not sign in
   */
  static Measured run(String url, int connections, int seconds, double pause, Path tokens)
      throws IOException, InterruptedException {
    if (seconds > MOST_SECONDS) {
      throw new IllegalArgumentException("a load of more than " + MOST_SECONDS + " seconds");
    }
    List<String> command = new ArrayList<>(List.of("wrk", "-t", "1", "--timeout", "10s"));
    command.addAll(List.of("-c", Integer.toString(connections), "-d", seconds + "s"));
    command.addAll(List.of("-s", "bench/peers/load.lua", url, "--", PeerData.BODY.toString()));
    command.add(Double.toString(pause));
    if (tokens != null) {
      command.add(tokens.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    String last = said.lines().filter(line -> line.startsWith("{")).findFirst().orElse("");
    if (last.isEmpty()) {
      throw new IllegalStateException("wrk: " + said);
    }
    JsonNode json = JSON.readTree(last);
    double calls = json.get("calls").asDouble();
    return new Measured(
        calls / json.get("seconds").asDouble(),
        json.get("p50").asDouble(),
        json.get("p99").asDouble(),
        json.get("failed").asLong(),
        json.get("bytes").asDouble() / Math.max(calls, 1));
  }
}
