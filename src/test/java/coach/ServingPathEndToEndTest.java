package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.testing.CoachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start and a call load nothing that only other commands need, nor what only slows them. */
class ServingPathEndToEndTest {
  private static final Pattern UNNEEDED =
      Pattern.compile(
          "com\\.networknt\\..*|org\\.yaml\\..*|.*\\.flyway.*|com\\.fasterxml\\.jackson\\.dataformat\\..*"
              + "|org\\.apache\\.commons\\.(csv|compress)\\..*|coach\\.(demo|store|pages)\\..*|coach\\.imports\\.(?!ImportError$).*"
              + "|coach\\.migrate\\.(?!Migrations$|SchemaFiles|OfferedChange).*"
              + "|org\\.jdbi\\.v3\\.core\\.(statement|argument)\\..*|jdk\\.jfr\\.internal\\.MetadataRepository|sun\\.(management\\..*|security\\.util\\.CurveDB)|.*RecordAccessor|org\\.eclipse\\.jetty\\..*");

  @TempDir Path folder;

  @Test
  void overStdioNothingElseIsLoaded() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    try (CoachDatabase site = new CoachDatabase()) {
      Map<String, String> environment = new HashMap<>();
      environment.put("COACH_USER", site.account("Ann").user().toString());
      environment.put(
          "DATABASE_URL",
          "%s?user=%s&password=%s"
              .formatted(site.server().jdbcUrl(), site.server().user(), site.server().password()));
      String call = "{\"name\":\"get_profile\",\"arguments\":{}}";
      Run run =
          Run.of(
              folder,
              environment,
              Talk.legacy(1, "tools/call", call) + "\n",
              Run.javaCommand(
                  "-Xlog:class+load:file=" + loaded,
                  "-jar",
                  System.getProperty("coach.jar"),
                  "stdio"));
      assertEquals(0, run.code(), run.err());
      assertTrue(run.out().contains("Ann"), run.out() + run.err());
    }
    List<String> names =
        Files.readAllLines(loaded).stream()
            .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ")[0])
            .toList();
    assertTrue(names.contains("coach.Main"), "the list is one of classes");
    assertEquals(
        List.of(), names.stream().filter(name -> UNNEEDED.matcher(name).matches()).toList());
  }
}
