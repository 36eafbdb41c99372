/** How one exercise develops, in words and as a chart. */
package coach.tools.progress;
