/** The catalogue, own exercises, and the history of one. */
package coach.tools.exercises;
