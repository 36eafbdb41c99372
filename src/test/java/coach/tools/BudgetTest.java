package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows of any length and any characters: what is shown fits, and is not cut for nothing. */
class BudgetTest {
  private static final List<String> PIECES = List.of("a", "\"", "\\", "é", "🏋", "\t", "word ");

  private final Random random = new Random(20261122);

  private List<String> rows(int count, int longest) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(longest); piece >= 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      rows.add(text.toString());
    }
    return rows;
  }

  private static ToolAnswer render(List<String> rows) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode list = json.putArray("rows");
    rows.forEach(list::add);
    return new ToolAnswer(json, String.join("\n", rows));
  }

  private static int sent(ToolAnswer answer) {
    ObjectNode result = Json.MAPPER.createObjectNode();
    result.putArray("content").addObject().put("type", "text").put("text", answer.text());
    result.set("structuredContent", answer.packed());
    return result.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void whateverIsInTheRowsTheAnswerFitsAsItIsSent() {
    int cut = 0;
    for (int round = 0; round < 300; round++) {
      List<String> rows = rows(1 + random.nextInt(400), 1 + random.nextInt(120));
      ToolAnswer answer = Budget.fit(rows.size(), shown -> render(rows.subList(0, shown)));
      int shown = answer.structured().get("rows").size();
      assertTrue(sent(answer) < Budget.BYTES, rows.size() + " rows send " + sent(answer));
      cut += shown < rows.size() ? 1 : 0;
      assertTrue(
          shown == rows.size() || sent(answer) > Budget.BYTES * 3 / 4,
          shown + " of " + rows.size() + " rows send only " + sent(answer));
    }
    assertTrue(cut > 50 && cut < 300, cut + " were cut");
  }

  @Test
  void aSingleRowIsNeverCut() {
    String row = "x".repeat(Budget.BYTES);
    ToolAnswer answer = Budget.fit(3, shown -> render(List.of(row, row, row).subList(0, shown)));
    assertEquals(1, answer.structured().get("rows").size());
  }

  @Test
  void countsWhatIsWrittenToTheByte() throws Exception {
    String json =
        """
        {"a":[{"n":-12,"d":62.5,"t":"say \\"5x5\\"\\n\\u00fc\\ud83c\\udfcb \\\\ end"},{"n":1e-7,"b":true}],
        "o":{"x":[[],[1,[2.25]]],"\u00e4":9007199254740993},"l":["",0.1,"\\u0301"]}""";
    ObjectNode structured = (ObjectNode) Json.MAPPER.readTree(json);
    ToolAnswer answer = new ToolAnswer(structured, "\"1\"\n\t2 \u2013 3");
    int written =
        (answer.packed().toString() + TextNode.valueOf(answer.text()))
            .getBytes(StandardCharsets.UTF_8)
            .length;
    assertEquals(512 + written, Budget.size(answer));
  }
}
