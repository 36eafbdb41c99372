package coach.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The hosts' own programs and schemas, from npm and PyPI, read the files in deploy. */
class HostProgramsEndToEndTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("coach.jar")).resolveSibling("hosts").toAbsolutePath();
  private static final String LINTER = "cfn-lint==1.58.0";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

  /** With what reaches the registries here; skips the test without it, but never in CI. */
  private static void bring(String... command) throws Exception {
    Files.createDirectories(FOLDER);
    Run run;
    try {
      run = Run.of(FOLDER, new HashMap<>(System.getenv()), "", List.of(command));
    } catch (java.io.IOException missing) {
      run = new Run(127, "", missing.getMessage());
    }
    if (run.code() != 0) {
      String reason = String.join(" ", command) + ": " + run.err();
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(reason);
      }
      Assumptions.abort(reason);
    }
  }

  @Test
  void wranglersSchemaTakesItsFile() throws Exception {
    JsonNode wanted = JSON.readTree(Path.of("deploy/cloudflare/package.json").toFile());
    String version = wanted.at("/devDependencies/wrangler").asText();
    Path archive = FOLDER.resolve("wrangler-%s.tgz".formatted(version));
    if (!Files.exists(archive)) {
      bring("npm", "pack", "--silent", "wrangler@" + version);
    }
    bring("tar", "-xzf", archive.toString(), "package/config-schema.json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(JSON.readTree(FOLDER.resolve("package/config-schema.json").toFile()));
    String file = Files.readString(Path.of("deploy/cloudflare/wrangler.jsonc"));
    assertEquals(List.of(), schema.validate(JSON.readTree(file)));
    for (String right : List.of("\"class_name\"", "\"durable_objects\"", "\"basic\"")) {
      JsonNode wrong = JSON.readTree(file.replace(right, right.replaceFirst(".\"$", "x\"")));
      assertNotEquals(List.of(), schema.validate(wrong), right);
    }
  }

  @Test
  void cloudFormationTakesTheTemplates() throws Exception {
    Path linter = FOLDER.resolve("python/bin/cfn-lint");
    if (!Files.exists(linter)) {
      bring("python3", "-m", "venv", "python");
      bring("python/bin/pip", "install", "--quiet", "--no-compile", LINTER);
    }
    Path template = Path.of("deploy/lambda/template.yaml").toAbsolutePath();
    assertEquals("", lint(linter, template, template.resolveSibling("snapstart.yaml")));
    Path wrong = FOLDER.resolve("wrong.yaml");
    Files.writeString(wrong, Files.readString(template).replace("MemorySize", "MemorySzie"));
    assertTrue(lint(linter, wrong).contains("MemorySzie"));
  }

  private static String lint(Path... linterAndTemplates) throws Exception {
    List<String> command = Stream.of(linterAndTemplates).map(Path::toString).toList();
    return Run.of(FOLDER, Map.of(), "", command).out();
  }
}
