package coach.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coach.Config;
import coach.Run;
import coach.Setting;
import coach.http.FloodLimits;
import coach.http.WebServer;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files in deploy say of coach is what coach, its image and fly.toml say. */
class HostFilesTest {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

  /** Paths that are answered without sign-in; Google's hosts keep those in z to themselves. */
  private static final Set<String> HEALTH = Set.of("/health", "/healthz");

  private static final Path DEPLOY = Path.of("deploy");
  private static final int PORT = Config.read(Map.of()).port();

  private static String text(String file) throws Exception {
    return Files.readString(DEPLOY.resolve(file));
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(r -> r.group(1)).toList();
  }

  private static String one(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertTrue(found.find(), pattern);
    return found.group(1);
  }

  private static void areSettings(Iterable<String> names) {
    Set<String> known = Setting.ALL.stream().map(Setting::name).collect(Collectors.toSet());
    for (String name : names) {
      assertTrue(known.contains(name) || name.startsWith("AWS_LWA_"), name);
    }
  }

  private static void waitsForCalls(int seconds) {
    long stop =
        WebServer.Settings.everywhere(
                0, "https://coach.example.com", FloodLimits.usual(Optional.empty()))
            .stopTimeout()
            .toSeconds();
    assertTrue(seconds > stop, seconds + " s, but coach takes " + stop);
  }

