package coach.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.imports.Exports;
import coach.imports.Format;
import coach.imports.ImportedLog;
import coach.imports.ImportedSession;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvExportTest {
  private static final String ID = "53f4ce79-615f-36aa-90ef-114b4778c881";
  private static final String MORE =
      ",to_failure,superset,exercise_note,body_weight,ended,session_note,deload,time_zone,time_known,coach_id\r\n";
  private static final String HEADER =
      "date,session,exercise,set_number,type,weight,unit,reps,rpe,rest_seconds,note,duration_seconds,distance_m"
          + MORE;
  private static final String REST = ",,,,,,,,UTC,," + ID + "/";

  private static ObjectNode session(String title, int grams, Double rpe, Long rest, String note) {
    ObjectNode session = JsonNodeFactory.instance.objectNode().put("at", "2026-01-02 18:05:00");
    session.put("id", ID).put("zone", "UTC").put("time_known", true).put("day", title);
    session.putNull("ended").putNull("note").put("deload", false);
    ObjectNode row = session.putArray("sets").addObject().put("exercise", "Squat");
    row.put("note", note).putNull("exercise_note").putNull("superset").putNull("duration_s");
    row.putNull("distance_m")
        .putObject("set")
        .put("number", 1)
        .put("type", "regular")
        .put("weight_g", grams)
        .put("reps", 5)
        .put("rpe", rpe)
        .put("rest_s", rest);
    return session;
  }

  private static String csv(Unit unit, JsonNode... sessions) throws IOException {
    StringBuilder out = new StringBuilder(CsvExport.header());
    CsvExport.page(
        JsonNodeFactory.instance.arrayNode().addAll(List.of(sessions)), unit, out::append);
    return out.toString();
  }

  /** Without the check, which is another for everything else. */
  private static String unchecked(String csv) {
    return csv.replaceAll("/[0-9a-f]{12}\r\n", "/\r\n");
  }

  @Test
  void everySetIsOneRow() throws IOException {
    assertEquals(
        HEADER
            + "2026-01-02 18:05:00,Legs,Squat,1,regular,102.5,kg,5,8.5,180,deep,,"
            + REST
            + "\r\n2026-01-02 18:05:00,Legs,Squat,1,regular,0,kg,5,,,,,"
            + REST
            + "\r\n",
        unchecked(
            csv(
                Unit.KG,
                session("Legs", 102_500, 8.5, 180L, "deep"),
                session("Legs", 0, null, null, null))));
  }

  @Test
  void weightsAreInTheUnitAskedFor() throws IOException {
    String csv = csv(Unit.LB, session("Legs", 102_058, 10.0, null, ""));
    assertTrue(csv.contains(",regular,225,lb,5,10,"), csv);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+49", "-5 kg", "@SUM(A1)", "＝1", "'=1", "''-2"})
  void wordsThatASpreadsheetWouldRunGetAnApostropheAndLoseItAgain(String words) throws IOException {
    String csv = csv(Unit.KG, session(words, 0, null, null, words));
    assertTrue(csv.contains("18:05:00,'" + words + ",Squat"), csv);
    ImportedSession read = Exports.text(csv).sessions().get(0);
    assertEquals(words, read.title());
    assertEquals(words, read.exercises().get(0).sets().get(0).note());
  }

  @Test
  void quotesSeparatorsAndLineBreaksAreQuoted() throws IOException {
    String csv = csv(Unit.KG, session("Push,\n \"heavy\"", 0, null, null, "\ra\r\nb\n"));
    assertTrue(csv.contains(",\"Push, \"\"heavy\"\"\",Squat,1,regular,0,kg,5,,,"), csv);
    assertTrue(csv.contains("a\nb\","), csv);
  }

  @Test
  void noRowsGiveTheHeaderAlone() throws IOException {
    assertEquals(HEADER, csv(Unit.KG));
  }

  @Test
  void theImportSeesWhetherARowWasEdited() throws IOException {
    String csv = csv(Unit.KG, session("=Legs", 100_000, 8.5, 90L, "-5 kg, deep"));
    ImportedLog log = Exports.text(csv);
    assertEquals(Format.PLAIN, log.format());
    assertEquals(ID + " leg", log.sessions().get(0).key());
    assertTrue(log.sessions().get(0).isUnchanged());
    for (String[] edit :
        new String[][] {{",100,kg", ",105,kg"}, {"8.5", "9"}, {",90,", ",60,"}, {"deep", "high"}}) {
      ImportedLog edited = Exports.text(csv.replace(edit[0], edit[1]));
      assertFalse(edited.sessions().get(0).isUnchanged(), edit[0]);
    }
    // A spreadsheet in another country saves it so.
    assertTrue(Exports.text(csv.replace("8.5", "8.50")).sessions().get(0).isUnchanged());
  }
}
