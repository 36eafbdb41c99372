package coach.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bench Press (Barbell)|bench press barbell",
        "  Squats |squat",
        "Barbell   Back-Squats|barbell back squat",
        "Press|press",
        "Bench Presses|bench press",
        "Abs|ab",
        "Legs|leg",
        "Dips|dip",
        "Crunches|crunch",
        "Sit-Ups|sit up",
        "Calves|calve",
        "Farmer's Walk|farmer s walk",
        "Développé couché|developpe couche",
        "Übungen|ubungen",
        "İSTANBUL|istanbul",
        "Приседания|приседания",
        "21s|21",
        "100s|100",
        "Pull-Ups/Chin-Ups|pull up chin up",
        "T-Bar Rows!|t bar row",
        "E-Z Curl Bar|e z curl bar",
        "ﬁngers ①|finger 1",
      })
  void labelsAreFolded(String label, String expected) {
    assertEquals(expected, Labels.normalize(label));
  }

  @Test
  void aLabelWithoutLettersIsEmpty() {
    assertEquals("", Labels.normalize(" (–) 💪 "));
  }
}
