package coach.imports;

import static coach.imports.Exports.exerciseNames;
import static coach.imports.Exports.fixture;
import static coach.imports.Exports.reps;
import static coach.imports.Exports.text;
import static coach.imports.Exports.volume;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Unit;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("runtime")
class FitNotesRowsTest {

  @Test
  void unitColumnAndBlankLineAfterTheHeaderAreRead() {
    ImportedLog log = fixture("fitnotes.csv");
    assertEquals(Format.FITNOTES, log.format());
    assertEquals(Set.of(Unit.KG, Unit.LB), log.units());
    assertEquals(new ImportedLog.Counts(11, 11, 0, 0, 0), log.counts());
    assertEquals(73, reps(log));
    assertEquals(3_457_510, volume(log));
  }

  @Test
  void oneDayIsOneSessionAtNoon() {
    ImportedLog log = fixture("fitnotes.csv");
    assertEquals(3, log.sessions().size());
    ImportedSession day = log.sessions().get(0);
    assertEquals("FitNotes workout", day.title());
    assertEquals(LocalDateTime.of(2022, 9, 14, 12, 0), day.startedAt());
    assertFalse(day.timeKnown());
    assertNull(day.endedAt());
    assertEquals(
        List.of("Flat Barbell Bench Press", "Cable Crossover", "Flat Barbell Bench Press"),
        exerciseNames(day));
  }

  @Test
  void commentsAreNotesOfTheirSet() {
    ImportedExercise bench = fixture("fitnotes.csv").sessions().get(0).exercises().get(0);
    assertNull(bench.sets().get(0).note());
    assertEquals("Easy, go up", bench.sets().get(1).note());
    assertNull(bench.note());
  }

  @Test
  void timeAndDistanceRowsAreSetsWithoutRepetitions() {
    List<ImportedSet> held =
        Exports.sets(fixture("fitnotes.csv")).filter(set -> set.reps() == 0).toList();
    assertEquals(2, held.size());
    assertTrue(held.stream().allMatch(set -> set.duration() != null));
  }

  @Test
  void olderFilesCarryTheUnitInTheHeader() {
    ImportedLog log = fixture("fitnotes-lbs.csv");
    assertEquals(Set.of(Unit.LB), log.units());
    assertEquals(new ImportedLog.Counts(5, 5, 0, 0, 0), log.counts());
    assertEquals(32, reps(log));
    assertEquals(902_654, volume(log));
  }

  @Test
  void aWeightColumnForEachUnitIsReadWhereItIsFilled() {
    ImportedLog log =
        text(
            "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Notes,Kind\n"
                + "2026-01-15,Squat,Legs,100,,5,,\n2026-01-15,Curl,Arms,,20,10,,\n");
    assertEquals(500_000 + 90_720, volume(log));
    assertEquals(Set.of(Unit.KG, Unit.LB), log.units());
  }
}
