/**
 * Training arithmetic: pure functions from what a lifter performed to estimates, trends and
 * suggestions. Nothing here reads or writes anything.
 *
 * <p>Weights are whole grams (estimates are grams as {@code double}, rounded only for display),
 * dates are the lifter's local days, weeks are ISO weeks that start on Monday. Arguments out of
 * range are refused with an {@link IllegalArgumentException} that names the value; callers validate
 * before.
 */
package coach.training;
