package coach.tools;

/** How far a call has come, reported to the client; most calls are too short for it. */
@FunctionalInterface
public interface CallProgress {
  /** No reports. */
  CallProgress NONE = (done, total, message) -> {};

  /**
   * Tells one step; what is not further than the step before is not sent.
   *
   * @param done in any unit, the same throughout a call
   * @param total in that unit; 0 where it is unknown
   * @param message a few words for people, or null
   */
  void step(double done, double total, String message);
}
