/** Taking in the logs of other training apps. */
package coach.tools.imports;
