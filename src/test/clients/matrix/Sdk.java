import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Asks coach through the Java SDK, which leaves signing in to its user: Sdk '{"way", "url" | "command", "env"}'. */
public class Sdk {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger TOLD = new AtomicInteger();
  private static final Map<String, Object> DONE = new LinkedHashMap<>();
  private static McpAsyncClient client;

  public static void main(String[] words) throws Exception {
    JsonNode wanted = JSON.readTree(words[0]);
    step("connect", () -> connect(wanted));
    if (DONE.get("connect") == Boolean.TRUE) {
      step("list", () -> client.listTools().block(PATIENCE).tools().size() > 20);
      step("call", Sdk::ask);
      step("write and undo", Sdk::write);
      step("progress", Sdk::progress);
      step("cancel", Sdk::cancel);
    }
    System.out.println(JSON.writeValueAsString(DONE));
    System.exit(0);
  }

  private static void step(String name, Callable<Boolean> action) {
    try {
      DONE.put(name, action.call() ? true : "not as expected");
    } catch (Exception failed) {
      DONE.put(name, failed.toString());
    }
  }

  private static boolean connect(JsonNode wanted) {
    client =
        McpClient.async(transport(wanted))
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .progressConsumer(told -> Mono.fromRunnable(TOLD::incrementAndGet))
            .build();
    return client.initialize().block(PATIENCE) != null;
  }

  private static McpClientTransport transport(JsonNode wanted) {
    if (wanted.path("way").asText().equals("stdio")) {
      ServerParameters command =
          ServerParameters.builder(wanted.at("/command/0").asText())
              .env(JSON.convertValue(wanted.get("env"), Map.class))
              .build();
      return new StdioClientTransport(command, McpJsonDefaults.getMapper());
    }
    return HttpClientStreamableHttpTransport.builder(wanted.path("url").asText().replace("/mcp", "")).build();
  }

  private static Mono<String> call(String name, Map<String, Object> arguments) {
    return client
        .callTool(McpSchema.CallToolRequest.builder(name).arguments(arguments).build())
        .map(answer -> ((McpSchema.TextContent) answer.content().get(0)).text());
  }

  private static boolean ask() {
    return call("get_exercise_history", Map.of("exercise", "squat")).block(PATIENCE).contains("Squat");
  }

  private static boolean write() {
    Map<String, Object> weight = Map.of("kind", "body_weight", "value", 81.5);
    call("log_body_measurement", Map.of("measurements", List.of(weight))).block(PATIENCE);
    boolean there = call("list_body_measurements", Map.of()).block(PATIENCE).contains("81.5");
    call("undo_last_change", Map.of()).block(PATIENCE);
    return there && !call("list_body_measurements", Map.of()).block(PATIENCE).contains("81.5");
  }

  private static boolean progress() throws InterruptedException {
    client
        .readResource(
            new McpSchema.ReadResourceRequest("workout://export/json", Map.of("progressToken", "export")))
        .block(PATIENCE);
    Thread.sleep(200);
    return TOLD.get() > 0;
  }

  private static boolean cancel() throws InterruptedException {
    var asked = call("get_training_summary", Map.of("weeks", 52)).subscribe();
    Thread.sleep(5);
    asked.dispose();
    return ask();
  }
}
