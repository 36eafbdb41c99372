package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UriTemplateTest {
  private final UriTemplate history = new UriTemplate("workout://history/{exercise_name}");

  @Test
  void aVariableIsOneDecodedSegment() {
    assertEquals(List.of("exercise_name"), history.getVariableNames());
    assertEquals(Map.of("exercise_name", "squat"), history.values("workout://history/squat"));
    assertEquals(
        Map.of("exercise_name", "21s / élan +1"),
        history.values("workout://history/21s%20%2f%20%C3%A9lan%20+1"));
  }

  @Test
  void whatIsNoSegmentDoesNotFit() {
    for (String uri :
        List.of(
            "workout://history/",
            "workout://history/a/b",
            "workout://history/a?b",
            "workout://history/a#b",
            "workout://other/a",
            "xworkout://history/a",
            "workout://history/%",
            "workout://history/%4",
            "workout://history/%+1",
            "workout://history/%ff",
            "workout://history/%00")) {
      assertNull(history.values(uri), uri);
    }
  }

  @Test
  void charactersOfPatternsAreTakenLiterally() {
    UriTemplate odd = new UriTemplate("test://a.b(c/{x}.json");
    assertEquals(Map.of("x", "1"), odd.values("test://a.b(c/1.json"));
    assertNull(odd.values("test://aXb(c/1.json"));
  }
}
