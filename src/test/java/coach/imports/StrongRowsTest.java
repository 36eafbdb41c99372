package coach.imports;

import static coach.imports.Exports.exerciseNames;
import static coach.imports.Exports.fixture;
import static coach.imports.Exports.reps;
import static coach.imports.Exports.sets;
import static coach.imports.Exports.volume;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Unit;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("runtime")
class StrongRowsTest {

  @Test
  void commaShapeGivesTheTotalsOfTheFile() {
    ImportedLog log = fixture("strong-comma.csv", Unit.KG);
    assertEquals(Format.STRONG, log.format());
    assertEquals(Set.of(Unit.KG), log.units());
    assertEquals(new ImportedLog.Counts(14, 14, 0, 0, 0), log.counts());
    assertEquals(3, log.sessions().size());
    assertEquals(92, reps(log));
    assertEquals(4_807_500, volume(log));
  }

  @Test
  void theSameFileInPoundsIsConvertedSetBySet() {
    ImportedLog log = fixture("strong-comma.csv", Unit.LB);
    assertEquals(Set.of(Unit.LB), log.units());
    assertEquals(2_180_667, volume(log));
  }

  @Test
  void commaShapeWithoutAUnitAsksForIt() {
    ImportError error = assertThrows(ImportError.class, () -> fixture("strong-comma.csv"));
    assertEquals(
        "The file does not say whether its weights are kilograms or pounds; send --unit kg or"
            + " --unit lb.",
        error.getMessage());
  }

  @Test
  void sessionsKeepStartEndTitleAndTheOrderOfTheirExercises() {
    ImportedSession session = fixture("strong-comma.csv", Unit.KG).sessions().get(0);
    assertEquals("Push A", session.title());
    assertEquals(LocalDateTime.of(2024, 1, 8, 18, 5, 12), session.startedAt());
    assertEquals(LocalDateTime.of(2024, 1, 8, 19, 10, 12), session.endedAt());
    assertTrue(session.timeKnown());
    assertEquals(
        List.of("Bench Press (Barbell)", "Overhead Press (Barbell)", "Push Up"),
        exerciseNames(session));
    ImportedExercise bench = session.exercises().get(0);
    assertEquals(
        List.of(60_000, 62_500, 62_500),
        bench.sets().stream().map(ImportedSet::weightGrams).toList());
    assertEquals(List.of(7.0, 8.0, 9.0), bench.sets().stream().map(ImportedSet::rpe).toList());
    assertEquals(List.of(2, 3, 4), bench.sets().stream().map(ImportedSet::line).toList());
  }

  @Test
  void timeAndDistanceRowsAreSetsWithoutRepetitions() {
    ImportedLog log = fixture("strong-comma.csv", Unit.KG);
    assertEquals(2, sets(log).filter(set -> set.reps() == 0).count());
  }

  @Test
  void twelveHourTimesWithNarrowSpacesAndNotesAreRead() {
    ImportedLog log = fixture("strong-comma-notes.csv", Unit.LB);
    assertEquals(new ImportedLog.Counts(7, 7, 0, 0, 0), log.counts());
    assertEquals(53, reps(log));
    assertEquals(1_848_394, volume(log));
    ImportedSession evening = log.sessions().get(0);
    assertEquals(LocalDateTime.of(2023, 5, 2, 18, 41, 9), evening.startedAt());
    assertEquals(LocalDateTime.of(2023, 5, 2, 19, 53, 9), evening.endedAt());
    assertEquals("Felt good, slept 8 h", evening.note());
    assertEquals("mixed grip", evening.exercises().get(0).note());
    assertEquals(LocalDateTime.of(2023, 5, 4, 0, 15), log.sessions().get(1).startedAt());
  }

  @Test
  void numberedShapeReadsDecimalCommasRestTimersAndNotes() {
    ImportedLog log = fixture("strong-numbered-kg.csv");
    assertEquals(new ImportedLog.Counts(19, 13, 6, 0, 0), log.counts());
    assertEquals(102, reps(log));
    assertEquals(4_558_000, volume(log));
    ImportedSession upper = log.sessions().get(0);
    assertEquals("Schulter zwickt\nnächstes Mal weniger", upper.note());
    assertEquals("Pause auf der Brust", upper.exercises().get(0).note());
    assertEquals("links \"schwächer\"", upper.exercises().get(1).note());
    assertEquals(Duration.ofMinutes(65), Duration.between(upper.startedAt(), upper.endedAt()));
  }

