package coach.testing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A changed line of a long file is found at a glance. */
class AcceptedTest {
  @TempDir Path folder;

  @BeforeEach
  void nothingIsAcceptedHere() {
    Assumptions.assumeFalse(Boolean.getBoolean("coach.accept"));
  }

  private static String numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> n + "\n").collect(Collectors.joining());
  }

  @Test
  void aFailureShowsTheChangedLinesAlone() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), numbers(0, 900));
    String now = numbers(0, 450) + "new\n" + numbers(451, 900);
    String message =
        assertThrows(AssertionFailedError.class, () -> Accepted.compare(file, now)).getMessage();
    assertTrue(message.contains("\n  449\n- 450\n+ new\n  451\n  452\n"), message);
    assertEquals(8, message.lines().count(), message);
  }

  @Test
  void aMissingFileIsNamedAndNotPrinted() {
    String message =
        assertThrows(
                AssertionFailedError.class,
                () -> Accepted.compare(folder.resolve("none"), numbers(0, 900)))
            .getMessage();
    assertTrue(message.contains("none is missing."), message);
    assertEquals(2, message.lines().count(), message);
  }

  @Test
  void howeverMuchDiffersTheFailureStaysShort() {
    assertEquals(61, Accepted.diff(numbers(0, 500), numbers(500, 900)).lines().count());
  }

  @Test
  void theSameIsAccepted() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "a\n");
    assertDoesNotThrow(() -> Accepted.compare(file, "a\n"));
  }
}
