package coach.training;

/**
 * Volume landmarks of one muscle group in hard sets per week.
 *
 * @param maintenance MV: keeps what is there
 * @param minimumEffective MEV: least that grows
 * @param adaptiveLow low end of MAV: where most growth is had
 * @param adaptiveHigh high end of MAV
 * @param maximumRecoverable MRV: most that can be recovered from
 */
public record Landmark(
    int maintenance,
    int minimumEffective,
    int adaptiveLow,
    int adaptiveHigh,
    int maximumRecoverable) {
  /** Where weekly sets lie among the landmarks; boundaries in {@link Landmark#status}. */
  public enum VolumeStatus implements Coded {
    /** No direct set. */
    NONE,
    /** Under MV, or above 0 and under MAV where MEV is 0. */
    SOME,
    /** From MV. */
    MAINTENANCE,
    /** From MEV. */
    PRODUCTIVE,
    /** Inside MAV. */
    OPTIMAL,
    /** Above MAV, to MRV. */
    HIGH,
    /** Above MRV. */
    EXCESSIVE,
    /** The published table has no row for this muscle, and the lifter gave no own. */
    NO_LANDMARK;
  }

  public Landmark {
    boolean rising =
        0 <= maintenance
            && maintenance <= minimumEffective
            && minimumEffective <= adaptiveLow
            && adaptiveLow <= adaptiveHigh
            && adaptiveHigh <= maximumRecoverable;
    if (!rising || maximumRecoverable > 100) {
      throw new IllegalArgumentException(
          "landmarks are %d/%d/%d-%d/%d. Send MV <= MEV <= MAV <= MRV, 0 to 100."
              .formatted(
                  maintenance, minimumEffective, adaptiveLow, adaptiveHigh, maximumRecoverable));
    }
  }

  /** Where {@code sets} direct sets per week (0 or more, an average may be a fraction) lie. */
  public VolumeStatus status(double sets) {
    Require.notNegative("sets per week", sets);
    if (sets == 0) {
      return VolumeStatus.NONE;
    }
    if (sets < adaptiveLow) {
      return sets < maintenance || minimumEffective == 0
          ? VolumeStatus.SOME
          : sets < minimumEffective ? VolumeStatus.MAINTENANCE : VolumeStatus.PRODUCTIVE;
    }
    if (sets <= adaptiveHigh) {
      return VolumeStatus.OPTIMAL;
    }
    return sets <= maximumRecoverable ? VolumeStatus.HIGH : VolumeStatus.EXCESSIVE;
  }

  /** "8/10/12-20/22". */
  public String brief() {
    return "%d/%d/%d-%d/%d"
        .formatted(maintenance, minimumEffective, adaptiveLow, adaptiveHigh, maximumRecoverable);
  }

  /** "MV 8, MEV 10, MAV 12-20, MRV 22". */
  public String display() {
    return "MV %d, MEV %d, MAV %d-%d, MRV %d"
        .formatted(maintenance, minimumEffective, adaptiveLow, adaptiveHigh, maximumRecoverable);
  }
}
