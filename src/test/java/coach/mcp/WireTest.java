package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertUnreadable(byte[] message) {
    Refusal refusal = assertThrows(Refusal.class, () -> Wire.read(message));
    assertEquals(Refusal.PARSE_ERROR, refusal.code());
    assertEquals(400, refusal.details().status());
  }

  @Test
  void textThatIsNoJsonIsRefused() {
    for (String text :
        List.of(
            "", " ", "{", "{} x", "[1,]", "{'a':1}", "NaN", "{\"a\":01}", "\"\t\"", "// c\n1")) {
      assertUnreadable(bytes(text));
    }
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    assertUnreadable(new byte[] {'"', (byte) 0xC3, '('});
    // An overlong slash, a surrogate in three bytes, and UTF-16.
    assertUnreadable(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'});
    assertUnreadable(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
    assertUnreadable("{}".getBytes(StandardCharsets.UTF_16));
  }

  @Test
  void theSameFieldTwiceIsRefused() {
    assertUnreadable(bytes("{\"id\":1,\"id\":2}"));
    assertUnreadable(bytes("{\"a\":{\"b\":1,\"\\u0062\":2}}"));
  }

  @Test
  void deepNestingIsRefused() {
    assertEquals(1, Wire.read(bytes("[".repeat(64) + "]".repeat(64))).size());
    assertUnreadable(bytes("[".repeat(65) + "]".repeat(65)));
    assertUnreadable(bytes("[".repeat(500_000)));
    assertUnreadable(bytes("{\"a\":".repeat(65) + "1" + "}".repeat(65)));
  }

  @Test
  void longNumbersAreRefused() {
    assertTrue(Wire.read(bytes("1".repeat(100))).isBigInteger());
    assertUnreadable(bytes("1".repeat(101)));
    assertUnreadable(bytes("0." + "1".repeat(200)));
  }

  @Test
  void exponentsThatNoDecimalHasAreRefused() {
    for (String number : List.of("1e99999999999", "-1E-99999999999", "1e4294967296")) {
      assertUnreadable(bytes("{\"id\":%s}".formatted(number)));
    }
  }

  @Test
  void halfACharacterIsRefusedHoweverItIsWritten() {
    assertUnreadable(bytes("{\"a\":[\"\\ud83d\"]}"));
    assertUnreadable(bytes("{\"\\ude00\":1}"));
    assertEquals("😀", Wire.read(bytes("\"\\ud83d\\ude00\"")).textValue());
  }

  @Test
  void aByteOrderMarkIsIgnored() {
    assertTrue(Wire.read(bytes("\uFEFF{}")).isObject());
  }

  @Test
  void aBrokenStringOfOursIsWrittenAnyway() {
    byte[] written = Wire.write(Wire.object().put("a", "x\ud83d"));
    assertEquals("{\"a\":\"x?\"}", new String(written, StandardCharsets.UTF_8));
  }
}
