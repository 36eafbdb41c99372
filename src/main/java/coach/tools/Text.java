package coach.tools;

import coach.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds the text of an answer: short lines and small tables that read well in any chat. */
public final class Text {
  private final StringBuilder built = new StringBuilder();

  /** One line, whatever it quotes; formatted as by {@link String#format} where there are values. */
  public Text line(String format, Object... values) {
    String line = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
    built.append(Shown.line(line)).append('\n');
    return this;
  }

  /** A line that is left out where the condition does not hold. */
  public Text lineIf(boolean condition, String format, Object... values) {
    return condition ? line(format, values) : this;
  }

  /** Rows below a header, columns aligned; left out where there are no rows. */
  public Text table(List<String> header, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return this;
    }
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    rows.forEach(row -> all.add(row.stream().map(Shown::line).toList()));
    int[] widths = new int[header.size()];
    for (List<String> row : all) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    all.forEach(row -> row(row, widths));
    return this;
  }

  private void row(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
    }
    built.append(line.toString().stripTrailing()).append('\n');
  }

  @Override
  public String toString() {
    return built.toString().stripTrailing();
  }
}
