package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MemoryRoomTest {
  private static final long MB = 1 << 20;

  @Test
  void aJavaThatChoseItsOwnSizesInASmallContainerIsTold() throws Exception {
    String warning = MemoryRoom.warning(256 * MB, 64 * MB, 240 * MB).orElseThrow();
    assertTrue(warning.contains("64 MB for its heap, 240 MB for compiled code"), warning);
    assertTrue(warning.contains("has 256 MB"), warning);
    String image = Files.readString(Path.of("Dockerfile"));
    Matcher options = Pattern.compile("-X\\S*[a-zA-Z0-9]").matcher(warning);
    int found = 0;
    for (; options.find(); found++) {
      assertTrue(image.contains(options.group()), options.group() + " is not the image's");
    }
    assertEquals(5, found);
  }

  @Test
  void whatFitsSaysNothing() {
    assertEquals(Optional.empty(), MemoryRoom.warning(213 * MB, 88 * MB, 32 * MB), "the image");
    assertEquals(Optional.empty(), MemoryRoom.warning(512 * MB, 128 * MB, 240 * MB));
    assertEquals(Optional.empty(), MemoryRoom.warning(), "these tests fit this machine");
  }
}
