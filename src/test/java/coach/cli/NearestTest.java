package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A slip of the finger finds its word; anything else finds nothing. */
class NearestTest {
  private static final List<String> TOOLS =
      List.of("get_profile", "get_session", "list_sessions", "suggest_deload");

  @Test
  void lettersAddedDroppedOrChangedAreCounted() {
    assertEquals(0, Nearest.distance("squat", "squat"));
    assertEquals(1, Nearest.distance("sqat", "squat"));
    assertEquals(1, Nearest.distance("squats", "squat"));
    assertEquals(1, Nearest.distance("squit", "squat"));
    assertEquals(5, Nearest.distance("", "squat"));
    assertEquals(3, Nearest.distance("kitten", "sitting"));
  }

  @Test
  void theNearestWordComesFirst() {
    assertEquals(List.of("get_session", "list_sessions"), Nearest.to("session", TOOLS));
  }

  @Test
  void aDashCountsAsAnUnderscoreAndCaseForNothing() {
    assertEquals(List.of("get_profile"), Nearest.to("Get-Profile", TOOLS));
  }

  @Test
  void aPartOfTheWordIsEnough() {
    assertEquals(List.of("suggest_deload"), Nearest.to("deload", TOOLS));
  }

  @Test
  void nothingNearEndsTheSentence() {
    assertEquals(".", Nearest.didYouMean("zzz", TOOLS));
    assertEquals("; did you mean \"get_profile\"?", Nearest.didYouMean("profile", TOOLS));
  }
}
