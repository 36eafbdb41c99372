/**
 * A year of training for people who have none to show yet: one lifter's log, dated to end with
 * today, with everything planted that the tools should find.
 *
 * <p>{@code demo/year.txt} is the log, for people to read and change; {@link coach.demo.DemoFile}
 * reads it into a {@link coach.demo.DemoYear}, {@link coach.demo.DemoRows} makes rows of it and
 * {@link coach.demo.DemoAccount} stores them.
 */
package coach.demo;
