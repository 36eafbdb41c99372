package coach.imports;

/**
 * Something in one row that could not be taken over.
 *
 * @param line where the row starts in the file, from 1
 * @param sentence which column, which value, and what is expected
 */
public record RowFault(int line, String sentence) {

  @Override
  public String toString() {
    return "line " + line + ": " + sentence;
  }
}
