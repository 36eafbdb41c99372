package coach.training;

import java.util.Locale;

/** Where a muscle's weekly sets lie among its landmarks; boundaries in {@link Landmark#status}. */
public enum VolumeStatus {
  NO_DIRECT_WORK,
  BELOW_MAINTENANCE,
  MAINTENANCE,
  OPTIMAL,
  HIGH,
  EXCESSIVE,
  /** The published table has no row for this muscle, and the lifter gave no own. */
  NO_LANDMARK;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
