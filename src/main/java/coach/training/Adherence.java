package coach.training;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What was done of what a plan asked for.
 *
 * @param from first day that counts
 * @param sessions one for each that was planned, by date
 * @param exercises planned and done work sets, in the plan's order
 * @param outside workouts of the period that are none of the plan's
 */
public record Adherence(
    LocalDate from, List<Session> sessions, List<Exercise> exercises, int outside) {
  /** What became of a planned session. */
  public enum State implements Coded {
    DONE,
    /** Done in the same week on another date. */
    MOVED,
    MISSED;
  }

  /**
   * A planned session.
   *
   * @param date planned, or where days come in turn the Monday of its week for one that was missed
   * @param place of its day in the plan; empty for one that was missed where days come in turn
   * @param doneOn when it was trained
   */
  public record Session(
      LocalDate date, OptionalInt place, State state, Optional<LocalDate> doneOn) {}

  /** Work sets of one exercise in the sessions that count; done up to what was planned. */
  public record Exercise(String id, int planned, int done) {}

  /**
   * A workout.
   *
   * @param place of the plan's day that it was logged with; empty for none
   * @param sets work sets by exercise
   */
  public record Workout(LocalDate date, OptionalInt place, Map<String, Integer> sets) {}

  /**
   * The period from a date up to another: whole weeks, or up to yesterday and today as far as it
   * was trained.
   *
   * @param lines planned sets by exercise of each day, in the order of the schedule's days
   * @param deloadLines the same in a deload week
   * @param until the last day of the period: a Sunday, or today
   */
  public static Adherence of(
      PlanSchedule schedule,
      List<Map<String, Integer>> lines,
      List<Map<String, Integer>> deloadLines,
      List<Workout> workouts,
      LocalDate since,
      LocalDate until,
      LocalDate today) {
    LocalDate from = schedule.startsOn().filter(start -> start.isAfter(since)).orElse(since);
    List<Workout> matched =
        workouts.stream()
            .filter(workout -> !workout.date().isBefore(from) && !workout.date().isAfter(until))
            .map(workout -> matched(workout, lines))
            .sorted(Comparator.comparing(Workout::date))
            .toList();
    List<Workout> open =
        new ArrayList<>(matched.stream().filter(w -> w.place().isPresent()).toList());
    List<Session> sessions = sessions(schedule, open, from, until, today);
    Map<String, int[]> sets = new LinkedHashMap<>();
    lines.forEach(day -> day.keySet().forEach(id -> sets.putIfAbsent(id, new int[2])));
    for (Session session : sessions) {
      List<Map<String, Integer>> asked = schedule.isDeload(session.date()) ? deloadLines : lines;
      session.place().ifPresent(place -> count(asked.get(place), session, matched, sets));
    }
    List<Exercise> exercises = new ArrayList<>();
    sets.forEach((id, both) -> exercises.add(new Exercise(id, both[0], both[1])));
    int outside = (int) matched.stream().filter(w -> w.place().isEmpty()).count() + open.size();
    return new Adherence(from, sessions, exercises, outside);
  }

  /** A workout without a day belongs to the day that at least half of whose exercises it has. */
  private static Workout matched(Workout workout, List<Map<String, Integer>> lines) {
    if (workout.place().isPresent()) {
      return workout;
    }
    int best = -1;
    double most = 0;
    for (int place = 0; place < lines.size(); place++) {
      Map<String, Integer> day = lines.get(place);
      long shared = day.keySet().stream().filter(workout.sets()::containsKey).count();
      double share = day.isEmpty() ? 0 : (double) shared / day.size();
      if (share >= 0.5 && share > most) {
        most = share;
        best = place;
      }
    }
    OptionalInt place = best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    return new Workout(workout.date(), place, workout.sets());
  }

  private static List<Session> sessions(
      PlanSchedule schedule, List<Workout> open, LocalDate from, LocalDate until, LocalDate today) {
    return schedule.isFixed()
        ? fixed(schedule, open, from, until, today)
        : inTurn(schedule, open, from, until, today);
  }

  private static List<Session> fixed(
      PlanSchedule schedule, List<Workout> open, LocalDate from, LocalDate until, LocalDate today) {
    List<PlanSchedule.Due> all =
        schedule.between(from, until.equals(today) ? today.plusDays(7) : until);
    List<Session> sessions = new ArrayList<>();
    List<PlanSchedule.Due> late = new ArrayList<>();
    for (PlanSchedule.Due due : all) {
      Optional<Workout> same = take(open, due.day().orElseThrow(), due.date(), due.date());
      if (same.isPresent()) {
        sessions.add(session(due, due.isMoved() ? State.MOVED : State.DONE, same));
      } else {
        late.add(due);
      }
    }
    for (PlanSchedule.Due due : late) {
      LocalDate monday = Weeks.mondayOf(due.planned());
      Optional<Workout> other = take(open, due.day().orElseThrow(), monday, monday.plusDays(6));
      if (other.isPresent() || due.date().isBefore(today)) {
        sessions.add(session(due, other.isPresent() ? State.MOVED : State.MISSED, other));
      }
    }
    sessions.sort(Comparator.comparing(Session::date));
    return sessions;
  }

  private static Session session(PlanSchedule.Due due, State state, Optional<Workout> workout) {
    return new Session(
        due.planned(), OptionalInt.of(due.day().orElseThrow()), state, workout.map(Workout::date));
  }

  private static Optional<Workout> take(
      List<Workout> open, int place, LocalDate first, LocalDate last) {
    Optional<Workout> found =
        open.stream()
            .filter(w -> w.place().getAsInt() == place)
            .filter(w -> !w.date().isBefore(first) && !w.date().isAfter(last))
            .findFirst();
    found.ifPresent(open::remove);
    return found;
  }

  /** As many a week as the plan says; a week that is not over misses nothing. */
  private static List<Session> inTurn(
      PlanSchedule schedule, List<Workout> open, LocalDate from, LocalDate until, LocalDate today) {
    Map<LocalDate, List<Workout>> weeks = new TreeMap<>();
    LocalDate end = schedule.endsOn().map(last -> last.minusDays(1)).orElse(until);
    LocalDate last = end.isBefore(until) ? end : until;
    for (LocalDate day = from; !day.isAfter(last); day = day.plusDays(1)) {
      weeks.putIfAbsent(Weeks.mondayOf(day), new ArrayList<>());
    }
    open.stream()
        .filter(w -> weeks.containsKey(Weeks.mondayOf(w.date())))
        .forEach(w -> weeks.get(Weeks.mondayOf(w.date())).add(w));
    List<Session> sessions = new ArrayList<>();
    weeks.forEach(
        (monday, done) -> {
          LocalDate first = monday.isBefore(from) ? from : monday;
          int room = (int) ChronoUnit.DAYS.between(first, monday.plusDays(7));
          int planned = Math.min(schedule.daysPerWeek(), room);
          List<Workout> counted = done.subList(0, Math.min(planned, done.size()));
          boolean over = monday.plusDays(6).isBefore(today);
          sessions.addAll(week(first, counted, over ? planned : 0));
          open.removeAll(counted);
        });
    return sessions;
  }

  private static List<Session> week(LocalDate first, List<Workout> done, int planned) {
    List<Session> sessions = new ArrayList<>();
    for (Workout one : done) {
      sessions.add(new Session(one.date(), one.place(), State.DONE, Optional.of(one.date())));
    }
    for (int missed = done.size(); missed < planned; missed++) {
      sessions.add(new Session(first, OptionalInt.empty(), State.MISSED, Optional.empty()));
    }
    return sessions;
  }

  private static void count(
      Map<String, Integer> planned,
      Session session,
      List<Workout> workouts,
      Map<String, int[]> sets) {
    Map<String, Integer> done =
        workouts.stream()
            .filter(w -> session.doneOn().equals(Optional.of(w.date())))
            .filter(w -> w.place().equals(session.place()))
            .findFirst()
            .map(Workout::sets)
            .orElse(Map.of());
    planned.forEach(
        (id, asked) -> {
          int[] both = sets.computeIfAbsent(id, none -> new int[2]);
          both[0] += asked;
          both[1] += Math.min(asked, done.getOrDefault(id, 0));
        });
  }

  public int count(State state) {
    return (int) sessions.stream().filter(session -> session.state() == state).count();
  }
}
