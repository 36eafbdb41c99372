package coach.imports;

import static coach.imports.Exports.HEVY_HEADER;
import static coach.imports.Exports.STRONG_HEADER;
import static coach.imports.Exports.fixture;
import static coach.imports.Exports.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import coach.training.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportedSessionTest {
  private static final String ROW =
      "Push Day,\"22 Dec 2025, 08:00\",,,Bench Press (Barbell),,%s,%d,%s,%s,%s,,,%s\n";

  private static ImportedSession hevy(String... rows) {
    return text(HEVY_HEADER + String.join("", rows)).sessions().get(0);
  }

  private static final ImportedSession SESSION =
      hevy(
          ROW.formatted("", 0, "warmup", "40", "10", ""),
          ROW.formatted("", 1, "normal", "80", "5", "8"));

  @Test
  void readingTheSameFileTwiceGivesTheSameFingerprints() {
    assertEquals(fingerprints("strong-numbered-kg.csv"), fingerprints("strong-numbered-kg.csv"));
    assertEquals(2, fingerprints("strong-numbered-kg.csv").stream().distinct().count());
  }

  private static List<String> fingerprints(String fixture) {
    return fixture(fixture).sessions().stream().map(ImportedSession::fingerprint).toList();
  }

  @Test
  void theSameWorkoutFromAnotherAppHasTheSameKey() {
    String strong = "2025-12-22 08:00:41,push day,1h,BENCH PRESS (Barbell),%s,0,0,%s\n";
    ImportedSession other =
        text(
                STRONG_HEADER
                    + strong.formatted("W,40.0,10", "")
                    + strong.formatted("1,80.0,5", "9"),
                Unit.KG)
            .sessions()
            .get(0);
    assertEquals(SESSION.key(), other.key());
    assertEquals(64, SESSION.fingerprint().length());
  }

  @Test
  void linesDoNotChangeTheFingerprintButNotesAndRpeDo() {
    String warmUp = ROW.formatted("", 0, "warmup", "40", "10", "");
    String work = ROW.formatted("", 1, "normal", "80.0", "5", "8");
    assertEquals(SESSION.fingerprint(), hevy("\n\n", warmUp, work).fingerprint());
    for (ImportedSession other :
        List.of(
            hevy(warmUp, ROW.formatted("", 1, "normal", "80", "5", "9")),
            hevy(warmUp, ROW.formatted("slow", 1, "normal", "80", "5", "8")))) {
      assertNotEquals(SESSION.fingerprint(), other.fingerprint());
      assertEquals(SESSION.key(), other.key());
    }
  }

  @Test
  void anotherWeightRepCountTypeOrSetChangesTheFingerprintButNotTheKey() {
    String warmUp = ROW.formatted("", 0, "warmup", "40", "10", "");
    for (ImportedSession edited :
        List.of(
            hevy(warmUp, ROW.formatted("", 1, "normal", "82.5", "5", "8")),
            hevy(warmUp, ROW.formatted("", 1, "normal", "80", "6", "8")),
            hevy(warmUp, ROW.formatted("", 1, "dropset", "80", "5", "8")),
            hevy(warmUp),
            hevy(
                warmUp,
                ROW.formatted("", 1, "normal", "80", "5", "8").replace("Bench", "Chest")))) {
      assertNotEquals(SESSION.fingerprint(), edited.fingerprint());
      assertEquals(SESSION.key(), edited.key());
    }
  }

  @Test
  void anotherMinuteOrTitleIsAnotherSession() {
    String row = ROW.formatted("", 0, "normal", "80", "5", "8");
    assertNotEquals(hevy(row).key(), hevy(row.replace("08:00", "08:01")).key());
    assertNotEquals(hevy(row).fingerprint(), hevy(row.replace("08:00", "08:01")).fingerprint());
    assertNotEquals(hevy(row).fingerprint(), hevy(row.replace("Push", "Pull")).fingerprint());
    assertEquals("2025-12-22T08:00 push day", hevy(row).key());
  }

  @Test
  void noWeightAndZeroWeightAreTheSame() {
    assertEquals(
        hevy(ROW.formatted("", 0, "normal", "", "5", "")).fingerprint(),
        hevy(ROW.formatted("", 0, "normal", "0", "5", "")).fingerprint());
  }
}
