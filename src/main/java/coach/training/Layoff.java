package coach.training;

/** How much of the last working weight to keep after time away from a lift. */
public final class Layoff {
  private Layoff() {}

  /**
   * Percent to keep after {@code days} without the exercise: 100 up to 14 days, 95 over 14, 90 over
   * 28, 80 over 56.
   */
  public static int percentAfter(long days) {
    Require.atLeast("days since the last session", days, 0);
    if (days > 56) {
      return 80;
    }
    if (days > 28) {
      return 90;
    }
    return days > Gap.LAYOFF_DAYS ? 95 : 100;
  }
}
