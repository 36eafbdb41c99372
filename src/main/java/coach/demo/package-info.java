/**
 * A year of training for people who have none to show yet: one lifter's story, told the same way on
 * every machine and dated to end with today, with everything planted that the tools should find.
 *
 * <p>{@link coach.demo.Story} says what happens when, {@link coach.demo.Lift} how strong the lifter
 * becomes, {@link coach.demo.Athlete} what they therefore lift on a day; {@link
 * coach.demo.DemoYear} is the result and {@link coach.demo.DemoAccount} stores it.
 */
package coach.demo;
