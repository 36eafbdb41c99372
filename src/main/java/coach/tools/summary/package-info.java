/** The last weeks in one answer. */
package coach.tools.summary;
