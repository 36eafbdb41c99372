package coach.tools.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.progress.Sparkline.Mark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

  private static Sparkline of(Object... daysAgoAndValues) {
    List<Mark> marks = new ArrayList<>();
    for (int index = 0; index < daysAgoAndValues.length; index += 2) {
      int daysAgo = (Integer) daysAgoAndValues[index];
      int value = (Integer) daysAgoAndValues[index + 1];
      marks.add(new Mark(TODAY.minusDays(daysAgo), value));
    }
    return Sparkline.of(marks, TODAY);
  }

  @Test
  void everyBlockIsUsedFromLowestToHighest() {
    Sparkline line = of(49, 100, 42, 110, 35, 120, 28, 130, 21, 140, 14, 150, 7, 160, 0, 170);
    assertEquals("▁▂▃▄▅▆▇█", line.marks());
    assertEquals(7, line.days());
    assertEquals(100, line.low());
    assertEquals(170, line.high());
  }

  @Test
  void timeWithoutTrainingIsAHole() {
    assertEquals("▁▂▄···▅▇█", of(56, 100, 49, 110, 42, 120, 14, 130, 7, 140, 0, 150).marks());
  }

  @Test
  void timeSinceTheLastSessionIsAHoleToo() {
    assertTrue(of(60, 100, 53, 120, 46, 140).marks().matches("▁.█·{6}"));
  }

  @Test
  void littleChangeLooksLittle() {
    // One percent: the blocks span ten, so both stand in the middle.
    Sparkline line = of(7, 100, 0, 101);
    assertTrue(line.marks().matches("[▄▅]{2}"), line.marks());
    assertEquals(95.45, line.low(), 0.001);
    assertEquals(105.55, line.high(), 0.001);
  }

  @Test
  void oneValueIsOneBlock() {
    assertEquals(1, of(0, 100).marks().length());
    assertEquals("▅", of(0, 100).marks());
  }

  @Test
  void aYearFitsIntoOneLineAndKeepsEveryLayoff() {
    for (int restDay = 20; restDay < 340; restDay++) {
      List<Mark> marks = new ArrayList<>();
      for (int ago = 365; ago >= 0; ago--) {
        // Fifteen days from session to session are the shortest layoff.
        if (ago > restDay || ago <= restDay - 14) {
          marks.add(new Mark(TODAY.minusDays(ago), 100 + ago % 20));
        }
      }
      Sparkline line = Sparkline.of(marks, TODAY);
      assertTrue(line.marks().length() <= 53, line.marks());
      assertTrue(line.marks().indexOf('·') > 0, restDay + ": " + line.marks());
    }
  }

  @Test
  void theBestOfASliceCounts() {
    assertEquals("▂▂▂█", of(21, 100, 14, 100, 7, 100, 6, 140, 0, 90).marks());
  }
}