  @Test
  void setOrderLettersBecomeSetTypes() {
    ImportedExercise bench = fixture("strong-numbered-kg.csv").sessions().get(0).exercises().get(0);
    assertEquals(
        List.of("warm-up", "regular", "regular", "regular", "drop-set"),
        bench.sets().stream().map(set -> set.type().databaseName()).toList());
    assertEquals(
        List.of(false, false, false, true, false),
        bench.sets().stream().map(ImportedSet::toFailure).toList());
  }

  @Test
  void aRestTimerIsTheRestOfTheSetBeforeIt() {
    ImportedLog log = fixture("strong-numbered-kg.csv");
    List<Long> rests =
        log.sessions().get(0).exercises().get(0).sets().stream()
            .map(set -> set.rest() == null ? null : set.rest().toSeconds())
            .toList();
    assertEquals(java.util.Arrays.asList(60L, 150L, 180L, null, null), rests);
    assertEquals(5, sets(log).map(ImportedSet::rest).filter(Objects::nonNull).count());
  }

  @Test
  void theSameExerciseLaterInASessionStaysApart() {
    ImportedSession upper = fixture("strong-numbered-kg.csv").sessions().get(0);
    assertEquals(
        List.of("Bench Press (Barbell)", "Lateral Raise (Dumbbell)", "Bench Press (Barbell)"),
        exerciseNames(upper));
    assertEquals(List.of(5, 2, 1), upper.exercises().stream().map(e -> e.sets().size()).toList());
  }

  @Test
  void linesAreCountedAcrossLineBreaksInNotesAndBlankLines() {
    ImportedLog log = fixture("strong-numbered-kg.csv");
    assertEquals(3, log.sessions().get(0).exercises().get(0).sets().get(0).line());
    assertEquals(16, log.sessions().get(1).exercises().get(0).sets().get(0).line());
  }

  @Test
  void distanceAndTimeStayWithASetThatHasReps() {
    ImportedExercise walk = fixture("strong-numbered-kg.csv").sessions().get(1).exercises().get(1);
    assertEquals(40L, walk.sets().get(0).distanceMeters());
    assertEquals(Duration.ofSeconds(35), walk.sets().get(0).duration());
    assertEquals(4, walk.sets().get(0).reps());
  }

  @Test
  void aHeaderInPoundsNeedsNoUnitAndAnEmptyTitleGetsAStandIn() {
    ImportedLog log = fixture("strong-numbered-lbs.csv");
    assertEquals(Set.of(Unit.LB), log.units());
    assertEquals(42, reps(log));
    assertEquals(4_830_750, volume(log));
    assertEquals("Strong workout", log.sessions().get(1).title());
    assertNull(log.sessions().get(1).endedAt());
    assertEquals(List.of(), log.notices());
  }

  @Test
  void unitColumnIsReadRowByRow() {
    ImportedLog log = fixture("strong-unit-column.csv");
    assertEquals(Set.of(Unit.KG, Unit.LB), log.units());
    assertEquals(new ImportedLog.Counts(8, 8, 0, 0, 0), log.counts());
    assertEquals(51, reps(log));
    assertEquals(1_597_472, volume(log));
    assertEquals("Arms; pump", log.sessions().get(1).title());
    assertEquals("slow; strict", log.sessions().get(1).exercises().get(0).note());
    assertEquals(LocalDateTime.of(2019, 1, 13, 11, 1), log.sessions().get(1).endedAt());
    assertNull(log.sessions().get(1).exercises().get(1).sets().get(0).weightGrams());
  }

  @Test
  void aUnitThatTheFileContradictsIsRefused() {
    ImportError inHeader =
        assertThrows(ImportError.class, () -> fixture("strong-numbered-kg.csv", Unit.LB));
    assertEquals(
        "You sent --unit lb, but the column \"Weight (kg)\" gives its weights in kg; leave --unit"
            + " out.",
        inHeader.getMessage());
    ImportError inRow =
        assertThrows(ImportError.class, () -> fixture("strong-unit-column.csv", Unit.KG));
    assertEquals(
        "You sent --unit kg, but line 5 gives its weights in lb; leave --unit out.",
        inRow.getMessage());
  }

  @Test
  void aUnitThatTheFileConfirmsIsAccepted() {
    assertEquals(4_558_000, volume(fixture("strong-numbered-kg.csv", Unit.KG)));
  }
}
