package coach.imports;

import static coach.imports.Exports.HEVY_HEADER;
import static coach.imports.Exports.PLAIN;
import static coach.imports.Exports.STRONG_HEADER;
import static coach.imports.Exports.bytes;
import static coach.imports.Exports.fixtureBytes;
import static coach.imports.Exports.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.imports.LogReader.ReadProgress;
import coach.training.Unit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
  private static final String SEND =
      "send the CSV export of Strong, Hevy, FitNotes, Fitbod or Jefit.";

  @TempDir Path folder;

  private static String error(byte[] file) {
    return assertThrows(ImportError.class, () -> bytes(file, PLAIN)).getMessage();
  }

  private static String error(String file) {
    return error(file.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anEmptyFileIsNamedAsSuch() {
    assertEquals("The file is empty; " + SEND, error(""));
    assertEquals("The file is empty; " + SEND, error("\ufeff\n\r\n  \n"));
  }

  @Test
  void utf16IsRefusedWithTheWayOut() {
    String expected = "The file is UTF-16 text; save it as CSV in UTF-8 and send that.";
    assertEquals(expected, error(HEVY_HEADER.getBytes(StandardCharsets.UTF_16)));
    assertEquals(expected, error(("\ufeff" + HEVY_HEADER).getBytes(StandardCharsets.UTF_16LE)));
    assertEquals(
        "The file is binary, not a CSV file; " + SEND,
        error(HEVY_HEADER.getBytes(StandardCharsets.UTF_16LE)));
  }

  @Test
  void archivesSpreadsheetsAndOtherKindsAreNamed() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("strong.csv"));
      out.write(STRONG_HEADER.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(STRONG_HEADER.getBytes(StandardCharsets.UTF_8));
    }
    String not = ", not a CSV file; " + SEND;
    assertEquals(
        "The file is a ZIP archive or a spreadsheet (.xlsx)" + not, error(zip.toByteArray()));
    assertEquals("The file is a gzip archive" + not, error(gzip.toByteArray()));
    assertEquals("The file is JSON" + not, error("\ufeff {\"sessions\": []}"));
    assertEquals("The file is JSON" + not, error("[1, 2]"));
    assertEquals("The file is a web page or XML" + not, error("<!DOCTYPE html>"));
    assertEquals("The file is a PDF" + not, error("%PDF-1.7"));
    assertEquals(
        "The file is a database backup (FitNotes has a separate spreadsheet export)" + not,
        error("SQLite format 3\0"));
  }

  @Test
  void randomBytesAreRefusedAsBinary() {
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    assertEquals("The file is binary, not a CSV file; " + SEND, error(noise));
  }

  @Test
  void binaryDataFarBehindTheHeaderIsRefusedWithItsLine() {
    String row = "2024-01-08 18:05:12,Push,1h,Bench,1,60,8,0,0,7\n";
    String file = STRONG_HEADER + row.repeat(2_000) + "2024-01-08 18:05:12,Pu\0sh,1h\n";
    ImportError error = assertThrows(ImportError.class, () -> text(file, Unit.KG));
    assertEquals(
        "Line 2002 contains binary data; export the file again as CSV.", error.getMessage());
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    byte[] latin =
        (HEVY_HEADER + "Rücken,2026-01-02 10:00:00,,,Rudern,,,0,normal,50,8,,,\n")
            .getBytes(Charset.forName("windows-1252"));
    assertEquals(
        "The file is not UTF-8 text after line 1; save it as CSV in UTF-8 and send that.",
        error(latin));
  }

  @Test
  void aQuoteThatIsNeverClosedMeansATruncatedFile() {
    String whole = new String(fixtureBytes("hevy-kg.csv"), StandardCharsets.UTF_8);
    String cut = whole.substring(0, whole.lastIndexOf("Hanging") + 4);
    assertEquals(
        "The file is cut off: the quote opened on line 32 is never closed; export it again.",
        error(cut));
  }

  @Test
  void aQuoteThatSwallowsTheFileIsRefusedEarly() {
    String row = "Legs,2026-01-02 10:00:00,,,Squat,,,0,normal,100,5,,,\n";
    String file = HEVY_HEADER + row + "Legs,2026-01-02 10:00:00,,\"oops,Squat" + row.repeat(5_000);
    assertEquals(
        "The quote opened on line 3 is not closed within 32768 characters; correct that line or"
            + " export the file again.",
        error(file));
  }

  @Test
  void anEndlessFieldIsRefused() {
    assertEquals(
        "Line 2 has a field of more than 32768 characters; send the CSV export as the app wrote"
            + " it.",
        error(HEVY_HEADER + "x".repeat(40_000)));
  }

  @Test
  void anUnknownHeaderNamesItsColumnsAndTheMissingOnes() {
    assertEquals(
        "The header is not that of a Strong, Hevy, FitNotes, Fitbod or Jefit export: it has the"
            + " columns \"Date\", \"Workout Name\", \"Exercise Name\", \"Weight\", \"Reps\"; Strong"
            + " also needs \"Set Order\"; send the CSV as the app exported it, or a table with the"
            + " columns date, exercise, weight and reps.",
        error("Date;Workout Name;Exercise Name;Weight;Reps\n2024-01-01;A;Squat;100;5\n"));
  }

  @Test
  void anUnknownHeaderIsNeverShownAtLength() {
    String error = error(("secret,").repeat(5_000) + "x".repeat(500) + "\n");
    assertTrue(error.length() < 600, error);
    assertTrue(error.contains("\"secret\" and "), error);
  }

  @Test
  void aColumnNamedTwiceIsRefused() {
    assertEquals(
        "The header names the column \"Reps\" twice; export the file again.",
        error("Date,Exercise,Category,Weight,Weight Unit,Reps,Reps\n"));
  }

  @Test
  void aHeaderWithoutRowsIsRefused() {
    assertEquals(
        "The file has the header of a Hevy export but no rows; export it again.",
        error(HEVY_HEADER + "\n,,,,\n"));
  }

  @Test
  void tooManyBytesOrRowsAreRefused() {
    String row = "Legs,2026-01-02 10:00:00,,,Squat,,,0,normal,100,5,,,\n";
    byte[] file = (HEVY_HEADER + row.repeat(30_000)).getBytes(StandardCharsets.UTF_8);
    ReadOptions small = new ReadOptions(null, PLAIN.latest(), 1 << 20, 1_000_000);
    ReadOptions few = new ReadOptions(null, PLAIN.latest(), 64 << 20, 29_999);
    assertEquals(
        "The file is larger than 1 MiB; split it by date and send the parts.",
        assertThrows(ImportError.class, () -> bytes(file, small)).getMessage());
    assertEquals(
        "The file has more than 29999 rows; split it by date and send the parts.",
        assertThrows(ImportError.class, () -> bytes(file, few)).getMessage());
  }

  @Test
  void aFileThatIsMissingOrAFolderIsNamed() {
    Path missing = folder.resolve("nothing.csv");
    assertEquals(
        "There is no file " + missing + "; check its name.",
        assertThrows(ImportError.class, () -> LogReader.read(missing, PLAIN, ReadProgress.NONE))
            .getMessage());
    assertEquals(
        folder + " is a folder; name the exported CSV file in it.",
        assertThrows(ImportError.class, () -> LogReader.read(folder, PLAIN, ReadProgress.NONE))
            .getMessage());
  }

  @Test
  void aFileReadFromDiskReportsProgressUpToItsEnd() throws IOException {
    String row = "Legs,2026-01-02 10:00:00,,,Squat,,,0,normal,100,5,,,\n";
    Path file = folder.resolve("hevy.csv");
    Files.writeString(file, HEVY_HEADER + row.repeat(20_000));
    List<Long> told = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    LogReader.read(
        file,
        PLAIN,
        (read, total) -> {
          told.add(read);
          totals.add(total);
        });
    assertTrue(told.size() >= 4, told.toString());
    assertEquals(Files.size(file), told.get(told.size() - 1));
    assertEquals(List.of(Files.size(file)), totals.stream().distinct().toList());
    assertEquals(told.stream().sorted().distinct().toList(), told);
  }

  @Test
  void aStreamThatFailsIsNotTakenForABadFile() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("unplugged");
          }
        };
    IOException failed =
        assertThrows(
            IOException.class, () -> LogReader.read(failing, -1, PLAIN, ReadProgress.NONE));
    assertEquals("unplugged", failed.getMessage());
  }

  @Test
  void theStreamStaysOpenForItsOwner() throws IOException {
    boolean[] closed = {false};
    InputStream stream =
        new ByteArrayInputStream(fixtureBytes("hevy-kg.csv")) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    LogReader.read(stream, -1, PLAIN, ReadProgress.NONE);
    assertFalse(closed[0]);
  }
}
