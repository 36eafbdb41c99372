package coach.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a line of a plan comes to week by week if every session reaches its target. */
public final class Projection {
  private Projection() {}

  /**
   * The weight of each week in grams: one step a week, or where reps are a range one step each time
   * that one rep a week has filled it; the same again in a deload week.
   *
   * @param startGrams of the first week
   * @param stepGrams 0 or more
   * @param weeks 1 or more
   * @param deloads weeks from 1 that add nothing
   */
  public static List<Integer> weights(
      int startGrams,
      Prescription target,
      int stepGrams,
      int weeks,
      Set<Integer> deloads,
      Loadable loadable) {
    int room = target.top() - target.reps() + 1;
    int trained = 0;
    List<Integer> weights = new ArrayList<>();
    for (int week = 1; week <= weeks; week++) {
      int steps = Math.max(0, deloads.contains(week) ? trained - 1 : trained) / room;
      int grams = startGrams + steps * stepGrams;
      weights.add(grams == 0 ? 0 : loadable.nearest(grams));
      trained += deloads.contains(week) ? 0 : 1;
    }
    return weights;
  }

  /** The heaviest set of each week of a percentage plan, in grams. */
  public static List<Integer> waves(
      PlanLine line, int trainingMax, int weeks, Set<Integer> deloads, Loadable loadable) {
    List<Integer> weights = new ArrayList<>();
    for (int week = 0; week < weeks; week++) {
      boolean light = deloads.contains(week + 1);
      int top =
          Wave.top(
              light ? Wave.lightest(line.waves()) : line.waves().get(week % line.waves().size()));
      weights.add(loadable.around((int) Math.round(trainingMax * top / 100.0)).nearest());
    }
    return weights;
  }
}
