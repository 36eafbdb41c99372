package coach.training;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * Formulas that estimate a one-repetition maximum (e1RM) from a set. All are proportional to the
 * load, so each is one factor per number of reps, and its inverse is a division.
 *
 * <p>One rep is always the weight itself (Wathan and O'Conner would exceed it). Defined for 1 to 36
 * reps: at 37 Brzycki divides by zero. How far to trust a number of reps is {@link Eligibility}.
 * Results are grams, unrounded. A weight of 0 (body weight) estimates 0 and says nothing, so
 * analyses leave such sets out and count them.
 */
public enum OneRepMax {
  /** 36w / (37 − r); the default. Grows without bound towards 37 reps. */
  BRZYCKI("Brzycki", reps -> 36.0 / (37 - reps)),
  /** w (1 + r/30). */
  EPLEY("Epley", reps -> 1 + reps / 30.0),
  /** w · r^0.10. */
  LOMBARDI("Lombardi", reps -> Math.pow(reps, 0.10)),
  /** w (1 + 0.025 r). */
  O_CONNER("O'Conner", reps -> 1 + 0.025 * reps),
  /** 100w / (48.8 + 53.8 e^(−0.075 r)). */
  WATHAN("Wathan", reps -> 100 / (48.8 + 53.8 * Math.exp(-0.075 * reps)));

  /** The most reps that any formula accepts. */
  public static final int MOST_REPS = 36;

  /** Estimates this close are equal: the rounding of a conversion must never make a record. */
  static final double NOISE_GRAMS = Unit.SAME_LOAD_GRAMS;

  private final String label;
  private final IntToDoubleFunction curve;

  OneRepMax(String label, IntToDoubleFunction curve) {
    this.label = label;
    this.curve = curve;
  }

  /** How far a set of so many reps supports an estimate. */
  public enum Eligibility {
    /** 1 to 10 reps. */
    USED,
    /** 11 or 12 reps: used, and flagged as less certain. */
    FLAGGED,
    /** No reps, or more than 12: left out and counted. */
    LEFT_OUT
  }

  /** An estimate in grams, unrounded, and its set; flagged for 11 or 12 reps. */
  public record Estimate(PerformedSet set, OneRepMax formula, double grams, boolean flagged) {}

  /** The formula of this name ("brzycki", "O'Conner", "oconner"), ignoring case and punctuation. */
  public static OneRepMax of(String name) {
    String wanted = name == null ? "" : letters(name);
    for (OneRepMax formula : values()) {
      if (letters(formula.label).equals(wanted)) {
        return formula;
      }
    }
    throw new IllegalArgumentException(
        "formula is \"" + name + "\". Send brzycki, epley, lombardi, oconner or wathan.");
  }

  /** What a set of {@code reps} (0 or more) is worth as evidence, whatever the formula. */
  public static Eligibility eligible(int reps) {
    Require.atLeast("reps", reps, 0);
    if (reps == 0 || reps > 12) {
      return Eligibility.LEFT_OUT;
    }
    return reps <= 10 ? Eligibility.USED : Eligibility.FLAGGED;
  }

  /** Estimated maximum in grams for {@code reps} (1 to 36) with {@code weightGrams} (0 or more). */
  public double estimate(int weightGrams, int reps) {
    Require.atLeast("weight in grams", weightGrams, 0);
    return weightGrams * factor(reps);
  }

  /**
   * Inverse: the weight in grams that allows {@code reps} (1 to 36) with this maximum. Above 12
   * reps by Epley, never more than this formula gives for 12: Brzycki (1993) is valid to 10 reps
   * and runs to nothing at 37.
   */
  public double weightFor(double oneRepMaxGrams, int reps) {
    Require.notNegative("one-rep maximum in grams", oneRepMaxGrams);
    double factor = reps <= 12 ? factor(reps) : Math.max(factor(12), EPLEY.factor(reps));
    return oneRepMaxGrams / factor;
  }

  /**
   * The estimate of one set, of everything that was moved; by the RPE chart where an RPE of 6 or
   * more is noted, else by this formula. Empty for no load, an unknown body weight, no reps, more
   * than 12 reps, and types that do not show strength (warm-ups, drop sets, myo-reps, other).
   */
  public Optional<Estimate> estimate(PerformedSet set) {
    return estimate(set, set.rpe() != null && set.rpe() >= RpeTable.LEAST);
  }

  /** The same by the formula alone, whatever effort was noted. */
  public Optional<Estimate> byFormula(PerformedSet set) {
    return estimate(set, false);
  }

  private Optional<Estimate> estimate(PerformedSet set, boolean byRpe) {
    Eligibility eligibility = eligible(set.reps());
    int load = set.loadGrams().orElse(0);
    if (load == 0 || !set.type().showsStrength() || eligibility == Eligibility.LEFT_OUT) {
      return Optional.empty();
    }
    double grams =
        byRpe
            ? RpeTable.oneRepMax(load, set.reps(), Math.rint(set.rpe() * 2) / 2)
            : estimate(load, set.reps());
    return Optional.of(new Estimate(set, this, grams, eligibility == Eligibility.FLAGGED));
  }

  /** The session's best set by estimate (not its most reps with its top weight), if any counts. */
  public Optional<Estimate> best(SessionSets session) {
    return session.sets().stream()
        .flatMap(set -> estimate(set).stream())
        .max(Comparator.comparingDouble(Estimate::grams));
  }

  /** The formula's name as the field writes it. */
  public String label() {
    return label;
  }

  private double factor(int reps) {
    Require.between("reps", reps, 1, MOST_REPS);
    return reps == 1 ? 1 : curve.applyAsDouble(reps);
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
