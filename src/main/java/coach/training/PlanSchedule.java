package coach.training;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When the days of a plan are due: each on its weekday, or in turn, on certain weekdays or on any.
 *
 * @param days in their order
 * @param weekdays on which days in turn are trained; empty for any
 * @param daysPerWeek sessions of an average week, 1 to 7
 * @param deloadWeeks weeks of the plan, from 1
 * @param startsOn first day; empty for a plan that is not followed
 * @param endsOn first day after it
 * @param moves single sessions put on another date
 */
public record PlanSchedule(
    List<Day> days,
    List<DayOfWeek> weekdays,
    int daysPerWeek,
    Set<Integer> deloadWeeks,
    Optional<LocalDate> startsOn,
    Optional<LocalDate> endsOn,
    List<Move> moves) {
  /** A day of the plan, its weekday if it has one, and when it was trained last. */
  public record Day(String name, Optional<DayOfWeek> weekday, Optional<LocalDate> last) {}

  /** A session put from one date on another. */
  public record Move(LocalDate from, LocalDate to) {}

  /**
   * A date on which the plan asks for a session.
   *
   * @param planned the date before a move; the same without one
   * @param day its place among the days; empty where they come in turn
   */
  public record Due(LocalDate date, LocalDate planned, Optional<Integer> day) {
    public boolean isMoved() {
      return !date.equals(planned);
    }
  }

  public PlanSchedule {
    days = List.copyOf(days);
    moves = List.copyOf(moves);
    Require.between("days per week", daysPerWeek, 1, 7);
  }

  /** The week of the plan on a date, from 1; empty for a plan that is not followed. */
  public Optional<Integer> week(LocalDate date) {
    return startsOn
        .filter(start -> !date.isBefore(start))
        .map(start -> (int) (ChronoUnit.DAYS.between(start, date) / 7) + 1);
  }

  public boolean isDeload(LocalDate date) {
    return week(date).map(deloadWeeks::contains).orElse(false);
  }

  /** True where every day has its weekday. */
  public boolean isFixed() {
    return !days.isEmpty() && days.stream().allMatch(day -> day.weekday().isPresent());
  }

  /** What the plan asks for from one date to another, both included; nothing on days in turn. */
  public List<Due> between(LocalDate from, LocalDate to) {
    List<Due> due = new ArrayList<>();
    // A session can be moved out of the week before or after.
    for (LocalDate day = from.minusDays(14); !day.isAfter(to.plusDays(14)); day = day.plusDays(1)) {
      LocalDate planned = day;
      if (startsOn.map(planned::isBefore).orElse(false)
          || endsOn.map(end -> !planned.isBefore(end)).orElse(false)) {
        continue;
      }
      LocalDate date =
          moves.stream()
              .filter(move -> move.from().equals(planned))
              .map(Move::to)
              .findFirst()
              .orElse(planned);
      if (!date.isBefore(from) && !date.isAfter(to)) {
        places(planned).forEach(place -> due.add(new Due(date, planned, place)));
      }
    }
    due.sort(Comparator.comparing(Due::date));
    return due;
  }

  private List<Optional<Integer>> places(LocalDate date) {
    List<Optional<Integer>> places = new ArrayList<>();
    for (int place = 0; place < days.size(); place++) {
      if (days.get(place).weekday().filter(date.getDayOfWeek()::equals).isPresent()) {
        places.add(Optional.of(place));
      }
    }
    if (!isFixed() && weekdays.contains(date.getDayOfWeek())) {
      places.add(Optional.empty());
    }
    return places;
  }

  /**
   * What is due next, on that date or after it, once the plan has begun; its day is always there.
   */
  public Due next(LocalDate date) {
    return nextFrom(startsOn.filter(date::isBefore).orElse(date));
  }

  private Due nextFrom(LocalDate today) {
    if (isFixed()) {
      return between(today, today.plusDays(21)).stream()
          .filter(due -> !isDone(due))
          .findFirst()
          .orElseGet(() -> new Due(today, today, Optional.of(afterLast())));
    }
    boolean trained = days.stream().anyMatch(day -> day.last().equals(Optional.of(today)));
    LocalDate earliest = trained ? today.plusDays(1) : today;
    LocalDate date =
        between(earliest, earliest.plusDays(13)).stream()
            .map(Due::date)
            .findFirst()
            .orElse(earliest);
    return new Due(date, date, Optional.of(afterLast()));
  }

  /** What should have been trained in the week of a date and was not. */
  public List<Due> missed(LocalDate today) {
    return isFixed()
        ? between(Weeks.mondayOf(today), today.minusDays(1)).stream()
            .filter(due -> !isDone(due))
            .toList()
        : List.of();
  }

  /** Trained since the week of its date began, and not in the place of one moved into that week. */
  private boolean isDone(Due due) {
    int place = due.day().orElseThrow();
    LocalDate monday = Weeks.mondayOf(due.planned());
    Optional<LocalDate> movedHere =
        due.isMoved()
            ? Optional.empty()
            : moves.stream()
                .filter(move -> places(move.from()).contains(Optional.of(place)))
                .filter(move -> move.from().isBefore(monday) && !move.to().isBefore(monday))
                .map(Move::to)
                .max(Comparator.naturalOrder());
    LocalDate since = movedHere.map(to -> to.plusDays(1)).orElse(monday);
    return days.get(place).last().filter(last -> !last.isBefore(since)).isPresent();
  }

  /** The day that was trained longest ago; the one after the last where not all were trained. */
  private int afterLast() {
    Comparator<Day> oldest = Comparator.comparing(day -> day.last().orElseThrow());
    if (!days.isEmpty() && days.stream().allMatch(day -> day.last().isPresent())) {
      return days.indexOf(days.stream().min(oldest).orElseThrow());
    }
    int latest = -1;
    for (int place = 0; place < days.size(); place++) {
      Optional<LocalDate> last = days.get(place).last();
      if (last.isPresent()
          && (latest < 0 || !last.get().isBefore(days.get(latest).last().orElseThrow()))) {
        latest = place;
      }
    }
    return (latest + 1) % Math.max(1, days.size());
  }
}
