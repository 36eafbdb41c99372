package coach.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one exercise has developed over a period, with the evidence for and against a plateau and
 * what the numbers leave out.
 *
 * @param oneRepMax trend of the best e1RM per session, in grams; deloads left out
 * @param volume trend of the tonnage per session (weight × reps of the work sets), in grams;
 *     deloads left out
 * @param mostReps trend of the most reps in one work set per session: all there is for body-weight
 *     exercises; deloads left out
 * @param sessions sessions with a work set, deloads included
 * @param sessionsPerWeek those sessions per seven days from the first one to the end of the period,
 *     taken as at least a week; 0 without any
 * @param bestBefore the best estimate of the sessions before the period; of equal ones the earliest
 * @param bests the best estimate of each session that has one, oldest first
 * @param bestSets the best of {@code bests}, three at most, best first
 * @param easy what the easy days of the program do by themselves, see {@link SpeedDays}
 * @param plateau evidence, never a verdict alone
 * @param flagged how many of {@code bests} rest on 11 or 12 reps
 * @param leftOut sets that the e1RM leaves out, counted by reason; reasons with none are absent
 */
public record Progress(
    Trend oneRepMax,
    Trend volume,
    Trend mostReps,
    int sessions,
    double sessionsPerWeek,
    Optional<OneRepMax.Estimate> bestBefore,
    List<OneRepMax.Estimate> bests,
    List<OneRepMax.Estimate> bestSets,
    Optional<Easy> easy,
    Plateau plateau,
    int flagged,
    Map<LeftOut, Integer> leftOut) {
  /** Why a set says nothing about the e1RM; the first reason that applies counts. */
  public enum LeftOut implements Coded {
    WARM_UP,
    DELOAD,
    /** In a session far under those around it, see {@link LightDay}. */
    LIGHT_DAY,
    NO_REPS,
    /** Counted in seconds or metres. */
    TIMED,
    /** Nothing was lifted that has a weight. */
    NO_WEIGHT,
    /** The body was lifted, and no body weight is known. */
    NO_BODY_WEIGHT,
    /** A drop set, myo-reps, or of a type that coach does not know. */
    SET_TYPE,
    OVER_12_REPS,
    /** A digit too many, see {@link DigitSlips}. */
    DIGIT_SLIP;
  }

  /** The speed or light days of a program, with their own first and latest best and trend. */
  public record Easy(OneRepMax.Estimate first, OneRepMax.Estimate latest, Trend trend) {}

  /**
   * Signs of standing still.
   *
   * @param lastBestOn when the e1RM last rose above everything known before it (at first, the first
   *     estimate); empty without an estimate in the period
   * @param newInPeriod false where that was before the period
   * @param weeksSinceBest complete weeks from then to the end of the period
   * @param sessionsSinceBest sessions with an estimate since then
   * @param missed days of the sessions that were short of the target; empty without a target
   * @param layoffs stretches of more than 14 days without the exercise
   * @param alwaysReached every session reached its target: the weight was just never raised
   * @param stalled over the last {@link #WINDOW_DAYS} days, at least {@link #STALLED_DAYS} of them
   *     with sessions, the e1RM surely rises by no more than {@link #STALLED_PERCENT} % a week;
   *     back-offs, layoffs and light days left out
   */
  public record Plateau(
      Optional<LocalDate> lastBestOn,
      boolean newInPeriod,
      long weeksSinceBest,
      int sessionsSinceBest,
      List<LocalDate> missed,
      List<Gap> layoffs,
      boolean alwaysReached,
      boolean stalled) {
    public static final int WINDOW_DAYS = 56;
    public static final int STALLED_DAYS = 42;
    public static final double STALLED_PERCENT = 0.1;
  }

  /**
   * What is asked.
   *
   * @param sets the performed sets of one exercise in the period, in time order; no drafts
   * @param until the period's last day, not before any set; usually today
   * @param formula the lifter's e1RM formula
   * @param target what sessions were meant to be, for missed reps
   * @param earlier sets of the exercise before the period, in time order, for the best before it;
   *     of each session at least the heaviest at each number of reps
   */
  public record Question(
      List<PerformedSet> sets,
      LocalDate until,
      OneRepMax formula,
      Optional<Prescription> target,
      List<PerformedSet> earlier) {
    public Question {
      sets = List.copyOf(sets);
      earlier = List.copyOf(earlier);
    }

    /** Of a period before which nothing is known. */
    public Question(
        List<PerformedSet> sets,
        LocalDate until,
        OneRepMax formula,
        Optional<Prescription> target) {
      this(sets, until, formula, target, List.of());
    }
  }

  /** Analyses one exercise; sets after the period are refused. */
  public static Progress of(Question question) {
    return new ProgressCount(question).result();
  }
}
