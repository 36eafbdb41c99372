package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.IOException;
import java.util.Map;

/**
 * The SDK's JSON, but for a call of a tool, of which the SDK reads no more than the name that it
 * finds the tool by; we read the rest ourselves, and what the library would have to find out about
 * that class takes longer than the rest of a process's first call.
 */
record SdkJson(McpJsonMapper json) implements McpJsonMapper {
  @Override
  public <T> T convertValue(Object from, Class<T> type) {
    return json.convertValue(from, type);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T convertValue(Object from, TypeRef<T> type) {
    return type.getType() == CallToolRequest.class && from instanceof JsonNode call
        ? (T) new CallToolRequest(call.path("name").textValue(), Map.of(), null)
        : json.convertValue(from, type);
  }

  @Override
  public <T> T readValue(String text, Class<T> type) throws IOException {
    return json.readValue(text, type);
  }

  @Override
  public <T> T readValue(byte[] text, Class<T> type) throws IOException {
    return json.readValue(text, type);
  }

  @Override
  public <T> T readValue(String text, TypeRef<T> type) throws IOException {
    return json.readValue(text, type);
  }

  @Override
  public <T> T readValue(byte[] text, TypeRef<T> type) throws IOException {
    return json.readValue(text, type);
  }

  @Override
  public String writeValueAsString(Object value) throws IOException {
    return json.writeValueAsString(value);
  }

  @Override
  public byte[] writeValueAsBytes(Object value) throws IOException {
    return json.writeValueAsBytes(value);
  }
}
