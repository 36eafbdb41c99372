package coach.training;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the next session should be, and who says so.
 *
 * @param reps target reps per set, at least
 * @param top the most to aim for, at least {@code reps}
 * @param rpe target RPE, only when asked for
 * @param sets how many sets: asked for, else planned, else unknown
 * @param source where the reps come from
 * @param judgedBy what past sessions are held against: the plan, else the usual reps, else 10 reps
 * @param line the plan's line, if the target is a plan's
 * @param measure what {@code reps} and {@code top} count
 */
public record Target(
    int reps,
    int top,
    OptionalDouble rpe,
    OptionalInt sets,
    Source source,
    Prescription judgedBy,
    Optional<PlanLine> line,
    CountedIn measure) {
  /** Reps where neither a plan nor history says anything. */
  public static final int DEFAULT_REPS = 10;

  /** Where a target comes from. */
  public enum Source implements Coded {
    ASKED,
    PLAN,
    /** What the lifter usually does. */
    USUAL,
    /** Nothing known: 10 reps. */
    DEFAULT;
  }

  /**
   * What the caller asked for; each part may be left out.
   *
   * @param reps 1 to 36
   * @param rpe 6 to 10 in half steps; needs reps of 12 or fewer, its own or the target's
   * @param sets 1 to 100
   */
  public record Asked(OptionalInt reps, OptionalDouble rpe, OptionalInt sets) {
    public static final Asked NOTHING =
        new Asked(OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.empty());

    public Asked {
      reps.ifPresent(asked -> Require.between("target reps", asked, 1, OneRepMax.MOST_REPS));
      rpe.ifPresent(asked -> RpeTable.percent(1, asked));
      sets.ifPresent(asked -> Require.between("sets", asked, 1, 100));
    }

    /** True where past sessions that aimed at this say what to do. */
    boolean fits(Prescription known) {
      return rpe.isEmpty()
          && (reps.isEmpty() || reps.getAsInt() >= known.reps() && reps.getAsInt() <= known.top());
    }
  }

  /** The target of a track: asked for, else the plan's, else the usual range, else 10 reps. */
  static Target of(Asked asked, Track track) {
    Optional<Prescription> plan = track.line().map(PlanLine::target);
    Optional<Prescription> usual = Prescription.usual(track.sessions());
    Prescription known = plan.or(() -> usual).orElse(Prescription.reps(DEFAULT_REPS));
    Source source =
        plan.isPresent() ? Source.PLAN : usual.isPresent() ? Source.USUAL : Source.DEFAULT;
    boolean fits = asked.fits(known);
    int reps = asked.reps().orElse(known.reps());
    OptionalInt sets = asked.sets().isPresent() ? asked.sets() : known.sets();
    return new Target(
        fits ? known.reps() : reps,
        fits ? known.top() : reps,
        asked.rpe(),
        sets,
        fits ? source : Source.ASKED,
        known,
        track.line(),
        CountedIn.REPS);
  }

  /** One set of so many reps, however many the plan has besides. */
  Target single(int only) {
    return new Target(only, only, rpe, OptionalInt.empty(), source, judgedBy, line, measure);
  }

  /** The same for other reps. */
  Target aiming(int least, int most) {
    return new Target(least, most, rpe, sets, source, judgedBy, line, measure);
  }

  /** What to begin with once weight is added: far above the range not all the way down to it. */
  public int repsOnceHeavier() {
    boolean beyond = measure == CountedIn.REPS && top > judgedBy.top();
    return beyond ? Math.max(judgedBy.reps(), top - Prescription.RANGE) : judgedBy.reps();
  }

  /** True when it differs from what past sessions aimed at, so that their rules are moot. */
  public boolean isOther() {
    return source == Source.ASKED;
  }

  /**
   * The load in grams that this target means for a maximum: by the RPE table when an RPE was asked
   * for, else by the formula. Empty above 36 reps, and with an RPE above 12.
   */
  public OptionalDouble weightFor(double oneRepMaxGrams, OneRepMax formula) {
    if (rpe.isPresent()) {
      return reps > RpeTable.MOST_REPS
          ? OptionalDouble.empty()
          : OptionalDouble.of(RpeTable.weightFor(oneRepMaxGrams, reps, rpe.getAsDouble()));
    }
    return reps > OneRepMax.MOST_REPS
        ? OptionalDouble.empty()
        : OptionalDouble.of(formula.weightFor(oneRepMaxGrams, reps));
  }
}
