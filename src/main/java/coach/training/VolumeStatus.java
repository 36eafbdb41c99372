package coach.training;

import java.util.Locale;

/** Where a muscle's weekly sets lie among its landmarks; boundaries in {@link Landmark#status}. */
public enum VolumeStatus {
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

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
