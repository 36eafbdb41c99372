package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitSlipTest {
  @ParameterizedTest
  @CsvSource({
    "100000, 220462, true",
    "100000, 225000, true",
    "100000, 45359, true",
    "100000, 238000, true",
    "100000, 239000, false",
    "100000, 200000, false",
    "100000, 100000, false",
    "100000, 300000, false",
    "0, 100000, false",
    "100000, 0, false",
  })
  void twoPointTwoTimesEitherWay(int grams, int usual, boolean likely) {
    assertEquals(likely, Unit.isSlip(grams, usual));
    assertEquals(likely, Unit.isSlip(usual, grams));
  }

  @Test
  void aNegativeWeightIsNoWeight() {
    assertThrows(IllegalArgumentException.class, () -> Unit.isSlip(-1, 1));
  }
}
