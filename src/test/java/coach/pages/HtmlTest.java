package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void textIsEncodedAndPiecesAreNot() {
    assertEquals(
        "<p title=\"&quot;&#39;\">&lt;script&gt; &amp;amp; <b>b</b><i>1</i><i>2</i></p>",
        Html.of(
                "<p title=\"{}\">{} {} {}{}</p>",
                "\"'",
                "<script>",
                "&amp;",
                Html.of("<b>{}</b>", "b"),
                List.of(Html.of("<i>1</i>"), Html.of("<i>2</i>")))
            .toString());
  }

  @Test
  void aValueWithSlotsIsText() {
    assertEquals("{} and {}", Html.of("{} and {}", "{}", "{}").toString());
  }

  @Test
  void marksThatTurnTheReadingDirectionAndControlsAreShownAsUnreadable() {
    assertEquals("a\uFFFDb\uFFFDc\nd", Html.of("{}", "a\u202Eb\u0000c\nd").toString());
  }

  @Test
  void aTemplateAndItsValuesMustFit() {
    assertThrows(IllegalArgumentException.class, () -> Html.of("{}"));
    assertThrows(IllegalArgumentException.class, () -> Html.of("", "a"));
  }
}
