/** Messages that nobody means well, by the ten thousand, and a judge of what comes back. */
package coach.fuzz;
