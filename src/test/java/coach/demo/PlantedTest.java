package coach.demo;

import static coach.training.SetType.REGULAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.imports.ImportedSet;
import coach.training.OneRepMax;
import coach.training.PerformedSet;
import coach.training.Prescription;
import coach.training.Progress;
import coach.training.SetType;
import coach.training.Weeks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is planted is there whatever day of the week the year ends on. */
class PlantedTest {

  @ParameterizedTest
  @MethodSource("coach.demo.DemoYearTest#days")
  void theBenchPressStandsStill(LocalDate today) {
    DemoYear year = DemoFile.endingOn(today);
    assertTrue(progress(year, "Bench Press", 60).plateau().stalled());
    Progress.Plateau plateau = progress(year, "Bench Press", 365).plateau();
    assertTrue(plateau.stalled());
    assertEquals(Optional.of(Weeks.mondayOf(today).minusWeeks(8)), plateau.lastBestOn());
    assertEquals(8, plateau.weeksSinceBest());
  }

  @ParameterizedTest
  @MethodSource("coach.demo.DemoYearTest#days")
  void theSquatGoesOn(LocalDate today) {
    Progress progress = progress(DemoFile.endingOn(today), "Squat", 30);
    assertFalse(progress.plateau().stalled());
    assertTrue(progress.oneRepMax().slopePerWeek() > 500, progress.oneRepMax().toString());
    assertFalse(progress.oneRepMax().isUnknown());
  }

  @Test
  void theHelpNamesLiftsAndDates() {
    List<String> lines =
        DemoAccount.endingOn(LocalDate.parse("2026-11-22")).planted().stream()
            .map(planted -> planted.what() + ": " + planted.where())
            .toList();
    assertTrue(
        lines.contains(
            "deloads: 27 weeks ago (2026-05-11 to 2026-05-15) and 9 weeks ago (2026-09-14 to"
                + " 2026-09-18), marked in the plan"),
        lines.toString());
    assertTrue(
        lines.contains("layoff: 18 days of flu between 2026-06-19 and 2026-07-07"),
        lines.toString());
    assertTrue(
        lines.stream()
            .anyMatch(
                line ->
                    line.startsWith("plateau: Bench Press: no best since 85 kg x 5 on 2026-09-21")),
        lines.toString());
  }

  private static Progress progress(DemoYear year, String exercise, int days) {
    List<PerformedSet> sets = new ArrayList<>();
    for (DemoYear.Session session : year.sessions()) {
      if (!session.date().isBefore(year.today().minusDays(days))) {
        session.entries().stream()
            .filter(entry -> !entry.draft() && entry.line().exercise().equals(exercise))
            .forEach(entry -> add(sets, session.date(), entry));
      }
    }
    return Progress.of(
        new Progress.Question(
            sets, year.today(), OneRepMax.BRZYCKI, Optional.of(Prescription.of(3, 5))));
  }

  private static void add(List<PerformedSet> sets, LocalDate date, DemoYear.Entry entry) {
    UUID id = UUID.nameUUIDFromBytes(date.toString().getBytes());
    boolean deload = entry.sets().stream().filter(set -> set.type() == REGULAR).count() == 1;
    int number = 1;
    for (ImportedSet set : entry.sets()) {
      SetType type = SetType.of(set.type().databaseName());
      sets.add(
          new PerformedSet(
              id,
              date,
              number++,
              type,
              set.weightGrams(),
              set.reps(),
              set.rpe(),
              set.rest(),
              deload,
              0));
    }
  }
}
