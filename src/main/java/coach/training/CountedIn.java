package coach.training;

import java.util.List;

/** What a set is counted in: most in repetitions, holds in seconds, carries and runs in metres. */
public enum CountedIn implements Coded {
  REPS("reps") {
    @Override
    public int amount(PerformedSet set) {
      return set.reps();
    }
  },
  SECONDS("s") {
    @Override
    public int amount(PerformedSet set) {
      return set.seconds();
    }
  },
  METRES("m") {
    @Override
    public int amount(PerformedSet set) {
      return set.metres();
    }
  };

  private final String unit;

  CountedIn(String unit) {
    this.unit = unit;
  }

  /** How much of it a set was, 0 or more. */
  public abstract int amount(PerformedSet set);

  /** As it is written after a number. */
  public String unit() {
    return unit;
  }

  /** One "rep" of a hold or a run is how other apps write it, and no repetition. */
  static CountedIn of(PerformedSet set) {
    if (set.reps() > 1 || set.seconds() == 0 && set.metres() == 0) {
      return REPS;
    }
    return set.metres() > 0 ? METRES : SECONDS;
  }

  /** That of the last work set that was done. */
  static CountedIn of(List<PerformedSet> sets) {
    return sets.stream()
        .filter(set -> set.isWork() && set.isDone())
        .map(CountedIn::of)
        .reduce((earlier, last) -> last)
        .orElse(REPS);
  }
}
