package coach.imports;

import static coach.imports.Exports.HEVY_HEADER;
import static coach.imports.Exports.exerciseNames;
import static coach.imports.Exports.fixture;
import static coach.imports.Exports.reps;
import static coach.imports.Exports.text;
import static coach.imports.Exports.volume;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.imports.ImportedLog.RowFault;
import coach.training.SetType;
import coach.training.Unit;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("runtime")
class HevyRowsTest {

  @Test
  void kilogramExportGivesTheTotalsOfTheFile() {
    ImportedLog log = fixture("hevy-kg.csv");
    assertEquals(Format.HEVY, log.format());
    assertEquals(Set.of(Unit.KG), log.units());
    assertEquals(new ImportedLog.Counts(18, 18, 0, 0, 0), log.counts());
    assertEquals(167, reps(log));
    assertEquals(4_517_000, volume(log));
  }

  @Test
  void poundAndMileExportGivesTheTotalsOfTheFile() {
    ImportedLog log = fixture("hevy-lbs.csv");
    assertEquals(Set.of(Unit.LB), log.units());
    assertEquals(new ImportedLog.Counts(6, 6, 0, 0, 0), log.counts());
    assertEquals(28, reps(log));
    assertEquals(2_325_796, volume(log));
    ImportedSet walk = log.sessions().get(0).exercises().get(1).sets().get(0);
    assertEquals(80L, walk.distanceMeters());
    assertEquals(Duration.ofSeconds(40), walk.duration());
    assertEquals(LocalDateTime.of(2024, 2, 29, 18, 32, 10), log.sessions().get(0).endedAt());
    assertNull(log.sessions().get(1).endedAt());
  }

  @Test
  void sessionsAreSortedOldestFirstWhateverTheFileDoes() {
    ImportedLog log = fixture("hevy-kg.csv");
    assertEquals(
        List.of("Legs", "Pull 💪"), log.sessions().stream().map(ImportedSession::title).toList());
    assertEquals(LocalDateTime.of(2025, 12, 22, 8, 0), log.sessions().get(1).startedAt());
    assertEquals(LocalDateTime.of(2025, 12, 22, 9, 7), log.sessions().get(1).endedAt());
    assertEquals("Gym was busy,\nno rack free", log.sessions().get(1).note());
  }

  @Test
  void setTypesAreMappedAndFailureStaysARegularSetWithAMark() {
    ImportedSession pull = fixture("hevy-kg.csv").sessions().get(1);
    ImportedSet failed = pull.exercises().get(0).sets().get(1);
    assertEquals(SetType.REGULAR, failed.type());
    assertTrue(failed.toFailure());
    assertEquals(SetType.WARM_UP, pull.exercises().get(1).sets().get(0).type());
    assertEquals(SetType.DROP_SET, pull.exercises().get(3).sets().get(1).type());
    assertEquals(21_000, failed.weightGrams());
  }

  @Test
  void supersetIdsBecomeGroupsNumberedFromOne() {
    ImportedSession pull = fixture("hevy-kg.csv").sessions().get(1);
    assertEquals(
        Arrays.asList(null, "1", "1", "2", "2", null, null, null),
        pull.exercises().stream().map(ImportedExercise::supersetGroup).toList());
  }

  @Test
  void anIndexThatStartsOverIsTheExerciseDoneAgain() {
    ImportedSession pull = fixture("hevy-kg.csv").sessions().get(1);
    assertEquals(
        List.of(
            "Pull Up (Assisted)",
            "Seated Cable Row",
            "Face Pull",
            "Bicep Curl (Dumbbell)",
            "Triceps Pushdown",
            "Bicep Curl (Dumbbell)",
            "Bicep Curl (Dumbbell)",
            "Treadmill"),
        exerciseNames(pull));
    assertEquals("close grip", pull.exercises().get(1).note());
  }

  @Test
  void tabsAndMonthsInThePhonesLanguageAreRead() {
    String row =
        "Beine,\"25 Juli 2026, 14:21\",\"25 Juli 2026, 16:27\",,Squat (Barbell),,,0,normal,80,6,,,";
    ImportedLog log = text((HEVY_HEADER + row).replace(",", "\t").replace("2026\t", "2026,"));
    assertEquals(LocalDateTime.of(2026, 7, 25, 14, 21), log.sessions().get(0).startedAt());
    assertEquals(480_000, volume(log));
  }

  @Test
  void extraColumnsAnyOrderAndAnyCaseAreAccepted() {
    ImportedLog log =
        text(
            "Set_Type,heart_rate,Exercise_Title,REPS, weight_kg ,start_time,title,set_index\n"
                + "normal,140,Squat,5,100,2026-01-02 10:00:00,Legs,0\n");
    assertEquals(500_000, volume(log));
    assertEquals("Legs", log.sessions().get(0).title());
  }

  @Test
  void rowsOfOneSessionNeedNotStandTogether() {
    String legs = "Legs,2026-01-02 10:00:00,,,Squat,,,%d,normal,100,5,,,\n";
    String push = "Push,2026-01-03 10:00:00,,,Bench,,,0,normal,80,5,,,\n";
    ImportedLog log = text(HEVY_HEADER + legs.formatted(0) + push + legs.formatted(1));
    assertEquals(2, log.sessions().size());
    assertEquals(2, log.sessions().get(0).exercises().get(0).sets().size());
  }

  @Test
  void anEndBeforeTheStartIsLeftOutAndNoticedOnce() {
    String row = "Legs,2026-01-02 10:00:00,2026-01-02 09:00:00,,Squat,,,%d,normal,100,5,,,\n";
    ImportedLog log = text(HEVY_HEADER + row.formatted(0) + row.formatted(1));
    assertNull(log.sessions().get(0).endedAt());
    assertEquals(2, log.counts().sets());
    assertEquals(
        List.of(
            "line 2: end_time is \"2026-01-02 09:00:00\"; the workout is kept without an end,"
                + " expected up to 24 hours after its start."),
        log.notices().stream().map(RowFault::toString).toList());
  }
}
