package coach.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import coach.imports.LogReader.ReadProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class LargeExportTest {
  @TempDir Path folder;

  /** Reads one file in a process of its own, so that its heap can be small. */
  public static void main(String[] arguments) {
    ImportedLog log =
        LogReader.read(Path.of(arguments[0]), ReadOptions.standard(), ReadProgress.NONE);
    System.out.println(totals(log));
  }

  private static LargeExport totals(ImportedLog log) {
    return new LargeExport(
        log.sessions().size(), log.counts().sets(), Exports.reps(log), Exports.volume(log) / 250);
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"STRONG", "HEVY", "FITNOTES"})
  void tenThousandSetsAreReadToTheLast(Format format) throws IOException {
    Path file = folder.resolve("large.csv");
    LargeExport written = LargeExport.write(file, format, 10_000, "");
    ImportedLog log = LogReader.read(file, ReadOptions.standard(), ReadProgress.NONE);
    assertEquals(written, totals(log));
    assertEquals(0, log.counts().faulty());
  }

  @Test
  void fiftyMegabytesFitIntoASmallHeap() throws IOException, InterruptedException {
    Path file = folder.resolve("huge.csv");
    LargeExport written = LargeExport.write(file, Format.STRONG, 400_000, "a".repeat(20));
    assertTrue(Files.size(file) > 50_000_000, "only " + Files.size(file) + " bytes");
    assertEquals(written.toString(), readInOwnProcess(file));
  }

  private String readInOwnProcess(Path file) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process reader =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LargeExportTest.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (!reader.waitFor(120, TimeUnit.SECONDS)) {
      reader.destroyForcibly();
      fail("the reader did not end within two minutes");
    }
    return Files.readString(out, StandardCharsets.UTF_8).strip();
  }
}
