package coach.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.imports.ImportedSet;
import coach.training.Gap;
import coach.training.Loadable;
import coach.training.Unit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The year is the same for everyone, and looks like a person's. */
class DemoYearTest {
  private static final LocalDate SUNDAY = LocalDate.parse("2026-11-22");
  private static final DemoYear YEAR = DemoYear.endingOn(SUNDAY);

  /** Every day of a week, across a change of the clocks and the turn of a year. */
  static Stream<LocalDate> days() {
    return Stream.concat(
        SUNDAY.minusDays(6).datesUntil(SUNDAY.plusDays(1)),
        Stream.of(LocalDate.parse("2027-01-01"), LocalDate.parse("2028-03-27")));
  }

  @Test
  void theSameDayGivesTheSameYear() {
    assertEquals(YEAR, DemoYear.endingOn(SUNDAY));
  }

  @Test
  void aLaterDayOfTheWeekOnlyAddsToTheYear() {
    DemoYear tuesday = DemoYear.endingOn(SUNDAY.minusDays(5));
    int shared = tuesday.sessions().size();
    assertEquals(tuesday.sessions(), YEAR.sessions().subList(0, shared));
    assertEquals(3, YEAR.sessions().size() - shared);
  }

  @ParameterizedTest
  @MethodSource("days")
  void everySessionLiesBetweenOneYearAgoAndToday(LocalDate today) {
    List<DemoSession> sessions = DemoYear.endingOn(today).sessions();
    ZonedDateTime midnight = today.atStartOfDay(DemoYear.ZONE);
    assertTrue(ChronoUnit.DAYS.between(sessions.get(0).date(), today) <= 364);
    for (DemoSession session : sessions) {
      ZonedDateTime end = session.completedAt().atZone(ZoneOffset.UTC);
      assertTrue(end.isBefore(midnight), session.toString());
      assertEquals(
          session.date(), end.withZoneSameInstant(DemoYear.ZONE).toLocalDate(), "the local day");
    }
    LocalDate last = sessions.get(sessions.size() - 1).date();
    assertTrue(ChronoUnit.DAYS.between(last, today) <= 3, "something recent to ask about");
  }

  @Test
  void everyMonthHasItsSessions() {
    Map<String, Long> months =
        YEAR.trained().stream()
            .collect(
                Collectors.groupingBy(
                    session -> session.date().toString().substring(0, 7),
                    TreeMap::new,
                    Collectors.counting()));
    assertEquals(
        Map.ofEntries(
            Map.entry("2025-11", 3L),
            Map.entry("2025-12", 13L),
            Map.entry("2026-01", 12L),
            Map.entry("2026-02", 10L),
            Map.entry("2026-03", 15L),
            Map.entry("2026-04", 14L),
            Map.entry("2026-05", 16L),
            Map.entry("2026-06", 10L),
            Map.entry("2026-07", 14L),
            Map.entry("2026-08", 14L),
            Map.entry("2026-09", 17L),
            Map.entry("2026-10", 15L),
            Map.entry("2026-11", 11L)),
        months);
  }

  @Test
  void theOnlyLongGapIsTheLayoff() {
    List<LocalDate> days = YEAR.trained().stream().map(DemoSession::date).toList();
    assertEquals(
        List.of(new Gap(LocalDate.parse("2026-06-19"), LocalDate.parse("2026-07-07"), 18, false)),
        Gap.longerThan(7, days, SUNDAY));
  }

  @Test
  void everyPlannedDayIsInTheLogOrMissed() {
    assertEquals(17 * 3 + 35 * 4, YEAR.sessions().size() + YEAR.missed().size());
    assertEquals(26, YEAR.missed().size());
  }

  @Test
  void draftsAreHeavierThanAnythingDoneBefore() {
    List<DemoSession> drafted =
        YEAR.sessions().stream().filter(session -> !session.drafts().isEmpty()).toList();
    assertEquals(
        List.of(3, 2, 6, 5), drafted.stream().map(session -> session.drafts().size()).toList());
    for (DemoSession session : drafted) {
      for (DemoSession.Entry draft : session.drafts()) {
        int before =
            YEAR.with(draft.lift()).stream()
                .filter(earlier -> earlier.date().isBefore(session.date()))
                .flatMap(earlier -> earlier.performed().stream())
                .filter(entry -> entry.lift() == draft.lift())
                .reduce((first, second) -> second)
                .map(entry -> entry.workSets().get(0).weightGrams())
                .orElseThrow();
        int step = draft.line().step();
        assertEquals(before + step, draft.workSets().get(0).weightGrams(), draft.toString());
      }
    }
  }

  @Test
  void weightsCanBeLoadedInTheGymOfTheDay() {
    record Load(String equipment, Unit unit, int grams) {}
    Set<Load> loads = new HashSet<>();
    for (DemoSession session : YEAR.sessions()) {
      for (DemoSession.Entry entry : session.entries()) {
        for (ImportedSet set : entry.exercise().sets()) {
          String equipment = entry.lift().equipment();
          loads.add(new Load(equipment, session.slot().unit(), set.weightGrams()));
        }
      }
    }
    for (Load load : loads) {
      Loadable loadable = Loadable.standard(load.equipment(), load.unit());
      assertTrue(loadable.exactly(load.grams()).isPresent(), load.toString());
    }
  }

  @Test
  void poundsAreRoundInPounds() {
    List<ImportedSet> sets =
        YEAR.sessions().stream()
            .filter(session -> session.slot().unit() == Unit.LB)
            .flatMap(session -> session.entries().stream())
            .flatMap(entry -> entry.exercise().sets().stream())
            .toList();
    assertTrue(sets.size() > 100, sets.size() + " sets");
    for (ImportedSet set : sets) {
      long pounds = Math.round(Unit.LB.fromGrams(set.weightGrams()));
      assertEquals(0, pounds % 5, set.toString());
      assertEquals(Unit.LB.toGrams(pounds), set.weightGrams());
    }
  }

  @Test
  void aDeloadKeepsTheWeightAndLessThanHalfOfTheSets() {
    List<DemoSession> deloads =
        YEAR.sessions().stream()
            .filter(session -> session.slot().how() == Story.Day.DELOAD)
            .toList();
    assertEquals(8, deloads.size());
    for (DemoSession session : deloads) {
      for (DemoSession.Entry entry : session.entries()) {
        assertTrue(2 * entry.workSets().size() <= entry.line().sets(), entry.toString());
      }
    }
  }

  @Test
  void theLogIsAsUnevenAsPeopleAre() {
    List<DemoSession> trained = YEAR.trained();
    long lengths =
        trained.stream()
            .map(session -> ChronoUnit.MINUTES.between(session.startedAt(), session.completedAt()))
            .peek(minutes -> assertTrue(minutes >= 20 && minutes <= 110, minutes + " minutes"))
            .distinct()
            .count();
    assertTrue(lengths >= 25, lengths + " different lengths");
    List<ImportedSet> sets =
        trained.stream()
            .flatMap(session -> session.performed().stream())
            .flatMap(entry -> entry.exercise().sets().stream())
            .toList();
    long rated = sets.stream().filter(set -> set.rpe() != null).count();
    assertTrue(rated > 300 && rated < sets.size() / 3, rated + " sets with an RPE");
    long notes = trained.stream().filter(session -> session.note() != null).count();
    assertTrue(notes >= 10 && notes < trained.size() / 4, notes + " notes");
  }
}
