package coach.imports;

/**
 * Rows that are fine but that coach has no place for: time or distance without reps.
 *
 * @param firstLine the first such row of this exercise
 * @param rows how many
 */
public record UnsupportedSets(String exercise, String reason, int firstLine, int rows) {}
