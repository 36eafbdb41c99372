package coach.demo;

/**
 * What the lifter trains, as they spell it, and how strong they become on it.
 *
 * <p>The growth is the load in kilograms that they can just do for the planned sets and repetitions
 * so many weeks ago; for {@link Kind#BODY} the repetitions of the first set, for {@link
 * Kind#ASSISTED} the help they need, for {@link Kind#ADDED} what they hang on.
 */
enum Lift {
  SQUAT(
      "Squat",
      "barbell",
      Kind.MAIN,
      Growth.of(51, 50, 46, 78, 40, 93, 35, 101, 28, 106, 22, 111, 16, 114, 9, 121.5, 0, 132)),
  BENCH(
      "Bench Press",
      "barbell",
      Kind.MAIN,
      Growth.of(51, 41.5, 46, 55, 40, 63, 35, 68, 28, 73, 22, 76.5, 16, 79, 10, 83, 0, 83)),
  DEADLIFT(
      "Deadlift",
      "barbell",
      Kind.MAIN,
      Growth.of(51, 60, 46, 92, 40, 108, 35, 118, 22, 133, 16, 136, 0, 158)),
  OVERHEAD_PRESS(
      "Overhead Press",
      "barbell",
      Kind.MAIN,
      Growth.of(51, 27.5, 46, 36, 35, 43, 22, 48, 16, 49, 0, 55)),
  ROW("Barbell Row", "barbell", Kind.ASSISTANCE, Growth.of(51, 40, 35, 62, 22, 70, 0, 81)),
  ROMANIAN_DEADLIFT("RDL", "barbell", Kind.ASSISTANCE, Growth.of(34, 70, 0, 108)),
  INCLINE_PRESS(
      "Incline Dumbbell Press", "dumbbell", Kind.ASSISTANCE, Growth.of(34, 20, 12, 25, 0, 28.5)),
  SPLIT_SQUAT("Bulgarian Split Squat", "dumbbell", Kind.ASSISTANCE, Growth.of(34, 10, 0, 21)),
  LATERAL_RAISE("Lateral Raise", "dumbbell", Kind.ASSISTANCE, Growth.of(34, 7.5, 0, 11.5)),
  CURL("Dumbbell Curl", "dumbbell", Kind.ASSISTANCE, Growth.of(51, 8, 35, 11, 0, 15.5)),
  HAMMER_CURL("Hammer Curl", "dumbbell", Kind.ASSISTANCE, Growth.of(34, 10, 0, 16.5)),
  PUSHDOWN("Rope Pushdown", "cable", Kind.ASSISTANCE, Growth.of(34, 22, 0, 37)),
  PULLDOWN("Lat Pulldown", "cable", Kind.ASSISTANCE, Growth.of(34, 50, 0, 69)),
  FACE_PULL("Face Pull", "cable", Kind.ASSISTANCE, Growth.of(34, 16, 0, 28)),
  BLUE_ROW("Blue Row Machine", "machine", Kind.ASSISTANCE, Growth.of(34, 45, 0, 73)),
  LEG_PRESS("Leg Press", "machine", Kind.ASSISTANCE, Growth.of(34, 122, 0, 217)),
  LEG_CURL("Lying Leg Curl", "machine", Kind.ASSISTANCE, Growth.of(34, 35, 0, 53)),
  SEATED_LEG_CURL("Seated Leg Curl", "machine", Kind.ASSISTANCE, Growth.of(34, 40, 0, 59)),
  LEG_EXTENSION("Leg Extension", "machine", Kind.ASSISTANCE, Growth.of(34, 41, 0, 66)),
  CALF_RAISE("Standing Calf Raise", "machine", Kind.ASSISTANCE, Growth.of(51, 60, 0, 122)),
  LEG_RAISE("Hanging Leg Raise", "body only", Kind.BODY, Growth.of(34, 8, 0, 14)),
  ASSISTED_DIP("Assisted Dip", "machine", Kind.ASSISTED, Growth.of(51, 34, 35, 6)),
  DIP("Dips", "body only", Kind.BODY, Growth.of(34, 6.5, 22, 9, 19, 8, 0, 13)),
  PULL_UP("Pull-Up", "body only", Kind.BODY, Growth.of(51, 3.5, 35, 7.5, 22, 10)),
  WEIGHTED_PULL_UP("Pull-Up", "body only", Kind.ADDED, Growth.of(19, 3, 0, 13.5));

  /** How a lift is loaded and how carefully it is logged. */
  enum Kind {
    /** A barbell lift with warm-ups and RPE. */
    MAIN,
    ASSISTANCE,
    /** Body weight alone. */
    BODY,
    /** A machine that helps. */
    ASSISTED,
    /** Body weight and a belt. */
    ADDED
  }

  /** The machine that only this lifter's gym has: their one exercise of their own. */
  static final Lift CUSTOM = BLUE_ROW;

  private final String spelling;
  private final String equipment;
  private final Kind kind;
  private final Growth growth;

  Lift(String spelling, String equipment, Kind kind, Growth growth) {
    this.spelling = spelling;
    this.equipment = equipment;
    this.kind = kind;
    this.growth = growth;
  }

  /** As the lifter writes it into the log. */
  String spelling() {
    return spelling;
  }

  /** A name of the catalogue's equipment. */
  String equipment() {
    return equipment;
  }

  Kind kind() {
    return kind;
  }

  /** Whether the lifter's own weight is part of the load. */
  boolean movesBody() {
    return kind == Kind.BODY || kind == Kind.ASSISTED || kind == Kind.ADDED;
  }

  double growth(int weeksAgo) {
    return growth.at(weeksAgo);
  }

  /** What the plan's line means at that time: pull-ups get a belt after the layoff. */
  Lift asTrained(int weeksAgo) {
    return this == PULL_UP && weeksAgo <= Story.BELT_SINCE ? WEIGHTED_PULL_UP : this;
  }
}
