package coach.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.Icon;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/**
 * Who coach is, for clients that show it: the whole card where a client introduces itself, and no
 * more than name and version on every other answer.
 */
final class Identity {
  static final String NAME = "coach";

  private static final String DESCRIPTION =
      "A lifter's own training log, answered in numbers with their evidence.";

  private final Implementation card;
  private final ObjectNode whole;
  private final ObjectNode brief;

  Identity(String version) {
    // Clients must show PNG and may show SVG; in the address itself, nothing has to be fetched.
    List<Icon> icons =
        List.of(icon("icon.svg", "image/svg+xml", "any"), icon("icon.png", "image/png", "48x48"));
    card =
        Implementation.builder(NAME, version)
            .title("Coach")
            .description(DESCRIPTION)
            .icons(icons)
            .build();
    whole = Wire.MAPPER.valueToTree(card);
    brief = Wire.object().put("name", NAME).put("version", version);
  }

  private static Icon icon(String file, String type, String size) {
    try (InputStream image = Identity.class.getResourceAsStream("/coach/" + file)) {
      String content = Base64.getEncoder().encodeToString(image.readAllBytes());
      return Icon.builder("data:%s;base64,%s".formatted(type, content))
          .mimeType(type)
          .sizes(List.of(size))
          .build();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the jar has no " + file, unreadable);
    }
  }

  Implementation card() {
    return card;
  }

  /** What every modern result says of itself and of who gives it. */
  ObjectNode sign(ObjectNode result, Method method) {
    if (!result.has("resultType")) {
      result.put("resultType", "complete");
    }
    result
        .withObject("/_meta")
        .set(Exchange.KEY + "serverInfo", method == Method.DISCOVER ? whole : brief);
    return result;
  }
}
