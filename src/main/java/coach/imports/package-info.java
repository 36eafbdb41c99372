/**
 * Reads the exports of other training apps into one neutral model, and writes coach's own CSV;
 * knows nothing of the database, of tools or of the protocol.
 */
package coach.imports;
