package coach.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Personal records of one exercise. Every work set with a rep counts, also in a deload: a record is
 * a record. Of equal performances the earliest holds it.
 *
 * @param heaviest the heaviest weight lifted for at least one rep; empty without external load
 * @param oneRepMax the best e1RM of the sets that {@link OneRepMax#estimate(PerformedSet)} accepts
 * @param volume the highest tonnage in one session
 * @param repsByWeight the most reps at each weight (same load within 50 g), heaviest first, body
 *     weight as 0
 * @param inPeriod records set within the period, oldest first
 */
public record Records(
    Optional<Best> heaviest,
    Optional<Best> oneRepMax,
    Optional<Best> volume,
    List<Best> repsByWeight,
    List<NewBest> inPeriod) {

  /** What a record is about, and the unit of its value. */
  public enum Kind implements Coded {
    /** Weight of a set, in grams. */
    HEAVIEST,
    /** Estimated one-repetition maximum, in grams. */
    ONE_REP_MAX,
    /** Weight × reps over a session's work sets, in grams. */
    VOLUME,
    /** Repetitions at a weight. */
    REPS;
  }

  /**
   * A best performance.
   *
   * @param value in the unit of the kind
   * @param set the set; empty for a session's volume
   */
  public record Best(
      Kind kind, double value, LocalDate date, UUID sessionId, Optional<PerformedSet> set) {}

  /**
   * A best that was strictly better than everything in the sessions before it. The first session of
   * an exercise sets the mark and breaks none. Reps at a weight count only where that weight was
   * lifted before, and where no heavier weight was lifted for as many.
   *
   * @param before what it beat, in the same unit
   */
  public record NewBest(Best best, double before) {}

  /**
   * The records.
   *
   * @param sets every performed set of the exercise, also before the period, in time order
   * @param formula the lifter's e1RM formula
   * @param from first day of the period
   * @param until last day of the period, included
   */
  public static Records of(
      List<PerformedSet> sets, OneRepMax formula, LocalDate from, LocalDate until) {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException(
          "period ends " + until + ", before it starts " + from + ". Send them in order.");
    }
    RecordBook book = new RecordBook(formula);
    SessionSets.group(SessionSets.comparable(sets)).forEach(book::add);
    return book.records(from, until);
  }
}
