package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coach.testing.CoachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** psql gets coach's database, the lifter's rights and typed values, and its password in secret. */
class SqlEndToEndTest {
  private static CoachDatabase database;
  private static String lifter;

  @TempDir Path folder;

  @BeforeAll
  static void create() {
    database = new CoachDatabase();
    lifter = database.account("Ann").user().toString();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void thePasswordGoesByTheEnvironmentOnly() throws Exception {
    standIn();
    Run run = sql(folder + ":/usr/bin:/bin");
    assertEquals(0, run.code(), run.err());
    String told = Files.readString(folder.resolve("told"));
    assertFalse(told.lines().findFirst().orElseThrow().contains(database.server().password()));
    assertTrue(told.contains("PGPASSWORD=" + database.server().password() + "\n"), told);
    assertTrue(told.contains("PGUSER=coach\n"), told);
    assertTrue(told.contains("PGHOST=127.0.0.1\n"), told);
  }

  @Test
  void aToolsFileGetsTypedValuesAndNullForTheRest() throws Exception {
    standIn();
    Run run = sql(folder + ":/usr/bin:/bin", "search_exercises", "text=it's");
    assertEquals(0, run.code(), run.err());
    String told = Files.readString(folder.resolve("told"));
    assertTrue(told.contains("text=cast('it''s' as text)"), told);
    assertTrue(told.contains("muscle=cast(null as "), told);
    assertTrue(told.contains("\nset local role authenticated;\n"), told);
    assertTrue(told.contains("\"sub\": \"" + lifter + "\""), told);
    assertTrue(told.strip().endsWith("rollback;"), told);
  }

  @Test
  void anUnknownValueIsRefusedBeforePsqlStarts() throws Exception {
    standIn();
    Run run = sql(folder + ":/usr/bin:/bin", "search_exercises", "words=x");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("search_exercises.sql does not take \"words=x\", only "));
    assertFalse(Files.exists(folder.resolve("told")));
  }

  @Test
  void aMissingPsqlIsOneSentence() throws Exception {
    Run run = sql(folder.toString());
    assertEquals(1, run.code());
    assertEquals(
        "There is no psql on the PATH: install PostgreSQL's client programs, or ask with \"coach call\".",
        run.err().strip());
  }

  @Test
  void aRealPsqlRunsThemWhereItIsInstalled() throws Exception {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "psql")));
    boolean required = "true".equals(System.getenv("CI"));
    assumeTrue(
        required || installed, "psql is optional; what it is given is tested above without it");
    Run run = sql(System.getenv("PATH"), "get_profile");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("Ann"), run.out());
    Run search =
        sql(
            System.getenv("PATH"),
            "search_exercises",
            "text=squat",
            "page_limit=3",
            "page_offset=0");
    assertEquals(0, search.code(), search.err() + search.out());
    assertTrue(search.out().contains("quat"), search.out());
  }

  /** A psql that notes its arguments, its environment and its input. */
  private void standIn() throws Exception {
    Path psql = folder.resolve("psql");
    Files.writeString(
        psql,
        "#!/bin/sh\n{ echo \"$*\"; env | grep ^PG; cat; } > \"%s\"\n"
            .formatted(folder.resolve("told")));
    psql.toFile().setExecutable(true);
  }

  private static Run sql(String path, String... arguments) throws Exception {
    String address =
        "%s?user=%s&password=%s"
            .formatted(
                database.server().jdbcUrl(),
                database.server().user(),
                database.server().password());
    List<String> command = new ArrayList<>(Run.jarCommand());
    command.add("sql");
    command.addAll(List.of(arguments));
    return Run.of(
        Path.of("."),
        Map.of("DATABASE_URL", address, "COACH_USER", lifter, "PATH", path),
        "",
        command);
  }
}
