package coach.demo;

import coach.imports.ImportedSet;
import coach.training.Gap;
import coach.training.Unit;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that the year was written to contain, so that people know what to ask about.
 *
 * @param what in a word or two
 * @param where it is found, with lift and dates
 */
public record Planted(String what, String where) {

  /** Everything planted in the year that ends on {@code today}, the most telling first. */
  public static List<Planted> endingOn(LocalDate today) {
    return of(DemoYear.endingOn(today));
  }

  static List<Planted> of(DemoYear year) {
    return List.of(
        new Planted("progress", progress(year)),
        new Planted("plateau", plateau(year)),
        new Planted("deloads", deloads(year)),
        new Planted("layoff", layoff(year)),
        new Planted("missed", missed(year)),
        new Planted("pounds", pounds(year)),
        new Planted("drafts", drafts(year)),
        new Planted("assistance", assistance(year)),
        new Planted("belt", belt(year)),
        new Planted("own exercise", own(year)),
        new Planted(
            "sets",
            "warm-ups and RPE on the big lifts, drop sets on the leg extension, a superset on"
                + " Upper A"),
        new Planted("body weight", bodyWeight(year)));
  }

  private static String progress(DemoYear year) {
    List<DemoSession.Entry> squats = year.performed(Lift.SQUAT);
    List<DemoSession> sessions = year.with(Lift.SQUAT);
    return "Squat: %s on %s, %s on %s, quickly at first and slowly since"
        .formatted(
            best(squats.get(0)),
            sessions.get(0).date(),
            best(squats.get(squats.size() - 1)),
            sessions.get(sessions.size() - 1).date());
  }

  private static String plateau(DemoYear year) {
    List<DemoSession.Entry> stuck =
        year.with(Lift.BENCH).stream()
            .filter(session -> session.slot().week() <= Story.PLATEAU_SINCE)
            .flatMap(session -> session.performed().stream())
            .filter(entry -> entry.lift() == Lift.BENCH)
            .toList();
    long shortOf =
        stuck.stream()
            .filter(e -> e.workSets().stream().anyMatch(set -> set.reps() < e.line().reps()))
            .count();
    return "Bench Press: no best since %s on %s, %d weeks before this one; %d of the %d sessions from then on fell short of 3 x 5"
        .formatted(
            best(stuck.get(0)),
            year.monday(Story.PLATEAU_SINCE),
            Story.PLATEAU_SINCE,
            shortOf,
            stuck.size());
  }

  private static String deloads(DemoYear year) {
    return Story.DELOADS.stream()
        .sorted((one, other) -> other - one)
        .map(week -> "%d weeks ago (%s)".formatted(week, span(year, s -> s.slot().week() == week)))
        .collect(Collectors.joining(" and ", "", ", marked in the plan"));
  }

  private static String layoff(DemoYear year) {
    List<LocalDate> days = year.trained().stream().map(DemoSession::date).toList();
    Gap gap = Gap.longerThan(Gap.LAYOFF_DAYS, days, year.today()).get(0);
    return "%d days of flu between %s and %s".formatted(gap.days(), gap.from(), gap.to());
  }

  private static String missed(DemoYear year) {
    List<Slot> alone =
        year.missed().stream().filter(slot -> !Story.LAYOFF.contains(slot.week())).toList();
    return "%d planned days without a session besides those of the flu, the last on %s"
        .formatted(alone.size(), alone.get(alone.size() - 1).date());
  }

  private static String pounds(DemoYear year) {
    Predicate<DemoSession> away = session -> session.slot().unit() == Unit.LB;
    return "%d sessions in Boston, %s"
        .formatted(year.trained().stream().filter(away).count(), span(year, away));
  }

  private static String drafts(DemoYear year) {
    Stream<DemoSession> drafted =
        year.sessions().stream().filter(session -> !session.drafts().isEmpty());
    long count = year.sessions().stream().mapToLong(session -> session.drafts().size()).sum();
    return "%d exercises written beforehand with the next weight and never done, on %s"
        .formatted(
            count,
            drafted.map(session -> session.date().toString()).collect(Collectors.joining(", ")));
  }

  private static String assistance(DemoYear year) {
    return "Assisted Dip, %s, with less and less help; dips without it since then"
        .formatted(span(year, session -> session.has(Lift.ASSISTED_DIP)));
  }

  private static String belt(DemoYear year) {
    return "Pull-Up with added weight since %s, with body weight alone before"
        .formatted(year.with(Lift.WEIGHTED_PULL_UP).get(0).date());
  }

  private static String own(DemoYear year) {
    return "%s, a custom exercise, since %s"
        .formatted(Lift.CUSTOM.spelling(), year.with(Lift.CUSTOM).get(0).date());
  }

  private static String bodyWeight(DemoYear year) {
    List<BodyLog.Measurement> log =
        year.measurements().stream().filter(m -> m.kind().equals("body_weight")).toList();
    return "every Monday, from %s to %s"
        .formatted(
            Unit.KG.display(log.get(0).value()), Unit.KG.display(log.get(log.size() - 1).value()));
  }

  private static String span(DemoYear year, Predicate<DemoSession> which) {
    List<LocalDate> days = year.trained().stream().filter(which).map(DemoSession::date).toList();
    return days.get(0) + " to " + days.get(days.size() - 1);
  }

  private static String best(DemoSession.Entry entry) {
    ImportedSet set = entry.workSets().get(0);
    return Unit.KG.display(set.weightGrams()) + " x " + set.reps();
  }
}
