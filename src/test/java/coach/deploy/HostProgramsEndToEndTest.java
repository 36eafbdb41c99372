package coach.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.testing.Registry;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hosts' own programs and schemas, from npm and PyPI, read the files in deploy. */
class HostProgramsEndToEndTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("coach.jar")).resolveSibling("hosts").toAbsolutePath();
  private static final String LINTER = "cfn-lint==1.58.0";
  private static final List<String> TYPES =
      List.of(
          "railway@3.11.0",
          "@vercel/config@0.7.2",
          "@kubernetes-models/knative@4.0.0",
          "typescript@5.9.3");
  private static final List<String> IMPORTS =
      List.of(
          "import type { BuildConfig, DeployConfig } from 'railway/iac';",
          "import type { VercelConfig } from '@vercel/config/v1';",
          "import type { IService } from '@kubernetes-models/knative/serving.knative.dev/v1/Service';",
          "type Railway = { $schema: string; build: BuildConfig; deploy: DeployConfig };",
          "type Vercel = { $schema: string } & VercelConfig;");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

  @Test
  void wranglersSchemaTakesItsFile() throws Exception {
    JsonNode wanted = JSON.readTree(Path.of("deploy/cloudflare/package.json").toFile());
    String version = wanted.at("/devDependencies/wrangler").asText();
    Path archive = FOLDER.resolve("wrangler-%s.tgz".formatted(version));
    if (!Files.exists(archive)) {
      Registry.bring(FOLDER, "npm", "pack", "--silent", "wrangler@" + version);
    }
    Registry.bring(FOLDER, "tar", "-xzf", archive.toString(), "package/config-schema.json");
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
      Registry.bring(FOLDER, "python3", "-m", "venv", "python");
      Registry.bring(FOLDER, "python/bin/pip", "install", "--quiet", "--no-compile", LINTER);
    }
    Path template = Path.of("deploy/lambda/template.yaml").toAbsolutePath();
    assertEquals("", lint(linter, template, template.resolveSibling("snapstart.yaml")));
    Path wrong = FOLDER.resolve("wrong.yaml");
    Files.writeString(wrong, Files.readString(template).replace("MemorySize", "MemorySzie"));
    assertTrue(lint(linter, wrong).contains("MemorySzie"));
  }

  /** A wrong word in each must be found, or the types would not say anything. */
  @Test
  void theTypesOfRailwayVercelAndKnativeTakeTheirFiles() throws Exception {
    Path compiler = FOLDER.resolve("types/node_modules/typescript/lib/tsc.js");
    if (!Files.exists(compiler)) {
      List<String> install =
          new ArrayList<>(List.of("npm", "install", "--prefix", "types", "--ignore-scripts"));
      install.addAll(List.of("--no-audit", "--no-fund", "--silent"));
      install.addAll(TYPES);
      Registry.bring(FOLDER, install.toArray(String[]::new));
    }
    List<String> lines = new ArrayList<>(IMPORTS);
    String railway = Files.readString(Path.of("deploy/railway/railway.json"));
    String vercel = Files.readString(Path.of("deploy/vercel/vercel.json"));
    String service =
        new YAMLMapper().readTree(Path.of("deploy/cloudrun/service.yaml").toFile()).toString();
    typed(lines, "Railway", railway, "");
    typed(lines, "Vercel", vercel, "");
    typed(lines, "IService", service, "");
    Set<Integer> wrong = new TreeSet<>();
    for (String word : List.of("drainingSeconds", "DOCKERFILE", "dockerfilePath")) {
      wrong.add(typed(lines, "Railway", railway, word));
    }
    wrong.add(typed(lines, "Vercel", vercel, "regions"));
    for (String word : List.of("containerPort", "failureThreshold", "secretKeyRef")) {
      wrong.add(typed(lines, "IService", service, word));
    }
    Files.write(FOLDER.resolve("types/files.ts"), lines);
    List<String> compile = new ArrayList<>(List.of("node", compiler.toString(), "files.ts"));
    compile.addAll(List.of("--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"));
    String found = Run.of(FOLDER.resolve("types"), Map.of(), "", compile).out();
    assertEquals(
        wrong,
        Pattern.compile("(?m)^files.ts\\((\\d+),")
            .matcher(found)
            .results()
            .map(result -> Integer.valueOf(result.group(1)))
            .collect(Collectors.toCollection(TreeSet::new)),
        found);
  }

  /** Adds a line and answers its number; {@code wrong} is a word that is spelled wrongly in it. */
  private static int typed(List<String> lines, String type, String json, String wrong) {
    String value = wrong.isEmpty() ? json : json.replaceFirst(wrong, wrong + "x");
    String constant = "export const c%d: %s = %s;";
    lines.add(constant.formatted(lines.size(), type, value.replaceAll("\\s+", " ")));
    return lines.size();
  }

  private static String lint(Path... linterAndTemplates) throws Exception {
    List<String> command = Stream.of(linterAndTemplates).map(Path::toString).toList();
    return Run.of(FOLDER, Map.of(), "", command).out();
  }
}
