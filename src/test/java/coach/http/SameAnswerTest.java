package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.OutputSchema;
import coach.mcp.StdioMcp;
import coach.mcp.Talk;
import coach.mcp.TestCatalog;
import coach.tools.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One call, every road: the answer must not depend on how the question came. */
@Timeout(60)
class SameAnswerTest {
  private static Site site;

  @BeforeAll
  static void start() {
    site = new Site();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static McpSyncClient client() {
    McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder("http://localhost:" + site.port).build())
            .build();
    client.initialize();
    return client;
  }

  private static JsonNode overStdio(String message) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new StdioMcp(
            site.catalog.dispatcher(),
            progress -> TestCatalog.CALLER,
            new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)),
            output)
        .run();
    return Talk.parse(output.toString(StandardCharsets.UTF_8)).path("result");
  }

  @Test
  void aToolAnswersTheSameOnEveryRoad() throws Exception {
    String params = "{\"name\":\"add\",\"arguments\":{\"a\":\"40\",\"b\":2}}";
    JsonNode stdio = overStdio(Talk.legacy(1, "tools/call", params));
    JsonNode stdioModern = overStdio(Talk.modern(1, "tools/call", params));
    JsonNode legacy = Site.heard(site.post(Talk.legacy(1, "tools/call", params))).result();
    JsonNode modern =
        Site.heard(
                site.post(Talk.modern(1, "tools/call", params), Talk.headers("tools/call", "add")))
            .result();
    for (JsonNode result : List.of(stdio, stdioModern, legacy, modern)) {
      assertEquals("{\"sum\":42}", result.path("structuredContent").toString());
      assertEquals(stdio.path("content"), result.path("content"));
      assertEquals(stdio.path("isError"), result.path("isError"));
    }
    try (McpSyncClient client = client()) {
      McpSchema.CallToolResult called =
          client.callTool(
              McpSchema.CallToolRequest.builder("add")
                  .arguments(Map.of("a", "40", "b", 2))
                  .build());
      assertEquals(Map.of("sum", 42), called.structuredContent());
    }
  }

  @Test
  void theSdksOwnClientFindsItsWayAround() {
    try (McpSyncClient client = client()) {
      assertEquals("coach", client.getServerInfo().name());
      List<McpSchema.Tool> tools = client.listTools().tools();
      assertEquals(site.catalog.catalog().tools().size(), tools.size());
      assertTrue(tools.get(0).annotations().readOnlyHint());
      assertEquals("test://zebra", client.listResources().resources().get(0).uri());
      McpSchema.ReadResourceResult read =
          client.readResource(McpSchema.ReadResourceRequest.builder("test://notes/1/two").build());
      assertEquals("1|two", ((McpSchema.TextResourceContents) read.contents().get(0)).text());
      assertEquals(2, client.listPrompts().prompts().size());
      assertEquals(
          1,
          client
              .getPrompt(
                  McpSchema.GetPromptRequest.builder("greet")
                      .arguments(Map.of("name", "Ada"))
                      .build())
              .messages()
              .size());
      client.ping();
    }
  }

  @Test
  void everyAnswerKeepsToItsOutputSchema() throws Exception {
    for (Tool tool : site.catalog.catalog().tools()) {
      JsonNode arguments =
          Talk.parse(
              switch (tool.name()) {
                case "add" -> "{\"a\":1}";
                case "echo" -> "{\"text\":\"x\"}";
                default -> "{}";
              });
      if (List.of("wait", "ask", "demand").contains(tool.name())) {
        continue;
      }
      String params = "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool.name(), arguments);
      JsonNode result = Site.heard(site.post(Talk.legacy(1, "tools/call", params))).result();
      if (!result.path("isError").asBoolean()) {
        OutputSchema.check(tool, result.path("structuredContent"));
      }
    }
  }

  @Test
  void anAnswerThatBreaksItsSchemaIsNoticed() {
    Tool add = site.catalog.catalog().tools().get(0);
    JsonNode wrong = JsonNodeFactory.instance.objectNode().put("sum", "five");
    AssertionError noticed =
        assertThrows(AssertionError.class, () -> OutputSchema.check(add, wrong));
    assertFalse(noticed.getMessage().isEmpty());
  }
}
