package coach.training;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/**
 * One set as it was performed: the single shape in which history reaches the arithmetic. Drafts
 * that were never performed must be left out by the caller.
 *
 * @param sessionId the session that it belongs to
 * @param date the session's day in the lifter's time zone
 * @param setNumber 1 or more, in the order performed
 * @param type how it was meant
 * @param weightGrams external load, 0 or more; 0 is body weight (or an assisted lift)
 * @param reps 0 or more; 0 is a failed attempt
 * @param rpe rate of perceived exertion, 1 to 10, or null where none was noted
 * @param rest pause after it, or null where unknown
 * @param deload true inside a planned deload
 * @param bodyWeightPlus true where the lifter's body weight was moved as well, so that the weight
 *     is only what was added to it
 */
public record PerformedSet(
    UUID sessionId,
    LocalDate date,
    int setNumber,
    SetType type,
    int weightGrams,
    int reps,
    Double rpe,
    Duration rest,
    boolean deload,
    boolean bodyWeightPlus) {

  /** A set whose weight is all there is to it. */
  public PerformedSet(
      UUID sessionId,
      LocalDate date,
      int setNumber,
      SetType type,
      int weightGrams,
      int reps,
      Double rpe,
      Duration rest,
      boolean deload) {
    this(sessionId, date, setNumber, type, weightGrams, reps, rpe, rest, deload, false);
  }

  public PerformedSet {
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(type, "type");
    Require.atLeast("set number", setNumber, 1);
    Require.atLeast("weight in grams", weightGrams, 0);
    Require.atLeast("reps", reps, 0);
    if (rpe != null && !(rpe >= 1 && rpe <= 10)) {
      throw new IllegalArgumentException("RPE is " + rpe + ". Send 1 to 10, or nothing.");
    }
    if (rest != null && rest.isNegative()) {
      throw new IllegalArgumentException("rest is " + rest + ". Send zero or more, or nothing.");
    }
  }

  /** True for everything but warm-ups. */
  public boolean isWork() {
    return !type.isWarmUp();
  }

  /** A work set with at least one repetition outside a deload: what weekly volume counts. */
  public boolean isHard() {
    return isWork() && reps > 0 && !deload;
  }

  /** Weight times reps, in grams. */
  public long tonnageGrams() {
    return (long) weightGrams * reps;
  }
}
