package coach.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.imports.NameCandidates.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameCandidatesTest {

  @Test
  void equipmentInBracketsMovesToTheFrontAndThenAway() {
    assertEquals(
        List.of(
            new Candidate("Bench Press (Barbell)", false),
            new Candidate("Barbell Bench Press", false),
            new Candidate("Bench Press", true)),
        NameCandidates.of("Bench Press (Barbell)"));
  }

  @Test
  void anAttachmentIsLeftOutBeforeTheEquipment() {
    assertEquals(
        List.of(
            new Candidate("Triceps Pushdown (Cable - Straight Bar)", false),
            new Candidate("Cable - Straight Bar Triceps Pushdown", false),
            new Candidate("Cable Triceps Pushdown", true),
            new Candidate("Triceps Pushdown", true)),
        NameCandidates.of(" Triceps Pushdown (Cable - Straight Bar) "));
  }

  @Test
  void assistanceAndAddedWeightAreNeverLeftOut() {
    assertEquals(
        List.of(
            new Candidate("Pull Up (Assisted)", false), new Candidate("Assisted Pull Up", false)),
        NameCandidates.of("Pull Up (Assisted)"));
  }

  @Test
  void aNameWithoutBracketsIsItsOnlyCandidate() {
    assertEquals(List.of(new Candidate("Deadlift", false)), NameCandidates.of("Deadlift"));
    assertEquals(List.of(new Candidate("(Barbell)", false)), NameCandidates.of("(Barbell)"));
  }

  @Test
  void hyphenatedEquipmentStaysWhole() {
    assertEquals(new Candidate("E-Z Bar Curl", false), NameCandidates.of("Curl (E-Z Bar)").get(1));
  }
}
