package coach.training;

import coach.training.WeeklyVolume.Counting;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Signals for and against a deload, each with its evidence and threshold, and how a deload is done.
 * There is deliberately no verdict over all of them: the lifter decides.
 */
public final class Deload {
  /** A deload lasts one week. */
  public static final int DAYS = 7;

  /** Least and most share of the sets to keep, in percent, at the same weight. */
  public static final int KEEP_PERCENT_LEAST = 40;

  public static final int KEEP_PERCENT_MOST = 50;

  private Deload() {}

  /** The signals, each with its threshold in words. */
  public enum Code implements Coded {
    E1RM_DOWN(
        "The last two sessions' best e1RM 5 % under the best of the three weeks before, or surely"
            + " falling by 0.75 % a week, in a third of the lifts, two at least."),
    RPE_UP(
        "RPE up by 1 or more while the e1RM did not rise: at equal load over a lift's last three"
            + " sessions, or at any load over six weeks."),
    TARGET_MISSED("A lift short of its target in its last two sessions."),
    ABOVE_MRV("A muscle above its MRV in the last full week or already in the current one."),
    WEEKS_SINCE_DELOAD(
        "8 weeks or more since a deload, marked or found (two light sessions in a week), or 7 full"
            + " days without training.");

    private final String threshold;

    Code(String threshold) {
      this.threshold = threshold;
    }

    public String threshold() {
      return threshold;
    }
  }

  /** Cannot tell is not no. */
  public enum State implements Coded {
    FIRED,
    NOT_FIRED,
    NOT_ENOUGH_DATA;
  }

  /**
   * What a signal rests on. The unit follows the code: grams, RPE, reps, sets per week, weeks.
   *
   * @param subject the exercise or muscle group; empty for {@code WEEKS_SINCE_DELOAD}
   * @param from first day compared
   * @param to last day compared
   * @param reference what it is compared with: the earlier value, the target, the MRV, 8 weeks
   * @param value the value found
   */
  public record Evidence(
      String subject, LocalDate from, LocalDate to, double reference, double value) {}

  /**
   * One signal.
   *
   * @param state fired, not fired, or not enough data
   * @param checked how many lifts or muscles could be checked
   * @param evidence what made it fire; for {@code WEEKS_SINCE_DELOAD} always
   */
  public record Signal(Code code, State state, int checked, List<Evidence> evidence) {
    public boolean fired() {
      return state == State.FIRED;
    }
  }

  /**
   * One exercise: its performed sets in time order, no drafts, and its plan line, if any; without
   * one the reps that the lifter usually does.
   */
  public record Lift(String exercise, List<PerformedSet> sets, Optional<Prescription> target) {
    public Lift {
      sets = List.copyOf(DigitSlips.without(sets));
    }
  }

  /** A day with training, perhaps in a planned deload. */
  public record TrainingDay(LocalDate date, boolean deload) {}

  /**
   * What is asked.
   *
   * @param lifts the exercises; those last done more than 14 days ago are not checked
   * @param volume weekly volume with direct counting
   * @param days every training day of at least the last ten weeks, in any order
   * @param today the lifter's local date
   * @param formula the lifter's e1RM formula
   */
  public record Question(
      List<Lift> lifts,
      WeeklyVolume volume,
      List<TrainingDay> days,
      LocalDate today,
      OneRepMax formula) {
    public Question {
      if (volume.counting() != Counting.DIRECT) {
        throw new IllegalArgumentException(
            "counting is fractional, which the MRV does not compare with. Send direct counting.");
      }
    }
  }

  /** All signals in the order of {@link Code}; see {@link DeloadSignals} for each rule. */
  public static List<Signal> signals(Question question) {
    return new DeloadSignals(question).all();
  }

  /**
   * How many of {@code sets} (1 to 100) to keep in the deload week: 45 % rounded, never none, which
   * lies within 40 to 50 % wherever whole sets allow it (one of three is 33 %).
   */
  public static int setsToKeep(int sets) {
    Require.between("sets", sets, 1, 100);
    return Math.max(1, (sets * 45 + 50) / 100);
  }
}
