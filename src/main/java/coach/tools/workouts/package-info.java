/** Workouts: listed, logged, corrected and undone. */
package coach.tools.workouts;
