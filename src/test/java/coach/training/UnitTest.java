package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "kg,KG",
    "KGS,KG",
    "' kilos ',KG",
    "kilograms,KG",
    "lb,LB",
    "lbs.,LB",
    "Pounds,LB",
    "pound,LB"
  })
  void unitsAreReadAsPeopleWriteThem(String text, Unit unit) {
    assertEquals(unit, Unit.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stone", "k g", "lbz", "."})
  void otherUnitsAreRefusedByName(String text) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Unit.parse(text));
    assertTrue(e.getMessage().contains("\"" + text + "\""), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Unit.parse(null));
  }

  @Test
  void aPoundIsItsExactNumberOfGrams() {
    assertEquals(45359237, Unit.LB.toGrams(100_000));
    assertEquals(61235, Unit.LB.toGrams(135));
    assertEquals(102_500, Unit.KG.toGrams(102.5));
    assertEquals(1, Unit.KG.toGrams(0.0005));
    assertEquals(0, Unit.LB.toGrams(0));
  }

  @ParameterizedTest
  @CsvSource({
    "KG,100000,100", "KG,102500,102.5", "KG,116666.66,116.67", "KG,0,0", "KG,4,0", "KG,5,0.01",
    "KG,-1250,-1.25", "LB,100000,220.5", "LB,61235,135", "LB,453.59237,1", "LB,1,0",
        "KG,1200000,1200"
  })
  void weightsAreShownRoundedWithoutTrailingZeros(Unit unit, double grams, String shown) {
    assertEquals(shown, unit.format(grams));
    assertEquals(Double.parseDouble(shown), unit.round(grams));
    assertEquals(shown + " " + unit.symbol(), unit.display(grams));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY, 2_000_001})
  void impossibleAmountsAreRefused(double amount) {
    assertThrows(IllegalArgumentException.class, () -> Unit.KG.toGrams(amount));
  }

  @Test
  void whatIsShownInAUnitSurvivesTheWayThroughGrams() {
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      double pounds = random.nextInt(20_000) / 10.0;
      double kilograms = random.nextInt(100_000) / 100.0;
      assertEquals(pounds, Unit.LB.round(Unit.LB.toGrams(pounds)));
      assertEquals(kilograms, Unit.KG.round(Unit.KG.toGrams(kilograms)));
      assertEquals(pounds, Unit.LB.fromGrams(Unit.LB.toGrams(pounds)), 0.002);
    }
  }

  @Test
  void loadsThatDifferByRoundingAreTheSame() {
    assertTrue(Unit.sameLoad(45359, 45360));
    assertTrue(Unit.sameLoad(100_000, 100_050));
    assertFalse(Unit.sameLoad(100_000, 100_051));
    assertFalse(Unit.sameLoad(0, Integer.MAX_VALUE));
  }

  @Test
  void everyWholeNumberOfGramsIsRoundedAsItIsShown() {
    for (int grams = 0; grams < 300_000; grams += grams < 2_000 ? 1 : 7) {
      assertEquals(Double.parseDouble(Unit.KG.format(grams)), Unit.KG.round(grams));
      assertEquals(Double.parseDouble(Unit.KG.format(-grams)), Unit.KG.round(-grams));
    }
    assertEquals(2_000_000.0, Unit.KG.round(2_000_000_000));
  }
}
