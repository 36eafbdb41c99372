import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the image's coach once while the image is built and asks it what a client asks first, so
 * that Java learns what a start needs. There is no database; coach ends when it has found that out,
 * and Java then writes what it has learned.
 */
final class Train {
  private static final String ADDRESS = "http://127.0.0.1:8080";
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final int SECONDS = 60;

  private Train() {}

  /** The argument is what the image gives Java: more memory is needed to learn. */
  public static void main(String[] arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("java"));
    for (String option : arguments[0].split(" ")) {
      if (!option.matches("-Xmx.*|-XX:MaxMetaspaceSize.*")) {
        command.add(option.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
      }
    }
    command.addAll(List.of("-jar", "/app/coach.jar", "serve"));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("DATABASE_URL", "postgres://coach:none@127.0.0.1:1/none");
    builder.environment().put("COACH_AUTH", "none");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process coach = builder.start();
    try {
      ask(coach);
    } catch (IOException ended) {
      // A slow machine builds an image, too, which then starts a little later.
      System.err.println("coach ended before all was asked: " + ended);
    } finally {
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
    say(client, "tools/call", "{\"name\":\"get_profile\",\"arguments\":{}," + META + "}");
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
            .header("Accept", "application/json, text/event-stream")
            .header("Accept-Encoding", "gzip");
    if (params.contains("2026-07-28")) {
      request.header("MCP-Protocol-Version", "2026-07-28").header("Mcp-Method", method);
    }
    if (method.equals("tools/call")) {
      request.header("Mcp-Name", "get_profile");
    }
    client.send(request.POST(BodyPublishers.ofString(message)).build(), BodyHandlers.discarding());
  }
}
