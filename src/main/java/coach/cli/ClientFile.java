package coach.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Changes one entry of a client's JSON file, and nothing else in it. */
final class ClientFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          // A repeated name or a second document would be lost in writing it back.
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Path file;

  ClientFile(Path file) {
    this.file = file;
  }

  /** The entry that a client needs to start coach. */
  static ObjectNode entry(Launch launch, boolean typed) {
    ObjectNode entry = JSON.createObjectNode();
    if (typed) {
      entry.put("type", "stdio");
    }
    entry.put("command", launch.command().get(0));
    var arguments = entry.putArray("args");
    launch.command().stream().skip(1).forEach(arguments::add);
    if (!launch.environment().isEmpty()) {
      ObjectNode environment = entry.putObject("env");
      launch.environment().forEach(environment::put);
    }
    return entry;
  }

  /** A whole file that holds nothing but the entry. */
  static String alone(String servers, ObjectNode entry) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject(servers).set("coach", entry);
    return print(root);
  }

  /**
   * Puts the entry in as {@code servers.coach}; the file as it was stays beside it as {@code .bak}.
   *
   * @return false where it was there already
   * @throws Failure when the file is not plain JSON; it is then left as it is
   */
  boolean put(String servers, ObjectNode entry) throws IOException {
    ObjectNode root = read();
    JsonNode all = root.path(servers);
    if (!all.isMissingNode() && !all.isObject()) {
      throw unusable("\"" + servers + "\" in it is no object");
    }
    if (entry.equals(all.get("coach"))) {
      return false;
    }
    root.withObject("/" + servers).set("coach", entry);
    write(print(root));
    return true;
  }

  private ObjectNode read() throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return JSON.createObjectNode();
    }
    try {
      if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode root) {
        return root;
      }
      throw unusable("it holds no JSON object");
    } catch (JsonProcessingException notJson) {
      throw unusable(
          "line %d of it is not plain JSON".formatted(notJson.getLocation().getLineNr()));
    }
  }

  private Failure unusable(String reason) {
    return new Failure(
        "%s was left as it is, because %s: fix it, or add what \"coach connect\" prints by hand."
            .formatted(file, reason));
  }

  private void write(String text) throws IOException {
    // A link to the file elsewhere stays a link.
    Path real = Files.exists(file) ? file.toRealPath() : file;
    Files.createDirectories(real.getParent());
    Path draft = real.resolveSibling(real.getFileName() + ".new");
    if (Files.exists(real)) {
      Path backup = real.resolveSibling(real.getFileName() + ".bak");
      StandardCopyOption[] copy = {
        StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES
      };
      Files.copy(real, backup, copy);
      // Copied first for its permissions: other servers' secrets may stand in it.
      Files.copy(real, draft, copy);
    }
    Files.writeString(draft, text);
    Files.move(draft, real, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String print(ObjectNode root) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try {
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
