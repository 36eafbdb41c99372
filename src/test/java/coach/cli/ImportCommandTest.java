package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.testing.CoachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file, the same one edited, and that again, on the command line. */
class ImportCommandTest {
  private static CoachDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** Each with what is edited in it and with what. */
  private static final List<String[]> FILES =
      List.of(
          new String[] {
            "Date,Workout Name,Duration,Exercise Name,Set"
                + " Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
                + "2026-11-09 18:00:00,A,45m,Bench Press (Barbell),1,80,5,0,0,,,8\n",
            ",80,5,",
            ",82.5,5,"
          },
          new String[] {
            "title,start_time,exercise_title,set_index,set_type,weight_kg,reps,duration_seconds\n"
                + "A,\"9 Nov 2026, 18:00\",Plank,0,normal,,,45\n",
            ",45\n",
            ",60\n"
          },
          new String[] {
            "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
                + "2026-11-21,Squat,Legs,80.0,kgs,5,,,,\n",
            ",,,,\n",
            ",,,,deep\n"
          },
          new String[] {
            "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
                + "2026-11-02 18:05:00 +0000,Deadlift,8,60,0,0,0,0,false,,1\n",
            "18:05",
            "17:55"
          },
          new String[] {
            "### EXERCISE LOGS ####\n\nlogs,_id,record,mydate,ename,belongsession\n"
                + "\"60x10,65x8\",1,86.67,2026-11-03,Barbell Bench Press,1000\n",
            "65x8",
            "67.5x8"
          },
          new String[] {
            "Date;Exercise;Weight;Reps;RPE\n2026-11-02;Bench press;102,5;5;8,5\n", "8,5", "9"
          });

  private static Run run(String user, String... arguments) {
    String url = database.server().jdbcUrl();
    String login =
        "user=%s&password=%s".formatted(database.server().user(), database.server().password());
    return Shell.run(
        Map.of(
            "DATABASE_URL",
            url + (url.contains("?") ? "&" : "?") + login,
            "COACH_USER",
            user + "@example.com",
            "PORT",
            "0"),
        arguments);
  }

  private String imported(String user, String text, String... more) throws Exception {
    Path file = Files.writeString(folder.resolve("log.csv"), text);
    List<String> arguments = new ArrayList<>(List.of("import", file.toString(), "--yes"));
    arguments.addAll(List.of(more));
    Run run = run(user, arguments.toArray(String[]::new));
    assertEquals(0, run.code(), run.out() + run.err());
    return run.out();
  }

  @Test
  void noWorkoutIsThereTwiceAndNothingIsLost() throws Exception {
    for (String[] file : FILES) {
      String user = database.account("lifter").user().toString();
      String[] unit =
          file[0].matches("(?s).*(kg|\"kgs).*") || file[0].contains("kgs")
              ? new String[0]
              : new String[] {"--unit", "kg"};
      assertTrue(
          imported(user, file[0], unit).contains("Workouts stored: 1; already stored: 0;"),
          file[0]);
      String edited = file[0].replace(file[1], file[2]);
      String second = imported(user, edited, unit);
      assertTrue(second.contains("Workouts stored: 1; already stored: 0;"), second);
      assertTrue(second.contains("because the file tells them otherwise now: 1."), second);
      String third = imported(user, edited, unit);
      assertTrue(third.contains("Workouts stored: 0; already stored: 1;"), third);
      exportedAndEdited(user, file[0]);
    }
  }

  private void exportedAndEdited(String user, String from) throws Exception {
    String table = run(user, "export", "csv").out();
    String again = imported(user, table);
    assertTrue(again.contains("Workouts stored: 0; already stored: 1;"), again + table);
    String other = database.account("other").user().toString();
    assertTrue(imported(other, table).contains("Workouts stored: 1;"), table);
    assertEquals(table, run(other, "export", "csv").out());
    String edited = table.replace(",UTC,", ",Asia/Tokyo,");
    assertTrue(imported(user, edited).contains("otherwise now: 1."), from);
    assertEquals(
        2,
        run(user, "export", "csv")
            .out()
            .lines()
            .map(line -> line.contains("Tokyo"))
            .distinct()
            .count());
    assertTrue(imported(user, edited).contains("Workouts stored: 0; already stored: 1;"), from);
  }
}
