package coach.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.imports.NameCandidates.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameCandidatesTest {

  @Test
  void equipmentInBracketsMovesToTheFrontAndThenAway() {
    assertEquals(
        List.of(
            new Candidate("Bench Press (Barbell)", false, ""),
            new Candidate("Barbell Bench Press", false, ""),
            new Candidate("Bench Press", true, "barbell"),
            new Candidate("Bench Barbell Press", true, "barbell")),
        NameCandidates.of("Bench Press (Barbell)"));
  }

  @Test
  void anAttachmentIsLeftOutBeforeTheEquipment() {
    assertEquals(
        List.of(
            new Candidate("Triceps Pushdown (Cable - Straight Bar)", false, ""),
            new Candidate("Cable - Straight Bar Triceps Pushdown", false, ""),
            new Candidate("Cable Triceps Pushdown", true, "cable"),
            new Candidate("Triceps Pushdown", true, "cable"),
            new Candidate("Triceps Cable Pushdown", true, "cable")),
        NameCandidates.of(" Triceps Pushdown (Cable - Straight Bar) "));
  }

  @Test
  void assistanceAndAddedWeightAreNeverLeftOut() {
    assertEquals(
        List.of(
            new Candidate("Pull Up (Assisted)", false, ""),
            new Candidate("Assisted Pull Up", false, "")),
        NameCandidates.of("Pull Up (Assisted)"));
  }

  @Test
  void aNameWithoutBracketsIsItsOnlyCandidate() {
    assertEquals(List.of(new Candidate("Deadlift", false, "")), NameCandidates.of("Deadlift"));
    assertEquals(List.of(new Candidate("(Barbell)", false, "")), NameCandidates.of("(Barbell)"));
  }

  @Test
  void hyphenatedEquipmentStaysWhole() {
    assertEquals(
        new Candidate("E-Z Bar Curl", false, ""), NameCandidates.of("Curl (E-Z Bar)").get(1));
  }

  @Test
  void wordsOfOtherLanguagesAreLookedUpInEnglish() {
    for (String[] pair :
        new String[][] {
          {"Supino Reto (Barra)", "barbell bench press"},
          {"Agachamento (Barra)", "barbell squat"},
          {"Cadeira Extensora (M\u00e1quina)", "machine leg extension"},
          {"Panca Piana (Bilanciere)", "barbell bench press"},
          {"Stacco da Terra (Bilanciere)", "barbell deadlift"},
          {"Trazioni", "pull up"}
        }) {
      assertTrue(NameCandidates.of(pair[0]).contains(new Candidate(pair[1], false, "")), pair[0]);
    }
  }
}
