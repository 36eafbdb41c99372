import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Starts the image's coach once while the image is built and asks it what a client asks first, so
 * that Java learns what a start needs. {@link StandIn} is its database. Java writes what it has
 * learned when coach ends.
 */
final class Train {
  private static final String ADDRESS = "http://127.0.0.1:8080";
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final int SECONDS = 60;
  private static final String JAR = System.getProperty("jar", "/app/coach.jar");

  private Train() {}

  /** The argument is what the image gives Java: more memory is needed to learn. */
  public static void main(String[] arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("java"));
    for (String option : arguments[0].split(" ")) {
      if (!option.matches("-Xmx.*|-XX:MaxMetaspaceSize.*")) {
        command.add(option.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
      }
    }
    command.addAll(List.of("-jar", JAR, "serve"));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("DATABASE_URL", StandIn.listen(newest()));
    builder.environment().put("COACH_AUTH", "none");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process coach = builder.start();
    try {
      ask(coach);
    } catch (IOException ended) {
      // A slow machine builds an image, too, which then starts a little later.
      System.err.println("coach ended before all was asked: " + ended);
    } finally {
      coach.destroy();
      coach.waitFor();
    }
  }

  private static void ask(Process coach) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + SECONDS * 1_000_000_000L;
    while (!answers(client) && coach.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    for (String method :
        List.of("server/discover", "tools/list", "resources/list", "prompts/list")) {
      say(client, method, "{" + META + "}");
    }
    say(
        client,
        "initialize",
        "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"training\",\"version\":\"1\"}}");
    String history = "{\"name\":\"get_exercise_history\",\"arguments\":{\"exercise\":\"squat\"}";
    say(client, "tools/call", history + "," + META + "}");
  }

  /** The schema that the jar's coach expects. */
  private static String newest() throws IOException {
    try (ZipFile jar = new ZipFile(JAR)) {
      return jar.stream()
          .map(entry -> entry.getName().replaceFirst("^sql/migrations/V(\\d+)__.*", "$1"))
          .filter(version -> version.matches("\\d+"))
          .max(String::compareTo)
          .orElseThrow();
    }
  }

  private static boolean answers(HttpClient client) throws InterruptedException {
    try {
      HttpRequest health = HttpRequest.newBuilder(URI.create(ADDRESS + "/health")).build();
      return client.send(health, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void say(HttpClient client, String method, String params) throws Exception {
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ADDRESS + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream");
    if (params.contains("2026-07-28")) {
      request.header("MCP-Protocol-Version", "2026-07-28").header("Mcp-Method", method);
    }
    if (method.equals("tools/call")) {
      request.header("Mcp-Name", "get_exercise_history");
    } else {
      request.header("Accept-Encoding", "gzip");
    }
    String answer =
        client
            .send(request.POST(BodyPublishers.ofString(message)).build(), BodyHandlers.ofString())
            .body();
    if (method.equals("tools/call") && !answer.contains("Squat Day")) {
      System.err.println("The stand-in's answer does not fit the tool any more: " + answer);
    }
  }
}
