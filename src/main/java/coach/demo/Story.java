package coach.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happens when, in weeks before the current one (whose number is 0) and in planned days of the
 * week (0 the first): the one place to change the plot.
 */
final class Story {
  /** Of every random number; another one tells the same story in other numbers. */
  static final long SEED = 2026;

  static final int FIRST_WEEK = 51;
  static final int UPPER_LOWER_SINCE = 34;
  static final Set<Integer> DELOADS = Set.of(27, 9);

  /** The first week back after the flu; of its days the first is still spent in bed. */
  static final int BACK_FROM_LAYOFF = 19;

  static final Set<Integer> LAYOFF = Set.of(21, 20);
  static final Set<Integer> TRAVEL = Set.of(14, 13);
  static final int BELT_SINCE = 18;

  /** The bench press has stood still from here on. */
  static final int PLATEAU_SINCE = 8;

  /** What the stuck weeks look like, session by session from the first of them. */
  static final List<Bench> PLATEAU =
      List.of(
          new Bench(85, 5, 5, 4), new Bench(85, 5, 4, 4), //
          new Bench(85, 5, 5, 4), new Bench(85, 5, 4, 3), //
          new Bench(77.5, 5, 5, 5), new Bench(80, 5, 5, 5), //
          new Bench(82.5, 5, 5, 5), new Bench(85, 5, 4, 4), //
          new Bench(85, 5, 5, 4), new Bench(85, 5, 4, 4), //
          new Bench(85, 5, 5, 3), new Bench(85, 5, 4, 4), //
          new Bench(85, 5, 4, 4), new Bench(85, 5, 5, 4), //
          new Bench(85, 5, 4, 4), new Bench(85, 5, 4, 3), //
          new Bench(85, 5, 4, 4), new Bench(85, 5, 4, 4));

  /** One bench session of the plateau: kilograms and the reps of its three sets. */
  record Bench(double kilograms, int first, int second, int third) {
    List<Integer> reps() {
      return List.of(first, second, third);
    }
  }

  /** Days without a session, and without a word why. */
  private static final Map<Integer, Set<Integer>> MISSED =
      Map.ofEntries(
          Map.entry(47, Set.of(2)),
          Map.entry(44, Set.of(1)),
          Map.entry(41, Set.of(0)),
          Map.entry(38, Set.of(2)),
          Map.entry(33, Set.of(3)),
          Map.entry(31, Set.of(2)),
          Map.entry(29, Set.of(1)),
          Map.entry(25, Set.of(3)),
          Map.entry(24, Set.of(0)),
          Map.entry(23, Set.of(2)),
          Map.entry(BACK_FROM_LAYOFF, Set.of(0)),
          Map.entry(16, Set.of(3)),
          Map.entry(14, Set.of(3)),
          Map.entry(13, Set.of(0)),
          Map.entry(12, Set.of(1)),
          Map.entry(7, Set.of(3)),
          Map.entry(5, Set.of(1)),
          Map.entry(2, Set.of(2)));

  /**
   * Days on which the app had written the session beforehand and the lifter then did only so many
   * of its exercises, by week and day.
   */
  private static final Map<String, Integer> CUT_SHORT =
      Map.of("17/3", 3, "6/2", 5, "3/1", 0, "1/3", 1);

  private static final Map<String, String> NOTES =
      Map.ofEntries(
          Map.entry("51/0", "First day with the new plan. Everything light, learn the lifts."),
          Map.entry("46/1", "Squat depth finally feels right."),
          Map.entry("40/0", "Squats are getting heavy now."),
          Map.entry("34/0", "New plan: upper/lower, four days."),
          Map.entry("27/1", "Deload. Could have done more, which is the point."),
          Map.entry("22/3", "Sore throat since noon."),
          Map.entry("19/1", "Two and a half weeks of flu. Took it easy."),
          Map.entry("18/0", "First pull-ups with the belt."),
          Map.entry("17/3", "Had to leave early, the gym closed."),
          Map.entry("14/0", "Boston. Everything in pounds here."),
          Map.entry("13/3", "Last day in Boston, 45 lb bar feels the same."),
          Map.entry("9/0", "Deload week."),
          Map.entry("8/0", "85 for the first time on bench!"),
          Map.entry("6/0", "Took bench down a bit to get a run-up."),
          Map.entry("6/2", "Phone call, skipped the rest."),
          Map.entry("4/2", "Bench still stuck."),
          Map.entry("2/1", "Best squats so far, belt helps."),
          Map.entry("1/3", "Lower back tight after deadlifts, went home."));

  private Story() {}

  /** How a planned day went. */
  enum Day {
    TRAINED,
    DELOAD,
    /** In a gym with pounds. */
    TRAVEL,
    /** Nothing happened and nothing was logged. */
    MISSED
  }

  static Day day(int week, int day) {
    if (LAYOFF.contains(week) || MISSED.getOrDefault(week, Set.of()).contains(day)) {
      return Day.MISSED;
    }
    if (DELOADS.contains(week)) {
      return Day.DELOAD;
    }
    return TRAVEL.contains(week) ? Day.TRAVEL : Day.TRAINED;
  }

  /** How many exercises were done before the lifter left; all of them on an ordinary day. */
  static int exercisesDone(int week, int day) {
    return CUT_SHORT.getOrDefault(week + "/" + day, Integer.MAX_VALUE);
  }

  /** What the lifter wrote about the day, or null. */
  static String note(int week, int day) {
    return NOTES.get(week + "/" + day);
  }

  /**
   * The deload weeks as the upper/lower plan counts them, from 1: those done, and the next one,
   * which is the coming week.
   */
  static List<Integer> deloadPlanWeeks() {
    return Stream.concat(DELOADS.stream(), Stream.of(-1))
        .map(week -> UPPER_LOWER_SINCE + 1 - week)
        .sorted()
        .toList();
  }

  /** The share of their strength that the lifter has that week, after the flu. */
  static double form(int week) {
    return switch (BACK_FROM_LAYOFF - week) {
      case 0 -> 0.93;
      case 1 -> 0.96;
      case 2 -> 0.98;
      default -> 1;
    };
  }

  /** Body weight in kilograms. */
  static final Growth BODY_WEIGHT =
      Growth.of(51, 78.1, 36, 80.2, 22, 81.5, 20, 79.1, 16, 80.7, 0, 82.4);
}
