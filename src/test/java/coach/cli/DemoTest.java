package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo comes, is answered from, is told anew and goes, all from the shell. */
class DemoTest {
  @TempDir private static Path home;

  @Test
  @Tag("slow")
  void theDemoIsServedUntilItIsRemoved() {
    Run demo = coach("demo");
    assertEquals(0, demo.code(), demo.err());
    assertTrue(demo.out().startsWith("Alex (demo) is there, with 16"), demo.out());
    assertTrue(
        demo.out().endsWith("Now try: bin/coach call analyze_progress exercise=squat\n"),
        demo.out());
    assertTrue(demo.err().contains("100 % of 16"), demo.err());

    Run squat = coach("call", "analyze_progress", "exercise=squat");
    assertTrue(squat.out().startsWith("Barbell Back Squat, "), squat.out() + squat.err());
    assertTrue(squat.out().contains("Plateau: not shown."), squat.out());

    String profile = coach("call", "get_profile").out();
    assertTrue(profile.contains("\nThis is the demo, a made-up lifter's year"), profile);
    Run again = coach("demo");
    assertEquals(demo.out(), again.out());
    assertEquals(profile, coach("call", "get_profile").out(), "one year, not two");

    assertEquals("The demo has been deleted.\n", coach("demo", "--remove").out());
    assertTrue(coach("call", "get_profile").out().contains("No training data yet."));
    assertEquals("There was no demo.\n", coach("demo", "--remove").out());
  }

  @Test
  @Tag("slow")
  void someoneElseIsNotReplacedByTheDemo() {
    coach("call", "get_profile");
    Map<String, String> environment =
        Map.of("COACH_HOME", home.toString(), "COACH_USER", "local@coach.invalid");
    Run demo = Shell.run(environment, "demo");
    assertTrue(
        demo.out().contains("Now try: COACH_USER=demo@coach.invalid bin/coach call"), demo.out());
    assertTrue(
        Shell.run(environment, "call", "get_profile").out().contains("No training data yet."));
    coach("demo", "--remove");
  }

  @Test
  void anotherDatabaseIsLeftAlone() {
    Run demo = Shell.run(Map.of("DATABASE_URL", "postgres://u:p@localhost:1/coach"), "demo");
    assertEquals(1, demo.code());
    assertEquals(
        "The demo lives in coach's own embedded database, and DATABASE_URL names another. Unset it and run coach demo again.",
        demo.err().strip());
  }

  @Test
  void theHelpSaysWhereEverythingIsPlanted() {
    Run help = Shell.run(Map.of(), "help", "demo");
    for (String planted : new String[] {"plateau", "deloads", "layoff", "pounds", "drafts"}) {
      assertTrue(help.out().contains("\n  " + planted + " "), help.out());
    }
  }

  private static Run coach(String... arguments) {
    return Shell.run(Map.of("COACH_HOME", home.toString()), arguments);
  }
}
