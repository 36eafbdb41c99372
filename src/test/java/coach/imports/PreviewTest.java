package coach.imports;

import static coach.imports.Exports.STRONG_HEADER;
import static coach.imports.Exports.fixture;
import static coach.imports.Exports.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Unit;
import org.junit.jupiter.api.Test;

class PreviewTest {

  @Test
  void theTextFitsATerminal() {
    assertEquals(
        """
        FitNotes export, weights in kg and lb
        3 workouts, 11 sets, 2022-09-14 to 2022-09-19
        7 exercises, by sets: Flat Barbell Bench Press 4, Deadlift 2, Cable Crossover 1, Dumbbell Row 1, Plank 1, Pull Up 1, Rowing Machine 1
        """,
        Preview.of(fixture("fitnotes.csv")));
  }

  @Test
  void equalFaultsAreOneLineAndTenKindsAreListed() {
    String row = "2024-01-08 18:05:12,Push,1h,Bench,1,%s,8,0,0,7\n";
    StringBuilder rows = new StringBuilder(STRONG_HEADER + row.formatted("60"));
    rows.append(row.formatted("-1e").repeat(900));
    for (int kind = 0; kind < 300; kind++) {
      rows.append(row.formatted("x" + kind));
    }
    String text = Preview.of(text(rows.toString(), Unit.KG));
    assertTrue(text.contains("Skipped: 1200 rows with an error\n  line 3: Weight is"), text);
    assertTrue(text.contains("(and 899 more such)\n"), text);
    assertTrue(text.endsWith("  and 291 more\n"), text);
    assertEquals(3 + 1 + 10 + 1, text.lines().count());
  }

  @Test
  void deloadsAreThoseThatTheFileCallsSo() {
    String row = "2024-01-%s 18:05:12,%s,1h,Bench,1,60,8,0,0,7\n";
    String rows =
        STRONG_HEADER
            + row.formatted("08", "Push")
            + row.formatted("15", "Push (Deload)")
            + row.formatted("22", "deload week")
            + row.formatted("29", "Deloaded Push");
    assertTrue(
        Preview.of(text(rows, Unit.KG)).contains("next weights: 2024-01-15, 2024-01-22; edit"));
  }

  @Test
  void aFileOfOnlyFaultsHasNoDates() {
    String preview =
        Preview.of(
            text(STRONG_HEADER + "2024-01-08 18:05:12,Push,1h,Bench,1,-x,8,0,0,7\n", Unit.KG));
    assertEquals(
        """
        Strong export, no weights
        No workouts to import
        0 exercises
        1 workout without a usable set
        Skipped: 1 row with an error
          line 2: Weight is "-x"; expected at most 1500 kg (or 3306 lb).
        """,
        preview);
  }
}
