package coach.training;

import coach.training.Landmark.VolumeStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Hard sets per muscle group and ISO week, held against the landmarks.
 *
 * <p>Hard sets are work sets with at least one rep outside deloads. The average is over <em>full
 * weeks</em> only: complete ISO weeks with training and without a deload. The current week is shown
 * but never averaged, deload weeks and weeks without any training are left out of the average and
 * listed by {@link Kind}, so that a holiday does not read as a low dose. In a full week a muscle
 * that was not trained counts as 0.
 *
 * @param weeks every week looked at, oldest first, the current one last
 * @param groups every muscle group, trained or not
 * @param counting how the sets by week were counted
 * @param weeksAveraged how many weeks the averages rest on; 0 means there is no average
 * @param setsWithoutMuscles hard sets of exercises without any known muscle, counted nowhere
 * @param unknownMuscles muscle names outside the catalogue, counted nowhere
 */
public record WeeklyVolume(
    List<Week> weeks,
    List<GroupVolume> groups,
    Counting counting,
    int weeksAveraged,
    int setsWithoutMuscles,
    Set<String> unknownMuscles) {
  /** The same for some of the muscles. */
  public WeeklyVolume only(List<MuscleGroup> wanted) {
    List<GroupVolume> some = groups.stream().filter(g -> wanted.contains(g.group())).toList();
    return new WeeklyVolume(
        weeks, some, counting, weeksAveraged, setsWithoutMuscles, unknownMuscles);
  }

  /** How sets are counted per muscle. */
  public enum Counting implements Coded {
    /** One per set for primary muscles: how the source of the landmarks counts. */
    DIRECT,
    /** Also one half per set for secondary muscles: not comparable with the landmarks. */
    FRACTIONAL;
  }

  /** What sort of week it was. */
  public enum Kind implements Coded {
    /** Complete, trained, no deload: averaged. */
    FULL,
    /** Not over yet. */
    CURRENT,
    /** With at least one work set in a planned deload. */
    DELOAD,
    /** Complete, without a single work set. */
    NO_TRAINING;
  }

  /** One ISO week by its first day. */
  public record Week(LocalDate monday, Kind kind) {}

  /** What an exercise trains, and its performed sets in any order. */
  public record ExerciseSets(ExerciseMuscles muscles, List<PerformedSet> sets) {}

  /** An exercise's hard sets in a group over all weeks looked at. */
  public record Contribution(String exercise, double sets) {}

  /**
   * One muscle group.
   *
   * @param setsByWeek sets in each week, by its Monday, oldest first, zeros included
   * @param average sets per full week; empty when there is no full week
   * @param landmark the landmark in force, if any
   * @param personal true when it is the lifter's own
   * @param direct sets per full week that have the muscle as their aim
   * @param fractional the same plus one half for each that uses it as well
   * @param status of the direct sets, as the landmarks count them; empty without a full week
   * @param contributions exercises, most sets first
   */
  public record GroupVolume(
      MuscleGroup group,
      Map<LocalDate, Double> setsByWeek,
      OptionalDouble average,
      OptionalDouble direct,
      OptionalDouble fractional,
      Optional<Landmark> landmark,
      boolean personal,
      Optional<VolumeStatus> status,
      List<Contribution> contributions) {}

  /**
   * Counts the current ISO week and {@code weeks} (1 to 520) weeks before it.
   *
   * @param exercises what was performed; sets outside these weeks are ignored
   * @param today the lifter's local date
   */
  public static WeeklyVolume of(
      List<ExerciseSets> exercises,
      int weeks,
      LocalDate today,
      Counting counting,
      Landmarks landmarks) {
    List<LocalDate> mondays = Weeks.lastFullAndCurrent(weeks, today).toList();
    return new VolumeCount(exercises, mondays, counting, landmarks).result();
  }

  /** The volume of one group. */
  public GroupVolume group(MuscleGroup group) {
    return groups.stream().filter(g -> g.group() == group).findFirst().orElseThrow();
  }
}
