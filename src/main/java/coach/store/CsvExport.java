package coach.store;

import coach.Shown;
import coach.store.ExportRows.ExportRow;
import coach.training.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes coach's own CSV, one row per set, for spreadsheets; not a backup: that is the JSON. */
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
  public static long write(Iterator<ExportRow> rows, Unit unit, Appendable out) throws IOException {
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

  private static void write(ExportRow row, Unit unit, CSVPrinter printer) throws IOException {
    printer.printRecord(
        DATE.format(row.startedAt()),
        text(row.session()),
        text(row.exercise()),
        row.setNumber(),
        row.type(),
        weight(row.weightGrams(), unit),
        unit.symbol(),
        row.reps(),
        row.rpe() == null ? "" : BigDecimal.valueOf(row.rpe()).stripTrailingZeros().toPlainString(),
        row.restSeconds(),
        text(row.note()));
  }

  /** Finer than answers show it, so that a sheet of many rows adds up. */
  private static String weight(int grams, Unit unit) {
    BigDecimal weight =
        BigDecimal.valueOf(unit.fromGrams(grams))
            .setScale(unit == Unit.KG ? 3 : 2, RoundingMode.HALF_UP);
    return weight.signum() == 0 ? "0" : weight.stripTrailingZeros().toPlainString();
  }

  /** An apostrophe in front keeps a spreadsheet from running the user's words. */
  private static String text(String words) {
    if (words == null || words.isEmpty()) {
      return "";
    }
    String shown = Shown.text(words);
    return FORMULA_STARTS.indexOf(words.charAt(0)) < 0 ? shown : "'" + shown;
  }
}
