package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A person sees that work goes on; a log is not flooded with it. */
class ProgressBarTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aFileGetsALineEveryTenPercent() {
    try (ProgressBar progress = new ProgressBar(new PrintStream(err, true), false)) {
      for (int done = 0; done <= 20_000; done++) {
        progress.part("sets", done, 20_000);
      }
    }
    assertEquals(11, text().lines().count(), text());
    assertTrue(text().startsWith("0 % of 20,000 sets\n10 % of 20,000 sets\n"), text());
    assertTrue(text().endsWith("100 % of 20,000 sets\n"), text());
  }

  @Test
  void aScreenGetsOneBarThatIsRedrawn() {
    try (ProgressBar progress = new ProgressBar(new PrintStream(err, true), true)) {
      progress.part("sets", 0, 4);
      progress.part("sets", 2, 4);
      progress.part("sets", 2, 4);
      progress.part("sets", 4, 4);
      progress.say("done");
    }
    String half = "#".repeat(15) + " ".repeat(15);
    assertEquals(
        "\r[%s]   0 %% of 4 sets\r[%s]  50 %% of 4 sets\r[%s] 100 %% of 4 sets\ndone\n"
            .formatted(" ".repeat(30), half, "#".repeat(30)),
        text());
  }

  @Test
  void noWorkShowsNothing() {
    try (ProgressBar progress = new ProgressBar(new PrintStream(err, true), true)) {
      progress.part("sets", 0, 0);
    }
    assertEquals("", text());
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
