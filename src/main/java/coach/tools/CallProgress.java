package coach.tools;

/** How far a call has come, told to whoever waits for it; most calls are too short to say it. */
@FunctionalInterface
public interface CallProgress {
  /** Nobody asked to be told. */
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
