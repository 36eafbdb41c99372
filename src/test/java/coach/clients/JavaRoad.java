package coach.clients;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The client of the official Java SDK, which knows the legacy era only.
 *
 * @param versions that it understands, oldest first; the last is what it asks for over HTTP
 */
record JavaRoad(Target target, List<String> versions) implements Road {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public Visit visit(List<Question> questions) {
    try (McpSyncClient client =
        McpClient.sync(transport())
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .build()) {
      client.initialize();
      Visit.Lists lists = Visit.Lists.read(list -> list(client, list));
      return new Visit(lists, questions.stream().map(question -> ask(client, question)).toList());
    }
  }

  @Override
  public boolean modern() {
    return false;
  }

  private McpClientTransport transport() {
    if (target.isStdio()) {
      List<String> command = target.command();
      ServerParameters parameters =
          ServerParameters.builder(command.get(0))
              .args(command.subList(1, command.size()))
              .env(target.environment())
              .build();
      return new StdioClientTransport(parameters, McpJsonDefaults.getMapper());
    }
    return HttpClientStreamableHttpTransport.builder(target.url().replace("/mcp", ""))
        .supportedProtocolVersions(versions)
        .build();
  }

  private static JsonNode list(McpSyncClient client, String method) {
    return switch (method) {
      case "tools/list" -> whole("tools", client::listTools);
      case "resources/list" -> whole("resources", client::listResources);
      case "resources/templates/list" -> whole("resourceTemplates", client::listResourceTemplates);
      default -> whole("prompts", client::listPrompts);
    };
  }

  private static JsonNode whole(String member, Function<String, Object> page) {
    ObjectNode list = Talk.JSON.createObjectNode();
    ArrayNode entries = list.putArray(member);
    String cursor = null;
    do {
      JsonNode answer = Talk.JSON.valueToTree(page.apply(cursor));
      answer.path(member).forEach(entries::add);
      cursor = answer.path("nextCursor").textValue();
    } while (cursor != null);
    return list;
  }

  private static Heard ask(McpSyncClient client, Question question) {
    try {
      return Heard.of(question, Talk.JSON.valueToTree(answer(client, question)));
    } catch (McpError refused) {
      return Heard.failure(refused.getJsonRpcError().message());
    }
  }

  private static Object answer(McpSyncClient client, Question question) {
    JsonNode params = question.params();
    return switch (question.method()) {
      case "tools/call" -> client.callTool(as(params, McpSchema.CallToolRequest.class));
      case "resources/read" -> client.readResource(as(params, McpSchema.ReadResourceRequest.class));
      case "prompts/get" -> client.getPrompt(as(params, McpSchema.GetPromptRequest.class));
      default -> client.completeCompletion(as(params, McpSchema.CompleteRequest.class));
    };
  }

  private static <T> T as(JsonNode params, Class<T> type) {
    return Talk.JSON.convertValue(params, type);
  }
}
