package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.security.Proves;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  @Test
  void fieldsAreReadInTheirOrderAndDecoded() throws Exception {
    Form form = Form.parse("b=x+y&a=%C3%A9&empty=&bare");
    assertEquals(Map.of("b", "x y", "a", "é", "empty", "", "bare", ""), form.values());
    assertEquals("[b, a, empty, bare]", form.values().keySet().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=2", "a=%zz", "a=%", "a=%00", "a%00b=1"})
  @Proves("oauth21-3.1-5")
  void whatCouldMeanTwoThingsOrIsNoTextIsUnusable(String encoded) {
    assertThrows(Form.Unusable.class, () -> Form.parse(encoded));
  }
}
