package coach.training;

import java.util.List;

/** How a set was meant; the names are those of the table {@code exercise_set_type}. */
public enum SetType {
  WARM_UP("warm-up"),
  REGULAR("regular"),
  DROP_SET("drop-set"),
  MYO_REP("myo-rep"),
  PYRAMID_SET("pyramid-set"),
  SUPER_SET("super-set"),
  AMRAP("AMRAP"),
  OTHER("other");

  private static final List<SetType> ALL = List.of(values());

  private final String databaseName;

  SetType(String databaseName) {
    this.databaseName = databaseName;
  }

  /** The type with this name, in any case; one that coach does not know counts as "other". */
  public static SetType of(String name) {
    for (SetType type : ALL) {
      if (type.databaseName.equalsIgnoreCase(name)) {
        return type;
      }
    }
    return OTHER;
  }

  public String databaseName() {
    return databaseName;
  }

  public boolean isWarmUp() {
    return this == WARM_UP;
  }

  /**
   * True for sets that may show a lifter's strength: done fresh, and for as many reps as they
   * count. A drop set follows on without rest, a myo-rep set adds up several, and "other" is
   * unknown.
   */
  public boolean showsStrength() {
    return switch (this) {
      case REGULAR, AMRAP, PYRAMID_SET, SUPER_SET -> true;
      case WARM_UP, DROP_SET, MYO_REP, OTHER -> false;
    };
  }

  /**
   * True for sets that are meant to be done at one working weight: neither a warm-up nor a set that
   * is lighter or shorter by design (drop, myo-rep, pyramid).
   */
  public boolean isStraight() {
    return switch (this) {
      case WARM_UP, DROP_SET, MYO_REP, PYRAMID_SET -> false;
      case REGULAR, SUPER_SET, AMRAP, OTHER -> true;
    };
  }
}
