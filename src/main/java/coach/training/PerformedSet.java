package coach.training;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One set as it was performed: the single shape in which history reaches the arithmetic. Drafts
 * that were never performed must be left out by the caller.
 *
 * @param sessionId the session that it belongs to
 * @param date the session's day in the lifter's time zone
 * @param setNumber 1 or more, in the order performed
 * @param type how it was meant
 * @param weightGrams what the lifter handles: the external load, or below 0 the help that takes
 *     weight off; 0 is body weight
 * @param reps 0 or more; 0 is a failed attempt
 * @param rpe rate of perceived exertion, 1 to 10, or null where none was noted
 * @param rest pause after it, or null where unknown
 * @param deload true inside a planned deload
 * @param bodyGrams the part of the body that was moved as well, 0 in lifts that move none, {@link
 *     #UNKNOWN_BODY} where the lifter never noted a body weight
 * @param seconds how long it took, 0 where nothing was noted
 * @param metres how far it went, 0 where nothing was noted
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
    int bodyGrams,
    int seconds,
    int metres) {
  /** The body is lifted, and its weight is not known. */
  public static final int UNKNOWN_BODY = -1;

  /** A set that is counted in repetitions. */
  public PerformedSet(
      UUID sessionId,
      LocalDate date,
      int setNumber,
      SetType type,
      int weightGrams,
      int reps,
      Double rpe,
      Duration rest,
      boolean deload,
      int bodyGrams) {
    this(sessionId, date, setNumber, type, weightGrams, reps, rpe, rest, deload, bodyGrams, 0, 0);
  }

  public PerformedSet {
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(type, "type");
    Require.atLeast("set number", setNumber, 1);
    Require.atLeast("weight in grams", weightGrams, -1_000_000);
    Require.atLeast("body weight in grams", bodyGrams, UNKNOWN_BODY);
    Require.atLeast("reps", reps, 0);
    Require.atLeast("seconds", seconds, 0);
    Require.atLeast("metres", metres, 0);
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

  /** A work set that was done outside a deload: what weekly volume counts. */
  public boolean isHard() {
    return isWork() && isDone() && !deload;
  }

  /** True with a repetition, and for a set of seconds or metres; false for a failed attempt. */
  public boolean isDone() {
    return reps > 0 || seconds > 0 || metres > 0;
  }

  /** True where the lifter's body weight was moved as well. */
  public boolean movesBody() {
    return bodyGrams != 0;
  }

  /** What was moved: body and load, less the help; empty where the body weight is unknown. */
  public OptionalInt loadGrams() {
    return bodyGrams == UNKNOWN_BODY
        ? OptionalInt.empty()
        : OptionalInt.of(Math.max(0, bodyGrams + weightGrams));
  }

  /** What was moved times reps, in grams; the external load where no more is known. */
  public long tonnageGrams() {
    return (long) loadGrams().orElse(Math.max(0, weightGrams)) * reps;
  }

  /** The external load times reps, in grams, as a lifter adds up plates. */
  public long externalGrams() {
    return (long) Math.max(0, weightGrams) * reps;
  }

  PerformedSet withoutRpe() {
    return with(type, null);
  }

  PerformedSet asWarmUp() {
    return with(SetType.WARM_UP, rpe);
  }

  private PerformedSet with(SetType other, Double effort) {
    return new PerformedSet(
        sessionId,
        date,
        setNumber,
        other,
        weightGrams,
        reps,
        effort,
        rest,
        deload,
        bodyGrams,
        seconds,
        metres);
  }
}
