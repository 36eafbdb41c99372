/** Personal records, held and new. */
package coach.tools.records;
