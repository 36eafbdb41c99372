package coach.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.imports.Exports;
import coach.imports.Format;
import coach.imports.ImportedLog;
import coach.imports.ImportedSession;
import coach.imports.ImportedSet;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvExportTest {
  private static final String HEADER =
      "date,session,exercise,set_number,type,weight,unit,reps,rpe,rest_seconds,note,duration_seconds,distance_m\r\n";

  private static JsonNode row(String session, int grams, Double rpe, Long rest, String note) {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("at", "2026-01-02T18:05:00");
    row.put("day", session).put("exercise", "Squat").put("note", note);
    row.putObject("set")
        .put("number", 1)
        .put("type", "regular")
        .put("weight_g", grams)
        .put("reps", 5)
        .put("rpe", rpe)
        .put("rest_s", rest);
    return row;
  }

  private static String csv(Unit unit, JsonNode... rows) throws IOException {
    StringBuilder out = new StringBuilder();
    CSVPrinter printer = CsvExport.begin(out);
    for (JsonNode row : rows) {
      CsvExport.write(row, unit, printer);
    }
    return out.toString();
  }

  @Test
  void everySetIsOneRow() throws IOException {
    assertEquals(
        HEADER
            + "2026-01-02 18:05:00,Legs,Squat,1,regular,102.5,kg,5,8.5,180,deep,,\r\n"
            + "2026-01-02 18:05:00,Legs,Squat,1,regular,0,kg,5,,,,,\r\n",
        csv(Unit.KG, row("Legs", 102_500, 8.5, 180L, "deep"), row("Legs", 0, null, null, null)));
  }

  @Test
  void weightsAreInTheUnitAskedFor() throws IOException {
    assertEquals(
        HEADER + "2026-01-02 18:05:00,Legs,Squat,1,regular,225,lb,5,10,,,,\r\n",
        csv(Unit.LB, row("Legs", 102_058, 10.0, null, "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+49", "-5 kg", "@SUM(A1)", "\tx", "\r=x", "\n=x", "＝1"})
  void wordsThatASpreadsheetWouldRunGetAnApostrophe(String words) throws IOException {
    String cell = csv(Unit.KG, row(words, 0, null, null, null)).split(",", 14)[13];
    String shown = cell.substring(0, cell.indexOf(",Squat"));
    assertEquals(
        "'" + words.replace('\r', '\uFFFD'),
        shown.startsWith("\"") ? shown.substring(1, shown.length() - 1) : shown);
  }

  @Test
  void quotesSeparatorsAndLineBreaksAreQuoted() throws IOException {
    String csv = csv(Unit.KG, row("Push, \"heavy\"", 0, null, null, "a\nb"));
    assertEquals(
        HEADER
            + "2026-01-02 18:05:00,\"Push, \"\"heavy\"\"\",Squat,1,regular,0,kg,5,,,\"a\nb\",,\r\n",
        csv);
  }

  @Test
  void noRowsGiveTheHeaderAlone() throws IOException {
    assertEquals(HEADER, csv(Unit.KG));
  }

  @Test
  void theImportReadsItAsItIs() throws IOException {
    String csv = csv(Unit.KG, row("=Legs", 100_000, 8.5, 90L, "-5 kg, deep"));
    ImportedLog log = Exports.text(csv);
    assertEquals(Format.PLAIN, log.format());
    ImportedSession session = log.sessions().get(0);
    assertEquals("=Legs", session.title());
    ImportedSet set = session.exercises().get(0).sets().get(0);
    assertEquals(
        new ImportedSet(
            2,
            ImportedSet.Kind.REGULAR,
            false,
            100_000,
            5,
            8.5,
            Duration.ofSeconds(90),
            null,
            null,
            "-5 kg, deep"),
        set);
  }
}
