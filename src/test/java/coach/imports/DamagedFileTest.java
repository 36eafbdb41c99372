package coach.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Unit;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedFileTest {
  private static final byte[] NASTY =
      "\"\"\",;\t\n\r\0-=9'x\u00ff".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

  private int read;
  private int refused;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strong-comma.csv",
        "strong-numbered-kg.csv",
        "strong-unit-column.csv",
        "hevy-kg.csv",
        "hevy-lbs.csv",
        "fitnotes.csv"
      })
  void everyDamageIsASentenceOrAccountedForRowByRow(String fixture) {
    byte[] whole = Exports.fixtureBytes(fixture);
    Unit unit = fixture.equals("strong-comma.csv") ? Unit.KG : null;
    Random random = new Random(20_261_122);
    for (int round = 0; round < 120; round++) {
      check(damaged(whole, random), unit);
    }
    // Both ways out were taken, so the loop above has tested something.
    assertTrue(read > 15 && refused > 1, read + " read, " + refused + " refused");
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] file = Arrays.copyOf(whole, whole.length - random.nextInt(4) * random.nextInt(40));
    for (int hits = random.nextInt(4); hits >= 0; hits--) {
      file[random.nextInt(file.length)] = NASTY[random.nextInt(NASTY.length)];
    }
    return file;
  }

  private void check(byte[] file, Unit unit) {
    try {
      ImportedLog log = Exports.bytes(file, Exports.PLAIN.withUnit(unit));
      ImportedLog.Counts counts = log.counts();
      assertEquals(counts.rows(), counts.sets() + counts.attached() + counts.faulty());
      assertEquals(counts.sets(), Exports.sets(log).count());
      assertEquals(counts.faulty(), log.faults().size());
      log.faults().forEach(fault -> assertSentence(fault.sentence()));
      read++;
    } catch (ImportError error) {
      assertSentence(error.getMessage());
      refused++;
    }
  }

  private static void assertSentence(String sentence) {
    assertTrue(sentence.matches("\\P{Cntrl}{20,900}\\."), sentence);
  }

  @Test
  void everyPrefixOfAFileIsASentenceOrAccountedForRowByRow() {
    byte[] whole = Exports.fixtureBytes("strong-numbered-kg.csv");
    for (int length = 0; length < whole.length; length++) {
      check(Arrays.copyOf(whole, length), null);
    }
    assertTrue(read > 50 && refused > 50, read + " read, " + refused + " refused");
  }
}