  private static void outlastsCalls(int seconds) throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("sql"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sql")).toList()) {
        for (String most : all("(?m)^-- may take: (\\d+)s$", Files.readString(file))) {
          assertTrue(seconds > Integer.parseInt(most), file + " may take longer than " + seconds);
        }
      }
    }
  }

  private static void hasRoom(int megabytes) throws Exception {
    String fly = FlyFile.read().get("vm.memory").replace("mb", "");
    assertTrue(megabytes >= Integer.parseInt(fly), megabytes + " MB");
  }

  @Test
  void everyHostHasAFolderAndALineInTheUsage() throws Exception {
    String usage = one("(?m)^hosts=\"(.*)\"$", Files.readString(Path.of("bin/deploy")));
    try (Stream<Path> folders = Files.list(DEPLOY)) {
      assertEquals(
          new TreeSet<>(List.of(usage.split(" "))),
          folders
              .filter(Files::isDirectory)
              .map(f -> f.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    String hosting = Files.readString(Path.of("docs/hosting.md"));
    for (String host : usage.split(" ")) {
      assertTrue(Files.exists(DEPLOY.resolve(host).resolve("steps.sh")), host);
      assertTrue(hosting.contains("`bin/deploy " + host), "docs/hosting.md: " + host);
    }
  }

  @Test
  void theSettingsThatAreSentExist() throws Exception {
    List<String> loops =
        all("for setting in ([A-Z_ ]+); do", Files.readString(Path.of("bin/deploy")));
    assertEquals(2, loops.size(), "what goes there, and what is said not to");
    loops.forEach(names -> areSettings(List.of(names.split(" "))));
    for (String host : List.of("railway", "vercel")) {
      areSettings(all("lines\\+=\"(\\w+)=", text(host + "/steps.sh")));
    }
  }

  @Test
  void railway() throws Exception {
    JsonNode file = JSON.readTree(text("railway/railway.json"));
    assertEquals("DOCKERFILE", file.at("/build/builder").asText());
    assertEquals("Dockerfile", file.at("/build/dockerfilePath").asText());
    assertTrue(HEALTH.contains(file.at("/deploy/healthcheckPath").asText()));
    waitsForCalls(file.at("/deploy/drainingSeconds").asInt());
  }

  @Test
  void render() throws Exception {
    JsonNode service = YAML.readTree(text("render/render.yaml")).at("/services/0");
    assertEquals("docker", service.at("/runtime").asText());
    assertTrue(Files.exists(Path.of(service.at("/dockerfilePath").asText())));
    assertTrue(HEALTH.contains(service.at("/healthCheckPath").asText()));
    waitsForCalls(service.at("/maxShutdownDelaySeconds").asInt());
    areSettings(service.findValuesAsText("key"));
    assertEquals(
        5, service.findValuesAsText("sync").size() + service.findValues("generateValue").size());
  }

  @Test
  void cloudRun() throws Exception {
    String text = text("cloudrun/service.yaml");
    JsonNode spec = YAML.readTree(text).at("/spec/template/spec");
    JsonNode container = spec.at("/containers/0");
    assertEquals(PORT, container.at("/ports/0/containerPort").asInt());
    for (JsonNode path : container.findValues("path")) {
      assertTrue(HEALTH.contains(path.asText()) && !path.asText().endsWith("z"), path.asText());
    }
    assertEquals(2, container.findValues("path").size());
    assertEquals(List.of("" + PORT, "" + PORT), container.findValuesAsText("port"));
    assertTrue(container.at("/resources/limits/cpu").asInt() >= 1, "else one call at a time");
    hasRoom(Integer.parseInt(container.at("/resources/limits/memory").asText().replace("Mi", "")));
    outlastsCalls(spec.at("/timeoutSeconds").asInt());
    areSettings(
        container.at("/env").findValuesAsText("name").stream()
            .filter(n -> !n.contains("@"))
            .toList());
    String steps = text("cloudrun/steps.sh");
    for (String placeholder : all("@(\\w+)@", text)) {
      assertTrue(
          steps.contains("@" + placeholder + "@") || steps.contains(" " + placeholder),
          placeholder);
    }
  }

  @Test
  void lambda() throws Exception {
    JsonNode function =
        YAML.readTree(text("lambda/template.yaml")).at("/Resources/Coach/Properties");
    JsonNode variables = function.at("/Environment/Variables");
    assertEquals(PORT, variables.at("/PORT").asInt());
    assertEquals(PORT, variables.at("/AWS_LWA_PORT").asInt());
    assertTrue(HEALTH.contains(variables.at("/AWS_LWA_READINESS_CHECK_PATH").asText()));
    assertEquals("response_stream", variables.at("/AWS_LWA_INVOKE_MODE").asText());
    assertEquals("RESPONSE_STREAM", function.at("/FunctionUrlConfig/InvokeMode").asText());
    assertEquals("NONE", function.at("/FunctionUrlConfig/AuthType").asText());
    outlastsCalls(function.at("/Timeout").asInt());
    hasRoom(function.at("/MemorySize").asInt());
    List<String> names = new ArrayList<>();
    variables.fieldNames().forEachRemaining(names::add);
    areSettings(names);
    assertTrue(text("lambda/Dockerfile").contains("/opt/extensions/"));
  }

  @Test
  void lambdaWithoutAnImageDiffersInNothingElse() throws Exception {
    ObjectNode image = properties("lambda/template.yaml");
    ObjectNode zip = properties("lambda/snapstart.yaml");
    assertEquals("PublishedVersions", zip.at("/SnapStart/ApplyOn").asText());
    assertEquals(
        Path.of("target/deploy/lambda-zip"),
        DEPLOY.resolve("lambda").resolve(zip.at("/CodeUri").asText()).normalize());
    ObjectNode variables = (ObjectNode) zip.at("/Environment/Variables");
    assertEquals("/opt/bootstrap", variables.remove("AWS_LAMBDA_EXEC_WRAPPER").asText());
    ((ObjectNode) image.at("/Environment/Variables")).remove("AWS_LWA_ASYNC_INIT");
    zip.remove(List.of("Runtime", "CodeUri", "Handler", "Layers", "SnapStart", "AutoPublishAlias"));
    image.remove("PackageType");
    assertEquals(image, zip);
    String dockerfile = Files.readString(Path.of("Dockerfile"));
    String start = text("lambda/" + properties("lambda/snapstart.yaml").at("/Handler").asText());
    for (String option : all("(-X\\S+)", start)) {
      assertTrue(dockerfile.contains(option), option + " is not the image's");
    }
  }

  private static ObjectNode properties(String template) throws Exception {
    return (ObjectNode) YAML.readTree(text(template)).at("/Resources/Coach/Properties");
  }

  @Test
  void vercel() throws Exception {
    JsonNode regions = JSON.readTree(text("vercel/vercel.json")).at("/regions");
    assertEquals(FlyFile.read().get("primary_region") + "1", regions.at("/0").asText());
  }

  @Test
  void cloudflare() throws Exception {
    JsonNode file = JSON.readTree(text("cloudflare/wrangler.jsonc"));
    String worker = text("cloudflare/worker.js");
    Path folder = DEPLOY.resolve("cloudflare");
    assertTrue(Files.exists(folder.resolve(file.at("/main").asText())));
    JsonNode container = file.at("/containers/0");
    assertEquals(
        Path.of("Dockerfile"), folder.resolve(container.at("/image").asText()).normalize());
    assertEquals(
        Path.of(""), folder.resolve(container.at("/image_build_context").asText()).normalize());
    String name = container.at("/class_name").asText();
    assertTrue(worker.contains("export class " + name + " extends Container"));
    JsonNode binding = file.at("/durable_objects/bindings/0");
    assertEquals(name, binding.at("/class_name").asText());
    assertTrue(worker.contains("getContainer(env." + binding.at("/name").asText() + ","));
    assertTrue(file.at("/exports").has(name));
    assertEquals(PORT, Integer.parseInt(one("defaultPort = (\\d+);", worker)));
    areSettings(all("\"?([A-Z]+_[A-Z_]+)\"?", worker.replaceAll("(?m)^const SETTINGS = ", "")));
    assertTrue(JSON.readTree(text("cloudflare/package.json")).at("/dependencies").size() == 1);
  }

  @Test
  void caddyTakesItsFile(@TempDir Path folder) throws Exception {
    Path caddy = Path.of("/usr/bin/caddy");
    boolean required = "true".equals(System.getenv("CI"));
    assumeTrue(required || Files.exists(caddy), "bin/check says that caddy is missing");
    Path file = folder.resolve("Caddyfile");
    Files.writeString(file, text("vps/Caddyfile").replace("@DOMAIN@", "coach.example.com"));
    Run run =
        Run.of(
            folder,
            Map.of("HOME", folder.toString()),
            "",
            List.of(
                caddy.toString(), "validate", "--adapter", "caddyfile", "--config", "Caddyfile"));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("Valid configuration"), run.out() + run.err());
  }

  @Test
  void aMachineOfOnesOwn(@TempDir Path folder) throws Exception {
    String unit = text("vps/coach.service");
    String image = Files.readString(Path.of("Dockerfile"));
    for (String option : all("(-X\\S+)", one("(?m)^ExecStart=(.*)$", unit))) {
      assertTrue(image.contains(option), option + " is not the image's");
    }
    waitsForCalls(Integer.parseInt(one("TimeoutStopSec=(\\d+)", unit)));
    hasRoom(Integer.parseInt(one("MemoryMax=(\\d+)M", unit)));
    areSettings(all("(\\w+)=", one("(?m)^Environment=(.*)$", unit)));
    assertEquals(PORT, Integer.parseInt(one("PORT=(\\d+)", unit)));
    assertTrue(unit.contains(" COACH_LOCAL_ONLY=true "), "only Caddy may reach it");
    assertEquals(
        PORT, Integer.parseInt(one("reverse_proxy 127.0.0.1:(\\d+) ", text("vps/Caddyfile"))));
    if (Files.exists(Path.of("/usr/bin/systemd-analyze"))) {
      Path copy = folder.resolve("coach.service");
      Files.writeString(copy, unit.replace("/usr/bin/java", Run.javaProgram()));
      Run run =
          Run.of(
              folder, Map.of(), "", List.of("/usr/bin/systemd-analyze", "verify", copy.toString()));
      assertEquals("", run.out() + run.err());
      assertEquals(0, run.code());
    }
  }
}
