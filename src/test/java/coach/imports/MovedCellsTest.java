package coach.imports;

import static coach.imports.Exports.HEVY_HEADER;
import static coach.imports.Exports.STRONG_HEADER;
import static coach.imports.Exports.sets;
import static coach.imports.Exports.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Unit;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as older apps, other languages, and spreadsheets write them. */
class MovedCellsTest {
  private static final String FITNOTES_HEADER =
      "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n";

  @Test
  void unitsMayBeTheNamesOfColumns() {
    ImportedLog log =
        text(
            "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes\n"
                + "2016-10-03 19:30:55,A,Deadlift (Barbell),1,100.0,5,0.0,0,\n"
                + "2016-10-03 19:30:55,A,Running,1,0.0,0,5.2,1800,\n");
    ImportedSet run = sets(log).skip(1).findFirst().orElseThrow();
    assertEquals(100_000, sets(log).findFirst().orElseThrow().weightGrams());
    assertEquals(5_200, run.distanceMeters());
    assertEquals(1_800, run.duration().toSeconds());
  }

  @Test
  void aDistanceWithoutUnitIsKeptInTheNote() {
    ImportedLog log =
        text(STRONG_HEADER + "2026-11-04 07:00:00,Run,30m,Running,1,0,0,5.2,1800,\n", Unit.KG);
    assertEquals("distance 5.2", sets(log).findFirst().orElseThrow().note());
  }

  @Test
  void aMissedSetIsKept() {
    ImportedLog log =
        text(STRONG_HEADER + "2026-11-04 07:00:00,A,30m,Squat,1,100,0,0,0,\n", Unit.KG);
    assertEquals(0, sets(log).findFirst().orElseThrow().reps());
  }

  @Test
  void anUnquotedCommaBelongsToTheNameOfTheExercise() {
    ImportedLog log =
        text(
            FITNOTES_HEADER
                + "2026-11-21,Overhead Press (Each Side, Dumbbells),Shoulders,8.0,kgs,5,,,\n"
                + "2026-11-21,Overhead Press,Shoulders,9.0,kgs,5,,,\n");
    assertEquals(
        List.of("Overhead Press (Each Side, Dumbbells)", "Overhead Press"),
        log.sessions().get(0).exercises().stream().map(ImportedExercise::name).toList());
    assertEquals(8_000, sets(log).findFirst().orElseThrow().weightGrams());
  }

  @Test
  void aNegativeWeightIsHelp() {
    ImportedLog log = text(FITNOTES_HEADER + "2026-11-22,Pull Up,Back,-15.0,kgs,6,,,\n");
    assertEquals(-15_000, sets(log).findFirst().orElseThrow().weightGrams());
  }

  @ParameterizedTest
  @CsvSource({
    "22 Eki 2026,10", "3 Kas 2026,11", "1 Ağu 2026,8", "5 paź 2026,10", "7 окт. 2026,10",
    "9 října 2026,10", "22 out. 2026,10", "2 ott 2026,10", "4 lokak. 2026,10", "4 Şub 2026,2"
  })
  void monthsOfManyLanguagesAreRead(String day, int month) {
    String row = "A,\"%s, 08:00\",,,Deadlift,,,0,normal,100,5,,,\n".formatted(day);
    assertEquals(month, text(HEVY_HEADER + row).sessions().get(0).startedAt().getMonthValue(), day);
  }

  @Test
  void aDayAboveTwelveSettlesTheOrderOfASpreadsheetsDates() {
    String rows = "%s 10:41,A,45m,Squat,1,100,5,0,0,\n%s 10:41,A,45m,Squat,1,100,5,0,0,\n";
    List<LocalDateTime> days =
        List.of(LocalDateTime.of(2026, 9, 13, 10, 41), LocalDateTime.of(2026, 10, 5, 10, 41));
    for (String file :
        List.of(
            rows.formatted("05/10/2026", "13/09/2026"),
            rows.formatted("10/5/2026", "9/13/2026"),
            rows.formatted("5.10.2026", "13.9.2026"))) {
      ImportedLog log = text(STRONG_HEADER + file, Unit.KG);
      assertEquals(days, log.sessions().stream().map(ImportedSession::startedAt).toList());
    }
    String undecided = STRONG_HEADER + rows.formatted("05/10/2026", "05/09/2026");
    String said = assertThrows(ImportError.class, () -> text(undecided, Unit.KG)).getMessage();
    assertTrue(said.startsWith("\"05/10/2026\" may be a day of either month"), said);
  }

  @Test
  void aFirstLineMayNameTheSeparator() {
    String file = "sep=;\n" + STRONG_HEADER.replace(',', ';') + "2026-11-04;A;1h;Squat;1;9;5;;;\n";
    assertEquals(1, text(file, Unit.KG).counts().sets());
  }

  @Test
  void aDigitTooManyIsNamed() {
    StringBuilder rows = new StringBuilder(STRONG_HEADER);
    for (String weight : List.of("280", "285", "2956", "290", "295", "45")) {
      rows.append("2026-11-02 18:00:00,A,1h,Squat,1,%s,6,0,0,\n".formatted(weight));
    }
    assertEquals(
        List.of(
            "line 4: 2956 lb for Squat, where 290 lb is usual; if it is a slip, correct it with"
                + " edit_workout."),
        text(rows.toString(), Unit.LB).notices().stream().map(Object::toString).toList());
  }
}
