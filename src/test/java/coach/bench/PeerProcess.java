package coach.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A peer that runs, from its start to its first answered call on. */
final class PeerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A Java that has been learning writes it down at its end. */
  private static final int SECONDS_TO_END = 90;

  private static final Path CGROUPS = Path.of("/sys/fs/cgroup/memory");
  private static final long LIMIT = 256L * 1024 * 1024;

  /** Characters of thirty sessions in any shape. */
  private static final int LEAST_ANSWER = 2_000;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final String url;
  private final Path group;
  final double millisToAnswer;
  private final Process process;

  /**
   * @param token of a lifter; null where callers do not sign in
   * @param small whether it has 256 MB, where the system lets us say so
   */
  PeerProcess(Peer peer, PeerData.Side database, String token, boolean small, int port)
      throws IOException, InterruptedException {
    url = "http://localhost:" + port + "/mcp";
    group = group(port);
    List<String> command = new ArrayList<>();
    if (small && limits(port)) {
      command.addAll(
          List.of("sh", "-c", "echo $$ >" + group + "/cgroup.procs && exec \"$@\"", "sh"));
    }
    command.addAll(peer.run());
    Path log = PeerData.FOLDER.resolve(peer.name().replaceAll("\\W+", "-") + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(peer.folder().toFile());
    builder.environment().putAll(peer.environment(database, port));
    builder.environment().put("MCP_SERVER_URL", "http://localhost:" + port);
    long began = System.nanoTime();
    process = builder.redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile())).start();
    try {
      awaitAnswer(began, token, log);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      close();
      throw failed;
    }
    millisToAnswer = (System.nanoTime() - began) / 1e6;
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /**
   * Whether a process can be given 256 MB here; asked for as root with the first control groups.
   */
  static boolean limits(int port) {
    try {
      Files.createDirectories(group(port));
      Files.writeString(group(port).resolve("memory.limit_in_bytes"), Long.toString(LIMIT));
      return true;
    } catch (IOException notHere) {
      return false;
    }
  }

  private static Path group(int port) {
    return CGROUPS.resolve("coach-bench-" + port);
  }

  private void awaitAnswer(long began, String token, Path log)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofFile(PeerData.BODY));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    String answer = "nothing";
    while (System.nanoTime() - began < PATIENCE.toNanos() && process.isAlive()) {
      try {
        HttpResponse<String> response =
            CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        answer = response.statusCode() + " " + response.body();
        if (answer.startsWith("200 ") && answer.contains("result") && !isError(answer)) {
          return;
        }
      } catch (IOException notYet) {
        answer = notYet.toString();
      }
      Thread.sleep(5);
    }
    throw new IllegalStateException(answer + " " + Files.readString(log));
  }

  private static boolean isError(String answer) {
    return answer.contains("\"isError\":true") || answer.length() < LEAST_ANSWER;
  }

  /** What it holds now and the most that it held, in MB. */
  long[] megabytes() throws IOException {
    return new long[] {memory("VmRSS:"), memory("VmHWM:")};
  }

  private long memory(String kind) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(kind))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElse(0)
        : 0;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, java.util.concurrent.TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(group);
    } catch (InterruptedException stopping) {
      process.destroyForcibly();
    } catch (IOException stays) {
      // Empty, and used again for the same port.
    }
  }
}
