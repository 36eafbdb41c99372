/** What to lift next: the next weight, or a deload. */
package coach.tools.progression;
