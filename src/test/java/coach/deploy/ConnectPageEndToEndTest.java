package coach.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Config;
import coach.Run;
import coach.db.ExistingDatabase;
import coach.migrate.Migrations;
import coach.pages.SupabaseStandIn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody follows docs/connect.md from an existing Supabase database to the internet, command by
 * command. All are typed as they stand there; only the database is one of this machine instead of
 * Supabase's, and {@code fly} a stand-in.
 */
class ConnectPageEndToEndTest {
  private static final String HEADING = "Claude on the web, with the data in your Supabase project";

  @TempDir Path folder;
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private FakeFly fly;

  @Test
  void everyCommandWorks() throws Exception {
    Page page = Page.section(Path.of("docs/connect.md"), HEADING);
    assertTrue(page.commands().size() > 10, page.commands().toString());
    assertEquals(
        List.of(),
        page.mentioned().stream().filter(command -> !page.commands().contains(command)).toList(),
        "mentioned, but never typed");
    fly = FakeFly.in(folder);
    Files.createDirectories(fly.checkout().resolve("target"));
    Files.copy(
        Path.of(System.getProperty("coach.jar")), fly.checkout().resolve("target/coach.jar"));
    Files.write(fly.checkout().resolve(".env"), page.settings());
    try (ExistingDatabase database = ExistingDatabase.create();
        SupabaseStandIn supabase = new SupabaseStandIn()) {
      for (String command : page.commands()) {
        type(command, database, supabase);
      }
    }
    assertEquals(page.commands().stream().distinct().toList(), List.copyOf(runs.keySet()));
    theDatabaseWasShownThenMigrated();
    flyWasToldWhatThePageSays(page);
    theBackUpHoldsTheWorkouts();
  }

  private void type(String command, ExistingDatabase database, SupabaseStandIn supabase)
      throws Exception {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("COACH_HOME", folder.resolve("home").toString());
    if (command.startsWith("bin/coach ")) {
      String place = database.jdbcUrl().replace("jdbc:postgresql://", "");
      settings.put(
          "DATABASE_URL", "postgres://%s:owner@%s".formatted(ExistingDatabase.OWNER, place));
      settings.put("COACH_USER", "anna@example.com");
      settings.put("PORT", "0");
      // The page's own project cannot be asked.
      settings.put("SUPABASE_URL", supabase.url());
      settings.put("SUPABASE_ANON_KEY", SupabaseStandIn.KEY);
    }
    Run run = fly.run(settings, command);
    assertEquals(0, run.code(), command + "\n" + run.out() + run.err());
    runs.putIfAbsent(command, run);
  }

  private void theDatabaseWasShownThenMigrated() {
    String shown = runs.get("bin/coach migrate --dry-run").out();
    assertTrue(shown.contains("session_schedule"), shown);
    String migrated = runs.get("bin/coach migrate").out();
    assertTrue(migrated.startsWith("applied 0014 "), migrated);
    assertTrue(migrated.contains("at version " + Migrations.NEWEST), migrated);
    String health = runs.get("bin/coach doctor").out();
    assertTrue(health.contains("anna@example.com"), health);
    assertFalse(health.contains("fail"), health);
    assertTrue(runs.get("bin/coach call get_profile").out().contains("Anna"));
  }

  private void flyWasToldWhatThePageSays(Page page) throws Exception {
    List<String> typed =
        page.commands().stream()
            .map(line -> line.replaceFirst("^.* \\| ", ""))
            .filter(line -> line.startsWith("fly "))
            .map(line -> line.substring("fly ".length()))
            .toList();
    List<String> called = new ArrayList<>(fly.calls());
    assertTrue(called.containsAll(typed), typed + " of " + called);
    List<String> rehearsed =
        runs.get("bin/deploy fly my-coach --dry-run")
            .err()
            .lines()
            .map(line -> line.replaceFirst("^\\+ fly ", ""))
            .toList();
    int first = called.indexOf("auth whoami");
    assertEquals(rehearsed, called.subList(first, first + rehearsed.size()), "as the dry run said");
    Map<String, String> secrets =
        fly.secrets().stream()
            .collect(
                Collectors.toMap(s -> s.split("=", 2)[0], s -> s.split("=", 2)[1], (a, b) -> b));
    Config config = Config.read(secrets);
    assertEquals("https://abcdefgh.supabase.co", config.supabase().orElseThrow().url());
    assertEquals("https://my-coach.fly.dev", config.serverUrl());
    assertEquals(5432, config.databaseUrl().orElseThrow().port());
    assertTrue(config.secret().isPresent());
    assertFalse(called.toString().contains("PASSWORD"), "no secret in an argument");
  }

  private void theBackUpHoldsTheWorkouts() throws Exception {
    JsonNode backup = new ObjectMapper().readTree(fly.checkout().resolve("backup.json").toFile());
    assertTrue(backup.toString().contains("felt strong"));
  }
}
