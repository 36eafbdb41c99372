package coach.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.SetType;
import coach.training.Unit;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of those who come from a spreadsheet, and of Fitbod. */
@Tag("runtime")
class PlainRowsTest {
  private static final String FITBOD =
      "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n";

  @Test
  void fourColumnsAreEnough() {
    ImportedLog log =
        Exports.text("Date;Exercise;Weight;Reps\n2026-11-02;Squat;102,5;5\n", Unit.KG);
    assertEquals(Format.PLAIN, log.format());
    ImportedSession day = log.sessions().get(0);
    assertEquals(LocalDateTime.of(2026, 11, 2, 12, 0), day.startedAt());
    assertEquals(102_500, day.exercises().get(0).sets().get(0).grams());
  }

  @Test
  void aRowMayBeSeveralSetsOfAnyKind() {
    ImportedLog log =
        Exports.text(
            "date,workout,exercise,sets,type,weight,unit,reps,rpe,rest,note\n"
                + "2026-11-02 18:00,Legs,Squat,,warm-up,60,kg,5,,,\n"
                + "2026-11-02 18:00,Legs,Squat,3,,225,lb,5,8,120,deep\n"
                + "2026-11-02 18:00,Legs,Squat,0,,100,kg,5,,,\n");
    assertEquals(1, log.sessions().size());
    List<ImportedSet> sets = log.sessions().get(0).exercises().get(0).sets();
    assertEquals(4, sets.size());
    assertEquals(SetType.WARM_UP, sets.get(0).type());
    assertEquals(Duration.ofMinutes(2), sets.get(3).rest());
    assertEquals(102_058, sets.get(3).grams());
    assertEquals(
        List.of("line 4: sets is \"0\"; expected a whole number from 1 to 50."),
        Exports.faults(log));
  }

  @Test
  void aDayOfFitbodIsOneWorkout() {
    ImportedLog log =
        Exports.text(
            FITBOD
                + "2026-11-02 18:05:00 +0000,Deadlift,8,60,0,0,0,0,true,,1\n"
                + "2026-11-02 18:12:00 +0000,Deadlift,5,140,0,0,0,0,false,belt,1\n"
                + "2026-11-02 18:30:00 +0000,Plank,0,0,45,0,0,0,false,,1\n");
    assertEquals(Format.FITBOD, log.format());
    assertEquals(new ImportedLog.Counts(3, 3, 0, 0, 0), log.counts());
    ImportedSession day = log.sessions().get(0);
    assertEquals(LocalDateTime.of(2026, 11, 2, 18, 5), day.startedAt());
    assertEquals(SetType.WARM_UP, day.exercises().get(0).sets().get(0).type());
    assertEquals("belt", day.exercises().get(0).sets().get(1).note());
    assertEquals(Duration.ofSeconds(45), day.exercises().get(1).sets().get(0).duration());
    assertTrue(log.notices().get(0).sentence().contains("offset from UTC"));
  }
}
