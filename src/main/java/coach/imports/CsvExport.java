package coach.imports;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes coach's own CSV, one row per set, for spreadsheets; not a back-up: that is the JSON. */
public final class CsvExport {
  private static final String[] HEADER = {
    "date",
    "session",
    "exercise",
    "set_number",
    "type",
    "weight",
    "unit",
    "reps",
    "rpe",
    "rest_seconds",
    "note"
  };
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** A cell that begins with one of these is run as a formula by spreadsheets. */
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  private CsvExport() {}

  /**
   * Writes header and rows as they come, in UTF-8-safe text with CRLF line ends (RFC 4180).
   *
   * @return how many rows were written
   */
  public static long write(Iterator<ExportRow> rows, WeightUnit unit, Appendable out)
      throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    printer.printRecord((Object[]) HEADER);
    long count = 0;
    while (rows.hasNext()) {
      write(rows.next(), unit, printer);
      count++;
    }
    printer.flush();
    return count;
  }

  private static void write(ExportRow row, WeightUnit unit, CSVPrinter printer) throws IOException {
    printer.printRecord(
        DATE.format(row.startedAt()),
        text(row.session()),
        text(row.exercise()),
        row.setNumber(),
        row.type(),
        unit.fromGrams(row.weightGrams()).toPlainString(),
        unit.symbol(),
        row.reps(),
        row.rpe() == null ? "" : BigDecimal.valueOf(row.rpe()).stripTrailingZeros().toPlainString(),
        row.restSeconds(),
        text(row.note()));
  }

  /** An apostrophe in front keeps a spreadsheet from running the user's words. */
  private static String text(String words) {
    if (words == null || words.isEmpty()) {
      return "";
    }
    return FORMULA_STARTS.indexOf(words.charAt(0)) < 0 ? words : "'" + words;
  }
}
