/**
 * Reads the exports of other training apps into one neutral log; knows the units of {@code
 * training}, and nothing of the database, of tools or of the protocol.
 */
package coach.imports;
