package coach.imports;

import org.apache.commons.csv.CSVRecord;

/**
 * One data row, read by what its columns mean.
 *
 * @param line where the row starts in the file, from 1
 */
record Row(CSVRecord cells, Header header, int line) {

  /** Stripped; empty when the cell is empty or the file has no such column. */
  String text(Column column) {
    return cell(header.index(column));
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
    for (String cell : cells) {
      if (!cell.isBlank()) {
        return false;
      }
    }
    return true;
  }
}
