package coach.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * One data row, read by what its columns mean.
 *
 * @param line where the row starts in the file, from 1
 */
record Row(List<String> cells, Header header, int line) {

  static Row of(CSVRecord read, Header header, int line) {
    List<String> cells = Arrays.asList(read.values());
    if (header.layout().format() == Format.PLAIN) {
      cells.replaceAll(Row::withoutGuard);
    }
    return new Row(header.isUnquoted() ? joined(cells, header) : cells, header, line);
  }

  /** The apostrophe with which coach keeps a spreadsheet from running a text. */
  private static String withoutGuard(String cell) {
    return cell.matches("(?s)'+[=+@\\t\\r\\n＝＋－＠-].*") ? cell.substring(1) : cell;
  }

  /** FitNotes does not quote: a comma in an exercise's name moves the cells behind it. */
  private static List<String> joined(List<String> cells, Header header) {
    int moved = cells.size() - header.names().size();
    int name = header.index(Column.EXERCISE);
    int weight = header.weights().get(0).index();
    if (moved <= 0 || weight < name || isNumber(cells.get(weight))) {
      return cells;
    }
    if (!isNumber(cells.get(weight + moved))) {
      return cells;
    }
    List<String> joined = new ArrayList<>(cells.subList(0, name));
    joined.add(String.join(",", cells.subList(name, name + moved + 1)));
    joined.addAll(cells.subList(name + moved + 1, cells.size()));
    return joined;
  }

  private static boolean isNumber(String cell) {
    return cell.isBlank() || Cells.decimal(cell.strip()) != null;
  }

  /** Whether coach itself has exported the file. */
  boolean isOwn() {
    return header.has(Column.COACH_ID);
  }

  /** Stripped; empty when the cell is empty or the file has no such column. */
  String text(Column column) {
    return cell(header.index(column));
  }

  /** The row with another text in this column, which the file must have. */
  Row with(Column column, String text) {
    List<String> other = new ArrayList<>(cells);
    other.set(header.index(column), text);
    return new Row(other, header, line);
  }

  String cell(int index) {
    return index < 0 || index >= cells.size() ? "" : cells.get(index).strip();
  }

  /** Refuses a row whose cells cannot belong to the header's columns. */
  void checkWidth(boolean cutOff) {
    int width = header.names().size();
    for (int index = width; index < cells.size(); index++) {
      if (!cells.get(index).isBlank()) {
        throw new BadCell(
            "The row has %d fields and the header %d; expected quotes around text or decimals that contain the separator."
                .formatted(cells.size(), width));
      }
    }
    if (cells.size() < width && (cutOff || lacksRequired())) {
      throw new BadCell(
          "The row has %d fields and the header %d; expected a whole row%s."
              .formatted(cells.size(), width, cutOff ? ", but the file ends here" : ""));
    }
  }

  private boolean lacksRequired() {
    return header.layout().columns().stream()
        .anyMatch(known -> known.required() && header.index(known.column()) >= cells.size());
  }

  boolean isBlank() {
    return cells.stream().allMatch(String::isBlank);
  }
}
