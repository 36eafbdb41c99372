package coach.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.imports.Exports;
import coach.imports.ImportError;
import coach.store.ExportRows.ExportRow;
import coach.training.Unit;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvExportTest {
  private static final String HEADER =
      "date,session,exercise,set_number,type,weight,unit,reps,rpe,rest_seconds,note\r\n";

  private static ExportRow row(String session, int grams, Double rpe, Long rest, String note) {
    LocalDateTime start = LocalDateTime.of(2026, 1, 2, 18, 5);
    return new ExportRow(start, session, "Squat", 1, "regular", grams, 5, rpe, rest, note);
  }

  private static String csv(Unit unit, ExportRow... rows) throws IOException {
    StringBuilder out = new StringBuilder();
    assertEquals(rows.length, CsvExport.write(List.of(rows).iterator(), unit, out));
    return out.toString();
  }

  @Test
  void everySetIsOneRow() throws IOException {
    assertEquals(
        HEADER
            + "2026-01-02 18:05:00,Legs,Squat,1,regular,102.5,kg,5,8.5,180,deep\r\n"
            + "2026-01-02 18:05:00,Legs,Squat,1,regular,0,kg,5,,,\r\n",
        csv(Unit.KG, row("Legs", 102_500, 8.5, 180L, "deep"), row("Legs", 0, null, null, null)));
  }

  @Test
  void weightsAreInTheUnitAskedFor() throws IOException {
    assertEquals(
        HEADER + "2026-01-02 18:05:00,Legs,Squat,1,regular,225,lb,5,10,,\r\n",
        csv(Unit.LB, row("Legs", 102_058, 10.0, null, "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+49", "-5 kg", "@SUM(A1)", "\tx", "\r=x", "\n=x", "＝1"})
  void wordsThatASpreadsheetWouldRunGetAnApostrophe(String words) throws IOException {
    String cell = csv(Unit.KG, row(words, 0, null, null, null)).split(",", 12)[11];
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
            + "2026-01-02 18:05:00,\"Push, \"\"heavy\"\"\",Squat,1,regular,0,kg,5,,,\"a\nb\"\r\n",
        csv);
  }

  @Test
  void noRowsGiveTheHeaderAlone() throws IOException {
    assertEquals(HEADER, csv(Unit.KG));
  }

  @Test
  void theExportIsNotTakenForAnotherAppsFile() throws IOException {
    String csv = csv(Unit.KG, row("Legs", 100_000, null, null, null));
    assertThrows(ImportError.class, () -> Exports.text(csv));
  }

  @Test
  void rowsAreWrittenAsTheyCome() throws IOException {
    int[] held = {0};
    Appendable counting =
        new Appendable() {
          @Override
          public Appendable append(CharSequence text) {
            held[0] += text.length();
            return this;
          }

          @Override
          public Appendable append(CharSequence text, int start, int end) {
            held[0] += end - start;
            return this;
          }

          @Override
          public Appendable append(char one) {
            held[0]++;
            return this;
          }
        };
    int[] before = new int[1];
    CsvExport.write(
        IntStream.range(0, 1_000)
            .mapToObj(
                index -> {
                  before[0] = index == 999 ? held[0] : before[0];
                  return row("Legs", index, null, null, null);
                })
            .iterator(),
        Unit.KG,
        counting);
    // When the last row was asked for, all others had been written.
    assertEquals(true, before[0] > 998 * 50, "only " + before[0] + " characters written");
  }
}
