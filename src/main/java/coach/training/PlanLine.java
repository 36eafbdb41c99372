package coach.training;

import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What a plan asks of one exercise on one of its days.
 *
 * @param day the plan's day
 * @param name the day's name
 * @param plan the plan's name
 * @param target sets and reps
 * @param stepGrams the step increment in grams, 0 where reps are added instead; empty for the usual
 * @param turn how many days of the plan come before this one is due, 0 for the next
 * @param waves one list of sets per week of a percentage plan, empty where the last session decides
 * @param week the week of the plan, from 1; empty where it counts its sessions
 */
public record PlanLine(
    UUID day,
    String name,
    String plan,
    Prescription target,
    OptionalInt stepGrams,
    int turn,
    List<List<Share>> waves,
    OptionalInt week) {
  /** A set: percent of the training max, reps, and whether as many more as possible are open. */
  public record Share(int percent, int reps, boolean open) {}

  /** True where another line asks for the same sets and reps, so that both progress as one. */
  boolean isLike(PlanLine other) {
    return plan.equals(other.plan)
        && target.reps() == other.target.reps()
        && target.sets().equals(other.target.sets())
        && waves.equals(other.waves);
  }
}
