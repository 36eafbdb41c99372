package coach.fuzz;

import coach.tools.Catalog;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An endless supply of messages, most of them spoiled, with the HTTP around them. */
final class Shots {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> ADDRESSES = List.of("/mcp?a=b", "/mcp/", "/mcp/?");

  /** Of a larger one that is refused unread, the answer may be lost with the connection. */
  private static final int SMALL = 32 * 1024;

  private final Speaker speaker;
  private final Mutator mutator;
  private final Chance chance;

  /**
   * One message.
   *
   * @param intact whether it is one that a well-meaning client could send
   */
  record Message(byte[] body, boolean intact, JsonNode original) {}

  /**
   * One HTTP request.
   *
   * @param status the only one that may answer it, or 0 where the body decides
   */
  record Shot(String method, String path, List<String> headers, Message message, int status) {}

  Shots(Catalog catalog, long seed) {
    chance = new Chance(seed);
    speaker = new Speaker(catalog, chance);
    mutator = new Mutator(chance);
  }

  Message message() {
    ObjectNode message = speaker.next();
    ObjectNode original = message.deepCopy();
    // A cancellation must never meet a request, or that one is rightly not answered.
    boolean spared = message.path("method").asText().equals("notifications/cancelled");
    int wounds = spared || chance.onceIn(4) ? 0 : 1 + chance.below(3);
    boolean asBytes = wounds > 0 && chance.onceIn(4);
    for (int wound = asBytes ? 1 : 0; wound < wounds; wound++) {
      mutator.spoil(message);
    }
    byte[] body = bytes(message);
    return new Message(asBytes ? mutator.spoil(body) : body, wounds == 0, original);
  }

  /** A message for standard input, where a line break would make it two. */
  Message line() {
    Message message = message();
    byte[] body = message.body().clone();
    for (int index = 0; index < body.length; index++) {
      body[index] = body[index] == '\n' ? (byte) ' ' : body[index];
    }
    return new Message(body, message.intact(), message.original());
  }

  private static byte[] bytes(JsonNode message) {
    try {
      return JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Shot shot() {
    Message message = message();
    List<String> headers = headers(message.original());
    if (chance.onceIn(6) && message.body().length < SMALL) {
      return misdirected(message, headers);
    }
    boolean intact = message.intact();
    if (!intact && chance.onceIn(3)) {
      headers.remove(chance.below(headers.size()));
      headers.add(strangeHeader());
    }
    if (chance.onceIn(2)) {
      headers.add(accept());
    }
    headers.add("Content-Type: application/json");
    return new Shot("POST", chance.onceIn(10) ? chance.of(ADDRESSES) : "/mcp", headers, message, 0);
  }

  private String accept() {
    return "Accept: " + chance.of(List.of("*/*", "application/json", "text/event-stream", "x"));
  }

  /** What never reaches the protocol. */
  private Shot misdirected(Message message, List<String> headers) {
    headers.add("Accept: application/json, text/event-stream");
    String json = "Content-Type: application/json";
    return switch (chance.below(6)) {
      case 0 -> shot("POST", "/mcp", headers, "Content-Type: text/plain", message, 415);
      case 1 -> shot("POST", "/mcp", headers, "X-Nothing: 1", message, 415);
      case 2 -> shot("PUT", "/mcp", headers, json, message, 405);
      case 3 -> shot(chance.onceIn(2) ? "GET" : "DELETE", "/mcp", headers, "X: 1", null, 405);
      case 4 ->
          shot("POST", chance.of(List.of("/", "/mcp/x", "/nothing")), headers, json, message, 404);
      default -> {
        headers.add("Origin: https://elsewhere.example");
        yield shot("POST", "/mcp", headers, json, message, 403);
      }
    };
  }

  private static Shot shot(
      String method,
      String path,
      List<String> headers,
      String header,
      Message message,
      int status) {
    headers.add(header);
    return new Shot(method, path, headers, message, status);
  }

  private static List<String> headers(JsonNode message) {
    List<String> headers = new ArrayList<>();
    JsonNode params = message.path("params");
    boolean modern = params.path("_meta").has(Speaker.KEY + "protocolVersion");
    headers.add("MCP-Protocol-Version: " + (modern ? "2026-07-28" : "2025-11-25"));
    if (modern) {
      headers.add("Mcp-Method: " + message.path("method").asText());
      String name = params.path("uri").asText(params.path("name").asText());
      if (!name.isEmpty()) {
        headers.add("Mcp-Name: " + name);
      }
    }
    return headers;
  }

  private String strangeHeader() {
    return chance.of(
        List.of(
            "MCP-Protocol-Version: 2025-11-25",
            "MCP-Protocol-Version: 2026-07-28, 2026-07-28",
            "MCP-Protocol-Version: 2031-01-01",
            "MCP-Protocol-Version: ",
            "Mcp-Method: nonsense",
            "Mcp-Name: =?base64?Zm9v?=",
            "Mcp-Name: =?base64?!!!?=",
            "Mcp-Session-Id: " + "s".repeat(1 + chance.below(200)),
            "Last-Event-ID: 7",
            "Accept-Encoding: gzip, br",
            "X-Padding: " + "x".repeat(chance.below(8_000))));
  }
}
