package coach.imports;

import static coach.imports.Exports.HEVY_HEADER;
import static coach.imports.Exports.STRONG_HEADER;
import static coach.imports.Exports.faults;
import static coach.imports.Exports.sets;
import static coach.imports.Exports.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import coach.training.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogDraftTest {
  private static final String GOOD = "2024-01-08 18:05:12,Push,1h,Bench,1,60,8,0,0,7\n";

  /** Reads a good row, the bad one, and a good row, and gives the one fault. */
  private static String fault(String row) {
    ImportedLog log = text(STRONG_HEADER + GOOD + row + "\n" + GOOD, Unit.KG);
    assertEquals(new ImportedLog.Counts(3, 2, 0, 1, 0).sets(), log.counts().sets());
    assertEquals(1, log.counts().faulty());
    return faults(log).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-1600|8|7|Weight is \"-1600 kg\"; expected at most 1500 kg (or 3306 lb).",
        "9999|8|7|Weight is \"9999 kg\"; expected at most 1500 kg (or 3306 lb).",
        "1500.1|8|7|Weight is \"1500.1 kg\"; expected at most 1500 kg (or 3306 lb).",
        "heavy|8|7|Weight is \"heavy\"; expected at most 1500 kg (or 3306 lb).",
        "1e3|8|7|Weight is \"1e3\"; expected at most 1500 kg (or 3306 lb).",
        "NaN|8|7|Weight is \"NaN\"; expected at most 1500 kg (or 3306 lb).",
        "1.234.5|8|7|Weight is \"1.234.5\"; expected at most 1500 kg (or 3306 lb).",
        "60|1000|7|Reps is \"1000\"; expected a whole number from 0 to 999.",
        "60|7.5|7|Reps is \"7.5\"; expected a whole number from 0 to 999.",
        "60|-1|7|Reps is \"-1\"; expected a whole number from 0 to 999.",
        "60|ten|7|Reps is \"ten\"; expected a whole number from 0 to 999.",
        "0|0|7|Reps is \"0\"; expected repetitions, a time or a distance.",
        "60||7|Reps is empty; expected repetitions, a time or a distance.",
        "60|8|11|RPE is \"11\"; expected nothing or 1 to 10 in steps of 0.5.",
        "60|8|0.5|RPE is \"0.5\"; expected nothing or 1 to 10 in steps of 0.5.",
        "60|8|7.3|RPE is \"7.3\"; expected nothing or 1 to 10 in steps of 0.5.",
      })
  void aBadNumberSkipsItsRowOnly(String weight, String reps, String rpe, String sentence) {
    String cells = weight + "," + (reps == null ? "" : reps) + ",0,0," + rpe;
    assertEquals("line 3: " + sentence, fault("2024-01-08 18:05:12,Push,1h,Bench,2," + cells));
  }

  @ParameterizedTest
  @CsvSource({"1500,1500000", "0,0", "'62,5',62500", "61.234999999999999,61235"})
  void goodWeightsAreKeptToTheGram(String weight, int grams) {
    String cell = weight.contains(",") ? "\"" + weight + "\"" : weight;
    String row = "2024-01-08 18:05:12,Push,1h,Bench,1," + cell + ",999,0,0,0\n";
    ImportedSet set = sets(text(STRONG_HEADER + row, Unit.KG)).findFirst().orElseThrow();
    assertEquals(grams, set.weightGrams());
    assertEquals(999, set.reps());
    assertNull(set.rpe());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1949-12-31 10:00:00", "2026-11-24 00:00:00", "2031-01-01"})
  void aDateOutOfRangeIsAFault(String date) {
    assertEquals(
        "line 3: Date is \"%s\"; expected a date from 1950-01-01 to 2026-11-23.".formatted(date),
        fault(date + ",Push,1h,Bench,1,60,8,0,0,7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"18/13/2024", "2024-02-30 10:00:00", "2024-01-08 25:00:00", "yesterday"})
  void aDateThatCannotBeReadIsAFault(String date) {
    assertEquals(
        "line 3: Date is \"%s\"; expected %s.".formatted(date, Moment.EXPECTED),
        fault(date + ",Push,1h,Bench,1,60,8,0,0,7"));
  }

  @Test
  void aMissingExerciseOrAnUnknownSetOrderIsAFault() {
    assertEquals(
        "line 3: Exercise Name is empty; expected the name of an exercise.",
        fault("2024-01-08 18:05:12,Push,1h,,1,60,8,0,0,7"));
    assertEquals(
        "line 3: Set Order is \"X\"; expected a number, W, D, F, Rest Timer or Note.",
        fault("2024-01-08 18:05:12,Push,1h,Bench,X,60,8,0,0,7"));
  }

  @Test
  void textsBeyondTheirLimitAreFaultsAndNeverShownWhole() {
    String name = "Bench ".repeat(34);
    assertEquals(
        "line 3: Exercise Name is \"Bench Bench Bench Bench Bench Bench Benc…\"; expected at most"
            + " 200 characters.",
        fault("2024-01-08 18:05:12,Push,1h," + name + ",1,60,8,0,0,7"));
    String row = "Legs,2026-01-02 10:00:00,,,Squat,,%s,%d,normal,100,5,,,\n";
    ImportedLog log =
        text(HEVY_HEADER + row.formatted("n".repeat(10_000), 0) + row.formatted("m", 1));
    assertEquals(1, log.counts().sets());
    assertEquals(
        List.of(
            "line 3: exercise_notes adds up to more than 10000 characters; expected shorter"
                + " notes."),
        faults(log));
  }

  @Test
  void aRowWithTooManyFieldsIsAFault() {
    assertEquals(
        "line 3: The row has 11 fields and the header 10; expected quotes around text or decimals"
            + " that contain the separator.",
        fault("2024-01-08 18:05:12,Push,1h,Bench,1,62,5,8,0,0,7"));
  }

  @Test
  void emptyFieldsBeyondTheHeaderDoNoHarm() {
    ImportedLog log =
        text(STRONG_HEADER.replace("\n", ",,\n") + GOOD.replace("\n", ",,,\n"), Unit.KG);
    assertEquals(new ImportedLog.Counts(1, 1, 0, 0, 0), log.counts());
  }

  @Test
  void aRowCutOffByTheEndOfTheFileIsAFault() {
    ImportedLog log =
        text(STRONG_HEADER + GOOD + "2024-01-08 18:05:12,Push,1h,Bench,2,60,1", Unit.KG);
    assertEquals(1, log.counts().sets());
    assertEquals(
        List.of(
            "line 3: The row has 7 fields and the header 10; expected a whole row, but the file"
                + " ends here."),
        faults(log));
  }

  @Test
  void aWholeLastRowWithoutALineBreakIsRead() {
    assertEquals(2, text(STRONG_HEADER + GOOD + GOOD.strip(), Unit.KG).counts().sets());
  }

  @Test
  void aSetInAUnitlessRowOfAUnitColumnIsAFaultUnlessTheUnitIsSaid() {
    String file = "Date,Exercise,Category,Weight,Weight Unit,Reps\n2026-01-15,Squat,Legs,100,,5\n";
    assertEquals(
        List.of(
            "line 2: The row has a weight but no unit; expected kg or lb, or send --unit kg or"
                + " --unit lb."),
        faults(text(file)));
    assertEquals(45_359, sets(text(file, Unit.LB)).findFirst().orElseThrow().weightGrams());
    assertEquals(
        List.of("line 2: Weight Unit is \"stone\"; expected kg, kgs, lb or lbs."),
        faults(text(file.replace("100,,", "100,stone,"))));
  }

  @Test
  void anUnknownHevySetTypeIsAFault() {
    String row = "Legs,2026-01-02 10:00:00,,,Squat,,,0,myo,100,5,,,\n";
    ImportedLog log = text(HEVY_HEADER + row);
    assertEquals(
        List.of("line 2: set_type is \"myo\"; expected normal, warmup, dropset or failure."),
        faults(log));
    assertEquals(new ImportedLog.Counts(1, 0, 0, 1, 1), log.counts());
    assertEquals(List.of(), log.sessions());
  }

  @Test
  void faultsBeyondTheLimitAreStillCounted() {
    String bad = GOOD.replace(",60,", ",x60,");
    ImportedLog log = text(STRONG_HEADER + bad.repeat(1_500) + GOOD, Unit.KG);
    assertEquals(new ImportedLog.Counts(1_501, 1, 0, 1_500, 0), log.counts());
    assertEquals(ImportedLog.KEPT_FAULTS, log.faults().size());
  }

  @Test
  void aRestTimerBehindASkippedRowBelongsToNoSet() {
    String timer = "2024-01-08 18:05:12,Push,1h,Bench,Rest Timer,,,,90,\n";
    String bad = GOOD.replace(",60,", ",x60,");
    ImportedLog log = text(STRONG_HEADER + GOOD + bad + timer, Unit.KG);
    assertNull(sets(log).findFirst().orElseThrow().rest());
    assertEquals(new ImportedLog.Counts(3, 1, 1, 1, 0), log.counts());
  }

  @Test
  void anUnreadableLengthCostsOnlyTheEndOfTheWorkout() {
    ImportedLog log =
        text(STRONG_HEADER + GOOD.replace("1h", "long") + GOOD.replace("1h", "long"), Unit.KG);
    assertEquals(2, log.counts().sets());
    assertNull(log.sessions().get(0).endedAt());
    assertEquals(1, log.notices().size());
  }

  @Test
  void sqlAndMarkupAndEmojiInNamesAreOnlyNames() {
    String name = "'; drop table plan; -- <b>💪</b>";
    ImportedLog log = text(STRONG_HEADER + GOOD.replace("Bench", name), Unit.KG);
    assertEquals(name, log.sessions().get(0).exercises().get(0).name());
  }
}
