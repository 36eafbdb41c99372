package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.db.ExistingDatabase;
import coach.db.ExistingDatabase.Catalogue;
import coach.migrate.OfferedChange;
import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** The commands on the workout app's own database, by its owner, who is no superuser. */
@Tag("slow")
class OwnersDatabaseTest {
  private static final String LEAK = OfferedChange.SECURE_VIEWS.withoutIt();

  private static Run run(ExistingDatabase existing, String... arguments) {
    return Shell.run(
        Map.of(
            "DATABASE_URL", existing.jdbcUrl() + "?user=supabase_owner&password=owner",
            "COACH_USER", "ben@example.com",
            "PORT", "0"),
        arguments);
  }

  @ParameterizedTest
  @OldestAndNewest
  void whatIsOfferedIsDeclinedSaidAndTaken(TestServer server, @TempDir Path folder)
      throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.on(server, Catalogue.SMALL)) {
      Run dry = run(existing, "migrate", "--dry-run");
      assertEquals(0, dry.code(), dry.err());
      assertTrue(dry.out().contains("secure-views: ") && dry.out().contains(LEAK), dry.out());

      Run first = run(existing, "migrate");
      assertTrue(
          first.out().contains("Take it with \"coach migrate --take secure-views\"."), first.out());
      Run doctor = run(existing, "doctor");
      assertEquals(0, doctor.code(), doctor.out());
      assertTrue(doctor.out().contains("warn  secure-views  " + LEAK), doctor.out());
      assertTrue(doctor.out().contains("warn  exercise-stats"), doctor.out());
      importedOnlyWhereTheStatisticsCanCountIt(existing, folder);

      Run taken = run(existing, "migrate", "--take", "secure-views,exercise-stats");
      assertEquals(0, taken.code(), taken.err());
      assertFalse(taken.out().contains("--take"), taken.out());
      assertTrue(taken.out().contains("taken: secure-views, so that the views base_"), taken.out());
      assertTrue(taken.out().contains("taken: exercise-stats, so that the view "), taken.out());
      doctor = run(existing, "doctor");
      assertFalse(doctor.out().contains("warn"), doctor.out());
      Run stored = run(existing, "import", folder.resolve("hevy.csv").toString(), "--yes");
      assertTrue(stored.out().contains("Workouts stored: 1;"), stored.out() + stored.err());
      assertEquals(
          List.of("{12,37}"),
          existing.rows(
              "select reps from public.exercise_stats where 37 = any (reps) and name ~ 'Leg'"));
      importedUnderTheNamesOfAFile(existing, folder);
    }
  }

  /** A file of names says what an unknown one is, so that no exercise is made for it. */
  private static void importedUnderTheNamesOfAFile(ExistingDatabase existing, Path folder)
      throws Exception {
    Path file = folder.resolve("odd.csv");
    String known = Files.readString(folder.resolve("hevy.csv"));
    Files.writeString(
        file,
        known
            .replace("Leg press", "My odd machine")
            .replace("22 Dec", "23 Dec")
            .replace("37", "9"));
    Path names = folder.resolve("names.txt");
    Files.writeString(names, "My odd machine = Leg press\n");
    Run stored = run(existing, "import", file.toString(), "--names", names.toString(), "--yes");
    assertTrue(
        stored.out().contains("Workouts stored: 1; already stored: 0; exercises created: 0."),
        stored.out() + stored.err());
    Files.writeString(names, "My odd machine\n");
    Run wrong = run(existing, "import", file.toString(), "--names", names.toString());
    assertTrue(wrong.err().contains("is not \"name in the file=exercise\""), wrong.err());
  }

  private static void importedOnlyWhereTheStatisticsCanCountIt(
      ExistingDatabase existing, Path folder) throws Exception {
    Path file = folder.resolve("hevy.csv");
    String head = Files.readAllLines(Path.of("src/test/resources/imports/hevy-kg.csv")).get(0);
    String row =
        "\n"
            + "\"Legs\",\"22 Dec 2025, 08:00\",\"22 Dec 2025, 09:07\",\"\",\"Leg"
            + " press\",,\"\",%d,\"normal\",60,%d,,,";
    Files.writeString(file, head + row.formatted(0, 12) + row.formatted(1, 37) + "\n");
    List<String> before = existing.rows("select count(*) from public.performed_session");
    Run refused = run(existing, "import", file.toString(), "--yes");
    assertEquals(1, refused.code(), refused.out());
    assertTrue(refused.out().contains("  2025-12-22 Leg press: 37 reps"), refused.out());
    assertTrue(
        refused
            .err()
            .endsWith(
                "Sets of 37 or more reps, which the statistics of this workout app cannot count: 1."
                    + " Nothing is stored. Make two sets of each, or let the owner of the database"
                    + " run \"coach migrate --take exercise-stats\".\n"),
        refused.err());
    assertEquals(before, existing.rows("select count(*) from public.performed_session"));
  }

  @Test
  void theScriptToPasteTakesWhatItIsToldTo() throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.create()) {
      Run plain = run(existing, "migrate", "--sql");
      assertFalse(plain.out().contains("set (security_invoker = true);"), "only when taken");
      Run taking = run(existing, "migrate", "--sql", "--take", "secure-views");
      assertEquals(0, taking.code(), taking.err());
      assertTrue(
          taking
              .out()
              .contains("alter view if exists public.exercise_schedule set (security_invoker"),
          "secure views");
      assertFalse(taking.out().contains("corrected by coach: any"), "no other change");
      existing.execute(taking.out());
      Run after = run(existing, "migrate");
      assertTrue(after.out().contains("was at version"), after.out());
      assertFalse(after.out().contains("secure-views"), after.out());
      assertTrue(after.out().contains("--take exercise-stats"), after.out());
    }
  }

  @Test
  void whatIsNotOfferedIsRefused() throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.create()) {
      Run wrong = run(existing, "migrate", "--take", "all,views");
      assertEquals(2, wrong.code(), wrong.err());
      assertTrue(
          wrong.err().contains("not offered, only secure-views, exercise-stats (or all)"),
          wrong.err());
      assertEquals(List.of("null"), existing.rows("select to_regclass('coach.setting')"));
    }
  }

  @Test
  void theDoctorNamesTheToolsThatMissWhatIsNotThere() throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.create()) {
      Run none = run(existing, "doctor");
      assertEquals(1, none.code());
      assertTrue(none.out().contains("so no tool works until then."), none.out());

      run(existing, "migrate", "--take", "all");
      existing.execute("alter table coach.body_measurement rename to gone");
      existing.execute(
          """
          create view public.my_lifts as select name from public.base_exercise;
          create view public.counted_lifts as select count(*) from public.my_lifts;
          create view public.fine_lifts with (security_invoker = true)
            as select name from public.base_exercise;
          grant select on public.my_lifts, public.counted_lifts, public.fine_lifts to authenticated""");
      Run some = run(existing, "doctor");
      assertEquals(1, some.code());
      String line =
          some.out().lines().filter(l -> l.startsWith("fail  additions")).findFirst().orElse("");
      assertTrue(
          line.contains(
              "There is no table coach.body_measurement. Without it these tools do not work: "),
          line);
      assertTrue(line.contains("list_body_measurements, "), line);
      assertFalse(line.contains("search_exercises"), line);
      assertTrue(
          some.out().contains("warn  own views   counted_lifts, my_lifts: through views that read"),
          some.out());
    }
  }
}
