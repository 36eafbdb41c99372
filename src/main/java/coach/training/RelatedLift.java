package coach.training;

/**
 * A lift that the caller holds to be related, for a first session without any history.
 *
 * @param exercise its name, for the answer
 * @param oneRepMaxGrams its estimated maximum in grams
 * @param share how much of it the new lift is taken to allow, above 0 up to 1.5
 */
public record RelatedLift(String exercise, double oneRepMaxGrams, double share) {

  /**
   * A cautious start where nothing better is known: ours, not a published ratio. Too light costs
   * one easy session, too heavy costs more.
   */
  public static final double CAUTIOUS_SHARE = 0.7;

  public RelatedLift {
    Require.notNegative("related one-rep maximum in grams", oneRepMaxGrams);
    if (!(share > 0 && share <= 1.5)) {
      throw new IllegalArgumentException("share is " + share + ". Send more than 0, up to 1.5.");
    }
  }
}
