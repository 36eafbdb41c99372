package coach.tools.summary;

import coach.db.Answer;
import coach.tools.Json;
import coach.tools.ToolAnswer;
import coach.tools.lifter.Lifter;
import coach.tools.volume.Training;
import coach.training.DigitSlips;
import coach.training.Gap;
import coach.training.PerformedSet;
import coach.training.Records;
import coach.training.Records.NewBest;
import coach.training.Totals;
import coach.training.WeeklyVolume;
import coach.training.WeeklyVolume.Counting;
import coach.training.Weeks;
import coach.training.Weeks.Streaks;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code get_training_summary} counts: the full weeks asked for and the current one.
 *
 * @param asked full weeks asked for
 * @param by week, month or year of the totals that are also asked for; null for none
 * @param from the Monday on which the period begins
 * @param sessions finished sessions of the look-back, none after today
 * @param compared totals beside those of the previous period of the same length, meaningless where
 *     {@link #comparable} is false
 * @param records new records of the period by weight, e1RM and session volume, newest first
 * @param drafts drafts of the period
 * @param adherence what was done of the active plan
 */
record Summary(
    Lifter lifter,
    int asked,
    String by,
    Training training,
    LocalDate from,
    WeeklyVolume volume,
    List<Session> sessions,
    Totals.Comparison compared,
    List<Record> records,
    int drafts,
    Optional<AdherenceLines> adherence) {
  /** At most so many exercises and records are listed. */
  static final int LISTED = 20;

  /** One finished session; its minutes are null where unknown. */
  record Session(LocalDate date, Integer minutes) {}

  /** A new record and whose it is. */
  record Record(String exercise, NewBest best) {}

  /** What was done of one exercise within the period. */
  record Exercise(String name, Totals totals) {}

  static Summary of(Answer answer, int asked, String by) {
    Lifter lifter = Lifter.of(answer.context());
    LocalDate today = lifter.today();
    JsonNode data = answer.data().get("training");
    Training training = Training.read(data, today);
    int weeks = training.fullWeeks(asked, today);
    LocalDate from = Weeks.mondayOf(today).minusWeeks(weeks);
    return new Summary(
        lifter,
        asked,
        by,
        training,
        from,
        WeeklyVolume.of(
            training.exercises(), weeks, today, Counting.DIRECT, lifter.settings().landmarks()),
        sessions(data.get("sessions"), today),
        Totals.compare(training.sets(), from, today),
        records(training, lifter, from),
        drafts(data.get("draft_days"), from),
        AdherenceLines.of(answer.data(), training, from, today));
  }

  private static List<Session> sessions(JsonNode rows, LocalDate today) {
    List<Session> sessions = new ArrayList<>();
    for (JsonNode row : rows) {
      LocalDate date = LocalDate.parse(row.get("date").textValue());
      JsonNode minutes = row.get("minutes");
      if (!date.isAfter(today)) {
        sessions.add(
            new Session(
                date, minutes.isNull() || minutes.intValue() <= 0 ? null : minutes.intValue()));
      }
    }
    return sessions;
  }

  private static List<Record> records(Training training, Lifter lifter, LocalDate from) {
    List<Record> found = new ArrayList<>();
    for (Training.Lift lift : training.lifts()) {
      Records records =
          Records.of(DigitSlips.without(lift.sets()), lifter.formula(), from, lifter.today());
      // Reps at a weight are new most of the time: they are for get_personal_records.
      records.inPeriod().stream()
          .filter(best -> best.best().kind() != Records.Kind.REPS)
          .forEach(best -> found.add(new Record(lift.name(), best)));
    }
    // Of the same day the e1RM first: it says most about strength.
    Comparator<Record> newest = Comparator.comparing(record -> record.best.best().date());
    found.sort(
        newest
            .reversed()
            .thenComparing(r -> r.best.best().kind() != Records.Kind.ONE_REP_MAX)
            .thenComparing(r -> r.best.best().kind())
            .thenComparing(Record::exercise));
    return found;
  }

  private static int drafts(JsonNode days, LocalDate from) {
    List<LocalDate> dates = Json.list(days, day -> LocalDate.parse(day.textValue()));
    return (int) dates.stream().filter(day -> !day.isBefore(from)).count();
  }

  /** False where the look-back does not reach over all of the period before. */
  boolean comparable() {
    return !training.from().isAfter(before());
  }

  /** The first day of the period before. */
  LocalDate before() {
    return from.minusDays(java.time.temporal.ChronoUnit.DAYS.between(from, lifter.today()) + 1);
  }

  List<PerformedSet> sets() {
    return training.sets().stream().filter(set -> !set.date().isBefore(from)).toList();
  }

  List<Session> sessionsBetween(LocalDate first, LocalDate last) {
    return sessions.stream()
        .filter(session -> !session.date.isBefore(first) && !session.date.isAfter(last))
        .toList();
  }

  /** What was trained, most sets first. */
  List<Exercise> exercises() {
    List<Exercise> exercises = new ArrayList<>();
    for (Training.Lift lift : training.lifts()) {
      Totals totals =
          Totals.of(lift.sets().stream().filter(set -> !set.date().isBefore(from)).toList());
      if (totals.sets() > 0) {
        exercises.add(new Exercise(lift.name(), totals));
      }
    }
    Comparator<Exercise> most = Comparator.comparing(exercise -> exercise.totals.sets());
    exercises.sort(most.reversed().thenComparing(Exercise::name));
    return exercises;
  }

  /** Weight × reps in grams per muscle group, of its primary exercises, deloads included. */
  Map<WeeklyVolume.GroupVolume, Long> tonnage() {
    Map<WeeklyVolume.GroupVolume, Long> byGroup = new LinkedHashMap<>();
    for (WeeklyVolume.GroupVolume group : volume.groups()) {
      long grams = 0;
      for (Training.Lift lift : training.lifts()) {
        if (lift.muscles().setsPerGroup(Counting.DIRECT).containsKey(group.group())) {
          grams +=
              Totals.of(lift.sets().stream().filter(s -> !s.date().isBefore(from)).toList())
                  .tonnageGrams();
        }
      }
      byGroup.put(group, grams);
    }
    return byGroup;
  }

  private List<LocalDate> days() {
    return sessions.stream().map(Session::date).toList();
  }

  Streaks streaks() {
    return Streaks.of(days(), lifter.today());
  }

  /** Stretches without any training that reach into the period. */
  List<Gap> gaps() {
    return Gap.longerThan(Gap.NOTABLE_DAYS, days(), lifter.today()).stream()
        .filter(gap -> gap.to().isAfter(from))
        .toList();
  }

  /** Mondays of weeks with a deload, and layoffs of a week or more: totals then compare badly. */
  record Breaks(List<LocalDate> deloadWeeks, List<Gap> layoffs) {
    boolean isEmpty() {
      return deloadWeeks.isEmpty() && layoffs.isEmpty();
    }
  }

  Breaks breaks() {
    return breaks(from, lifter.today());
  }

  Breaks breaksBefore() {
    return breaks(before(), from.minusDays(1));
  }

  private Breaks breaks(LocalDate first, LocalDate last) {
    List<LocalDate> deloads =
        training.sets().stream()
            .filter(PerformedSet::deload)
            .map(PerformedSet::date)
            .filter(day -> !day.isBefore(first) && !day.isAfter(last))
            .map(Weeks::mondayOf)
            .distinct()
            .sorted()
            .toList();
    List<Gap> layoffs =
        Gap.longerThan(Gap.LAYOFF_DAYS, days(), lifter.today()).stream()
            .filter(gap -> gap.daysWithin(first, last) >= 7)
            .toList();
    return new Breaks(deloads, layoffs);
  }

  Optional<Totals> totalsBefore() {
    return comparable() ? Optional.of(compared.before()) : Optional.empty();
  }

  ToolAnswer answer(int listed) {
    return new SummaryTools.SummaryAnswer(this, listed).write();
  }
}
