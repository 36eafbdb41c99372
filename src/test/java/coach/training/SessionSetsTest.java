package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionSetsTest {
  @Test
  void setsAreGroupedBySessionOldestFirst() {
    List<SessionSets> sessions =
        new TrainingLog()
            .session("2026-02-02", 100, 5, 5)
            .session("2026-01-05", 90, 5)
            .deload("2026-02-02", 50, 5)
            .sessions();
    assertEquals(
        List.of(day("2026-01-05"), day("2026-02-02"), day("2026-02-02")),
        sessions.stream().map(SessionSets::date).toList());
    assertEquals(2, sessions.get(1).sets().size());
    assertTrue(sessions.get(2).deload());
  }

  @Test
  void groupingLosesAndInventsNothing() {
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      TrainingLog log = new TrainingLog();
      for (int s = random.nextInt(8); s > 0; s--) {
        int[] reps = random.ints(1 + random.nextInt(5), 0, 15).toArray();
        log.session(day("2026-01-01").plusDays(random.nextInt(60)), random.nextInt(200), reps);
      }
      List<PerformedSet> shuffled = new ArrayList<>(log.sets());
      Collections.shuffle(shuffled, random);
      List<SessionSets> sessions = SessionSets.group(shuffled);
      assertEquals(log.sets().size(), sessions.stream().mapToInt(s -> s.sets().size()).sum());
      for (int i = 1; i < sessions.size(); i++) {
        assertTrue(!sessions.get(i).date().isBefore(sessions.get(i - 1).date()));
      }
    }
  }

  @Test
  void theWorkingWeightIsTheOneWithMostSets() {
    SessionSets single =
        new TrainingLog().session("2026-01-05", 120, 1).then(SetType.REGULAR, 100, 5, 5, 5).only();
    assertEquals(OptionalInt.of(100_000), single.workingWeight());
    assertEquals(3, single.setsAtWorkingWeight().size());
  }

  @Test
  void theHeavierWeightWinsWhenBothHaveAsManySets() {
    SessionSets ramp =
        new TrainingLog()
            .session("2026-01-05", 60, 5)
            .then(SetType.REGULAR, 80, 5)
            .then(SetType.REGULAR, 100, 5)
            .only();
    assertEquals(OptionalInt.of(100_000), ramp.workingWeight());
  }

  @Test
  void lighterByDesignDoesNotDecideTheWorkingWeight() {
    SessionSets drops =
        new TrainingLog()
            .typed("2026-01-05", SetType.WARM_UP, 40, 10, 10, 10)
            .then(SetType.REGULAR, 100, 8)
            .then(SetType.DROP_SET, 80, 8, 8, 8)
            .only();
    assertEquals(OptionalInt.of(100_000), drops.workingWeight());
    assertEquals(1, drops.setsAtWorkingWeight().size());
  }

  @Test
  void withoutStraightSetsEveryWorkSetIsJudgedAtTheHeaviest() {
    SessionSets pyramid =
        new TrainingLog()
            .typed("2026-01-05", SetType.PYRAMID_SET, 60, 10)
            .then(SetType.PYRAMID_SET, 80, 8)
            .then(SetType.WARM_UP, 90, 1)
            .only();
    assertEquals(OptionalInt.of(80_000), pyramid.workingWeight());
    assertEquals(2, pyramid.setsAtWorkingWeight().size());
  }

  @Test
  void roundingDoesNotSplitAWorkingWeight() {
    SessionSets session =
        new TrainingLog()
            .session("2026-01-05", 45.359, 5)
            .then(SetType.REGULAR, 45.36, 5)
            .then(SetType.REGULAR, 50, 5)
            .only();
    assertEquals(2, session.setsAtWorkingWeight().size());
  }

  @Test
  void warmUpsAreNoTonnageAndNoWorkingWeight() {
    SessionSets session =
        new TrainingLog()
            .typed("2026-01-05", SetType.WARM_UP, 60, 5)
            .then(SetType.REGULAR, 100, 5, 3)
            .only();
    assertEquals(800_000, session.tonnageGrams());
    assertEquals(5, session.mostReps());
    SessionSets warmUps = new TrainingLog().typed("2026-01-05", SetType.WARM_UP, 60, 5).only();
    assertEquals(OptionalInt.empty(), warmUps.workingWeight());
    assertEquals(List.of(), warmUps.setsAtWorkingWeight());
  }

  @Test
  void aSessionWithoutSetsIsRefused() {
    UUID id = UUID.randomUUID();
    assertThrows(
        IllegalArgumentException.class,
        () -> new SessionSets(id, day("2026-01-05"), false, List.of()));
  }
}
