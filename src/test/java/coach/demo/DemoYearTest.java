package coach.demo;

import static java.time.temporal.ChronoUnit.WEEKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.imports.ImportedSet;
import coach.training.Gap;
import coach.training.SetType;
import coach.training.Unit;
import coach.training.Weeks;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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
  private static final LocalDate MONDAY = Weeks.mondayOf(SUNDAY);
  private static final DemoYear YEAR = DemoFile.endingOn(SUNDAY);
  private static final List<DemoYear.Session> TRAINED =
      YEAR.sessions().stream().filter(s -> s.entries().stream().anyMatch(e -> !e.draft())).toList();

  /** Every day of a week, across a change of the clocks and the turn of a year. */
  static Stream<LocalDate> days() {
    return Stream.concat(
        SUNDAY.minusDays(6).datesUntil(SUNDAY.plusDays(1)),
        Stream.of(LocalDate.parse("2027-01-01"), LocalDate.parse("2028-03-27")));
  }

  @Test
  void aLaterDayOfTheWeekOnlyAddsToTheYear() {
    DemoYear tuesday = DemoFile.endingOn(SUNDAY.minusDays(5));
    int shared = tuesday.sessions().size();
    assertEquals(tuesday.sessions(), YEAR.sessions().subList(0, shared));
    assertEquals(3, YEAR.sessions().size() - shared);
  }

  @ParameterizedTest
  @MethodSource("days")
  void everySessionLiesBetweenOneYearAgoAndToday(LocalDate today) {
    List<DemoYear.Session> sessions = DemoFile.endingOn(today).sessions();
    ZonedDateTime midnight = today.atStartOfDay(DemoYear.ZONE);
    assertTrue(ChronoUnit.DAYS.between(sessions.get(0).date(), today) <= 364);
    for (DemoYear.Session session : sessions) {
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
        TRAINED.stream()
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
    List<LocalDate> days = TRAINED.stream().map(DemoYear.Session::date).toList();
    assertEquals(
        List.of(new Gap(LocalDate.parse("2026-06-19"), LocalDate.parse("2026-07-07"), 18, false)),
        Gap.longerThan(7, days, SUNDAY));
  }

  @Test
  void draftsAreOneStepHeavierThanTheLastTime() {
    Map<String, Integer> last = new HashMap<>();
    int drafts = 0;
    for (DemoYear.Session session : YEAR.sessions()) {
      for (DemoYear.Entry entry : session.entries()) {
        int grams = entry.firstWorkSet().weightGrams();
        if (entry.draft()) {
          int before = last.get(entry.line().exercise());
          assertEquals(before + entry.line().step(), grams, session.toString());
          drafts++;
        } else {
          last.put(entry.line().exercise(), grams);
        }
      }
    }
    assertEquals(16, drafts);
  }

  @Test
  void weightsAreLoadable() {
    int pounds = 0;
    for (DemoYear.Session session : YEAR.sessions()) {
      for (DemoYear.Entry entry : session.entries()) {
        for (ImportedSet set : entry.sets()) {
          long inPounds = Math.round(Unit.LB.fromGrams(set.weightGrams()));
          boolean away = inPounds % 5 == 0 && Unit.LB.toGrams(inPounds) == set.weightGrams();
          assertTrue(away || set.weightGrams() % 2500 == 0, session.date() + " " + entry);
          pounds += away && set.weightGrams() % 2500 != 0 ? 1 : 0;
        }
      }
    }
    assertTrue(pounds > 80, pounds + " sets in pounds");
  }

  @Test
  void aDeloadKeepsHalfOfTheSetsAtMost() {
    List<DemoYear.Session> deloads =
        YEAR.sessions().stream()
            .filter(s -> Set.of(27L, 9L).contains(WEEKS.between(Weeks.mondayOf(s.date()), MONDAY)))
            .toList();
    assertEquals(8, deloads.size());
    for (DemoYear.Session session : deloads) {
      for (DemoYear.Entry entry : session.entries()) {
        long sets = entry.sets().stream().filter(set -> set.type() != SetType.WARM_UP).count();
        assertTrue(2 * sets <= entry.line().sets(), session.date() + " " + entry);
      }
    }
  }

  @Test
  void theLogIsAsUnevenAsPeopleAre() {
    List<DemoYear.Session> trained = TRAINED;
    long lengths =
        trained.stream()
            .map(session -> ChronoUnit.MINUTES.between(session.startedAt(), session.completedAt()))
            .peek(minutes -> assertTrue(minutes >= 20 && minutes <= 110, minutes + " minutes"))
            .distinct()
            .count();
    assertTrue(lengths >= 25, lengths + " different lengths");
    List<ImportedSet> sets =
        trained.stream()
            .flatMap(session -> session.entries().stream())
            .flatMap(entry -> entry.sets().stream())
            .toList();
    long rated = sets.stream().filter(set -> set.rpe() != null).count();
    assertTrue(rated > 300 && rated < sets.size() / 3, rated + " sets with an RPE");
    long notes = trained.stream().filter(session -> session.note() != null).count();
    assertTrue(notes >= 10 && notes < trained.size() / 4, notes + " notes");
  }
}
