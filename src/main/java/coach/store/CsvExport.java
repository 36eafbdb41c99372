package coach.store;

import coach.Caller;
import coach.Shown;
import coach.db.Answer;
import coach.db.Database;
import coach.imports.ImportedSession;
import coach.imports.LogReader;
import coach.imports.ReadOptions;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes coach's own CSV, one row per set, for spreadsheets and for the import, which gets every
 * performed set back as it was; drafts, plans and settings are in the JSON only.
 */
public final class CsvExport {
  private static final int SESSIONS = 200;
  private static final String HEADER =
      "date session exercise set_number type weight unit reps rpe rest_seconds note duration_seconds distance_m"
          + " to_failure superset exercise_note body_weight ended session_note deload time_zone"
          + " time_known coach_id";

  /** A cell that begins with one of these is run as a formula by spreadsheets. */
  private static final Pattern FORMULA = Pattern.compile("(?s)'*[=+@\\t\\r\\n＝＋－＠-].*");

  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\p{Cntrl}]+");

  private CsvExport() {}

  /** Takes one session's rows. */
  @FunctionalInterface
  public interface SessionRows {
    void take(String rows) throws IOException;
  }

  /** The line above the rows. */
  public static String header() {
    return HEADER.replace(' ', ',') + "\r\n";
  }

  /**
   * Writes header and rows, oldest first and page by page, in UTF-8 with CRLF line ends (RFC 4180).
   *
   * @param done told the sessions written and how many there are
   */
  public static void write(
      Database database, Caller caller, OutputStream out, BiConsumer<Integer, Integer> done)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(header());
    each(database, caller, writer::write, done);
    writer.flush();
  }

  /** Gives the rows of one session after the other, oldest first; otherwise as {@link #write}. */
  public static void each(
      Database database, Caller caller, SessionRows rows, BiConsumer<Integer, Integer> done)
      throws IOException {
    Caller next = caller;
    int total = 1;
    for (int offset = 0; offset < total; offset += SESSIONS) {
      Answer page =
          database.run(
              next, "export_sets", Map.of("page_limit", "" + SESSIONS, "page_offset", "" + offset));
      page(page.data().get("sessions"), Unit.parse(page.context().unit()), rows);
      total = page.data().get("total").intValue();
      done.accept(Math.min(offset + SESSIONS, total), total);
      next = caller.counted();
    }
  }

  /** Sessions as {@code export_sets} answers them. */
  static void page(JsonNode sessions, Unit unit, SessionRows rows) throws IOException {
    if (sessions.isEmpty()) {
      return;
    }
    StringBuilder unchecked = new StringBuilder(header());
    for (JsonNode session : sessions) {
      unchecked.append(rows(session, unit, "0".repeat(ImportedSession.CHECK)));
    }
    Map<String, String> checks = checks(unchecked.toString());
    for (JsonNode session : sessions) {
      String id = session.get("id").textValue();
      rows.take(rows(session, unit, checks.getOrDefault(id, "0".repeat(ImportedSession.CHECK))));
    }
  }

  /** What the import will read of each session, by its id: whether it was edited shows by that. */
  private static Map<String, String> checks(String table) throws IOException {
    byte[] bytes = table.getBytes(StandardCharsets.UTF_8);
    Map<String, String> checks = new HashMap<>();
    for (ImportedSession session :
        LogReader.read(
                new ByteArrayInputStream(bytes),
                bytes.length,
                ReadOptions.anything(),
                LogReader.ReadProgress.NONE)
            .sessions()) {
      checks.put(session.own().id(), session.fingerprint().substring(0, ImportedSession.CHECK));
    }
    return checks;
  }

  private static String rows(JsonNode session, Unit unit, String check) throws IOException {
    StringBuilder rows = new StringBuilder();
    CSVPrinter printer = new CSVPrinter(rows, CSVFormat.RFC4180);
    for (JsonNode row : session.get("sets")) {
      List<Object> cells = new ArrayList<>();
      cells.add(session.get("at").textValue());
      cells.add(name(session.path("day")));
      cells.add(name(row.get("exercise")));
      addSet(cells, row, row.get("set"), unit);
      cells.add(said(session.path("ended")));
      cells.add(text(session.path("note")));
      cells.add(yes(session.path("deload").asBoolean()));
      cells.add(session.path("zone").asText());
      cells.add(session.path("time_known").asBoolean() ? "" : "no");
      cells.add(session.get("id").textValue() + "/" + check);
      printer.printRecord(cells);
    }
    return rows.toString();
  }

  private static void addSet(List<Object> cells, JsonNode row, JsonNode set, Unit unit) {
    cells.add(set.get("number").intValue());
    cells.add(set.get("type").textValue());
    // Help is a negative weight, as the import reads it.
    cells.add(weight(set.get("weight_g").asInt(0) - set.path("assistance_g").asInt(0), unit));
    cells.add(unit.symbol());
    cells.add(set.get("reps").intValue());
    cells.add(set.path("rpe").isNumber() ? plain(set.get("rpe").decimalValue()) : "");
    cells.add(said(set.path("rest_s")));
    cells.add(text(row.path("note")));
    cells.add(said(row.path("duration_s")));
    cells.add(said(row.path("distance_m")));
    cells.add(yes(row.path("to_failure").asBoolean()));
    cells.add(name(row.path("superset")));
    cells.add(text(row.path("exercise_note")));
    boolean isWeighed = set.path("bodyweight_g").isInt();
    cells.add(isWeighed ? weight(set.get("bodyweight_g").intValue(), unit) : "");
  }

  private static String yes(boolean is) {
    return is ? "yes" : "";
  }

  private static String said(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }

  /** Finer than answers show it, so that a sheet of many rows adds up. */
  private static String weight(int grams, Unit unit) {
    BigDecimal weight = BigDecimal.valueOf(unit.fromGrams(grams));
    return plain(weight.setScale(unit == Unit.KG ? 3 : 2, RoundingMode.HALF_UP));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** On one line, as the import reads names. */
  private static String name(JsonNode words) {
    return guarded(SPACES.matcher(Shown.line(words.asText(""))).replaceAll(" ").strip(), words);
  }

  private static String text(JsonNode words) {
    return guarded(Shown.text(words.asText("").replace("\r\n", "\n")).strip(), words);
  }

  /** An apostrophe in front keeps a spreadsheet from running the user's words. */
  private static String guarded(String shown, JsonNode words) {
    if (words.isNull()) {
      return "";
    }
    return FORMULA.matcher(shown).matches() ? "'" + shown : shown;
  }
}
