package coach.store;

import coach.Caller;
import coach.Shown;
import coach.db.Answer;
import coach.db.Database;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes coach's own CSV, one row per set, for spreadsheets; not a backup: that is the JSON. */
public final class CsvExport {
  private static final int SESSIONS = 200;
  private static final String HEADER =
      "date session exercise set_number type weight unit reps rpe rest_seconds note duration_seconds distance_m";

  /** A cell that begins with one of these is run as a formula by spreadsheets. */
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  private CsvExport() {}

  /**
   * Writes header and rows, oldest first and page by page, in UTF-8 with CRLF line ends (RFC 4180).
   *
   * @param done told the sessions written and how many there are
   */
  public static void write(
      Database database, Caller caller, OutputStream out, BiConsumer<Integer, Integer> done)
      throws IOException {
    CSVPrinter printer =
        begin(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    Caller next = caller;
    int total = 1;
    for (int offset = 0; offset < total; offset += SESSIONS) {
      Answer page =
          database.run(
              next, "export_sets", Map.of("page_limit", "" + SESSIONS, "page_offset", "" + offset));
      Unit unit = Unit.parse(page.context().unit());
      for (JsonNode row : page.data().get("sets")) {
        write(row, unit, printer);
      }
      total = page.data().get("total").intValue();
      done.accept(Math.min(offset + SESSIONS, total), total);
      next = caller.counted();
    }
    printer.flush();
  }

  static CSVPrinter begin(Appendable out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    printer.printRecord((Object[]) HEADER.split(" "));
    return printer;
  }

  /** One set as {@code export_sets} answers it. */
  static void write(JsonNode row, Unit unit, CSVPrinter printer) throws IOException {
    JsonNode set = row.get("set");
    printer.printRecord(
        row.get("at").textValue().replace('T', ' '),
        text(row.get("day").textValue()),
        text(row.get("exercise").textValue()),
        set.get("number").intValue(),
        set.get("type").textValue(),
        // Help is a negative weight, as the import reads it.
        weight(set.get("weight_g").asInt(0) - set.path("assistance_g").asInt(0), unit),
        unit.symbol(),
        set.get("reps").intValue(),
        set.get("rpe").isNull() ? "" : plain(set.get("rpe").decimalValue()),
        set.get("rest_s").isNull() ? "" : set.get("rest_s").longValue(),
        text(row.get("note").textValue()),
        row.path("duration_s").asText(),
        row.path("distance_m").asText());
  }

  /** Finer than answers show it, so that a sheet of many rows adds up. */
  private static String weight(int grams, Unit unit) {
    BigDecimal weight = BigDecimal.valueOf(unit.fromGrams(grams));
    return plain(weight.setScale(unit == Unit.KG ? 3 : 2, RoundingMode.HALF_UP));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
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
