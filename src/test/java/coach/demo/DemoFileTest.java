package coach.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.imports.ImportedSet;
import coach.training.SetType;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever edits the demo's year is told where they went wrong. */
class DemoFileTest {
  private static final LocalDate SUNDAY = LocalDate.parse("2026-11-22");
  private static final String FILE =
      """
      # A comment
      plan Mine | -2 | 4 | none | All of it.
      day A
        Squat 3x5 rest 180 step 2.5
        Dips 3x8 rest 120 step 0
      week -1 80.5 kg 86.2 cm
        Mon 18:00-19:00 A: Went well.
          Squat w10x20 5x90 2x5x92.5@8.5; Dips 8x+2.5
      """;

  @Test
  void aSessionIsReadAsItIsWritten() {
    DemoYear.Session session = DemoFile.read(FILE, SUNDAY).sessions().get(0);
    assertEquals("2026-11-09T17:00", session.startedAt().toString());
    assertEquals("Went well.", session.note());
    List<ImportedSet> squats = session.entries().get(0).sets();
    assertEquals(SetType.WARM_UP, squats.get(0).type());
    assertEquals(
        List.of(20_000, 90_000, 92_500, 92_500),
        squats.stream().map(ImportedSet::weightGrams).toList());
    assertEquals(8.5, squats.get(3).rpe());
    assertEquals(List.of(false, true), session.entries().stream().map(e -> e.movesBody()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Squat 3x5 rest; Squat 3x5 break; line 4: "Squat 3x5 break 180 step 2.5" is not written like: Squat 3x5 rest 180 step 2.5
          | none; ''; line 2: 5 parts between |, not 4
          week -1; week 1; line 6: "1 80.5 kg 86.2 cm" is not written like: week -51 78.3 kg 86.2 cm
          19:00 A; 19:00 B; line 7: no plan has a day "B"
          19:00 A; 17:00 A; line 7: 17:00 is before 18:00
          Dips 8x+; Dipps 8x+; line 8: A has no exercise "Dipps"
          5x90; 5y90; line 8: "5y90" is not written like: 5x100, 3x5x100@8, w10x20 or 8xbw
          """)
  void aFaultIsReportedWithItsLine(String right, String wrong, String message) {
    String broken = FILE.replace(right, wrong);
    Exception fault =
        assertThrows(IllegalArgumentException.class, () -> DemoFile.read(broken, SUNDAY));
    assertEquals("demo/year.txt, " + message, fault.getMessage());
  }
}
