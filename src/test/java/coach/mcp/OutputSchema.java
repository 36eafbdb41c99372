package coach.mcp;

import coach.tools.Tool;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.util.Map;

/** Checks answers against their tools' output schemas, which costs too much to do while serving. */
public final class OutputSchema {
  private static final JsonSchemaValidator VALIDATOR = new DefaultJsonSchemaValidator();

  private OutputSchema() {}

  /** Fails the test where the structured answer is not what the tool promised. */
  public static void check(Tool tool, JsonNode structured) {
    Map<String, Object> schema =
        Wire.MAPPER.convertValue(tool.output(), new TypeReference<Map<String, Object>>() {});
    // Listed without: what is none, empty or false is not sent.
    schema.remove("required");
    JsonSchemaValidator.ValidationResponse response = VALIDATOR.validate(schema, structured);
    if (!response.valid()) {
      throw new AssertionError(
          "%s breaks its output schema: %s in %s"
              .formatted(tool.name(), response.errorMessage(), structured));
    }
  }
}
