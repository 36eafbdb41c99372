package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExerciseToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode search(Object... arguments) {
    return Ask.json(log, "search_exercises", arguments);
  }

  private static List<String> names(JsonNode answer) {
    List<String> names = new ArrayList<>();
    answer.get("exercises").forEach(exercise -> names.add(exercise.get("name").textValue()));
    return names;
  }

  @Test
  void theNameThatIsMeantComesFirst() {
    assertEquals("Barbell Bench Press", names(search("text", "Bench Press")).get(0));
    assertEquals("Barbell Back Squat", names(search("text", "squats")).get(0));
    assertTrue(names(search("text", "incline bench")).get(0).contains("Incline"));
  }

  @Test
  void everyPropertyNarrowsTheSearch() {
    JsonNode json =
        search("muscle", "biceps", "equipment", "dumbbell", "mechanic", "isolation", "limit", 100);
    assertTrue(json.get("total").intValue() > 2);
    for (JsonNode exercise : json.get("exercises")) {
      assertEquals("dumbbell", exercise.get("equipment").textValue());
      assertEquals("isolation", exercise.get("mechanic").textValue());
      String muscles =
          exercise.get("primary_muscles").toString() + exercise.get("secondary_muscles");
      assertTrue(muscles.contains("biceps"), exercise.toString());
    }
    assertEquals("[\"biceps\"]", json.at("/exercises/0/primary_muscles").toString());
  }

  @Test
  void alternativesTrainTheSameMuscleByTheSamePattern() {
    JsonNode json = search("alternatives_to", "bench", "limit", 100);
    List<String> names = names(json);
    assertEquals("Barbell Bench Press", json.at("/alternatives_to/name").textValue());
    assertTrue(names.contains("Dumbbell Bench Press"), names.toString());
    assertFalse(names.contains("Barbell Bench Press"));
    assertFalse(names.contains("Overhead Press"));
    assertTrue(json.at("/exercises/0/why").textValue().startsWith("also compound push for chest"));
    assertFalse(json.has("left_out"));
  }

  @Test
  void alternativesRespectTheGymAndWhatHurts() {
    log.settings(
        """
        {"gyms": [{"name": "Club", "equipment": ["machine"]},
                  {"name": "Home", "equipment": ["dumbbell"]}],
         "gym": "Home", "pain_flags": ["Incline Dumbbell Bench Press"]}""");
    JsonNode json = search("alternatives_to", "bench", "limit", 100);
    for (JsonNode exercise : json.get("exercises")) {
      assertTrue(
          List.of("dumbbell", "body only").contains(exercise.get("equipment").textValue()),
          exercise.toString());
    }
    List<String> names = names(json);
    assertTrue(names.contains("Dumbbell Bench Press") && names.contains("Push-Up"));
    assertFalse(names.contains("Incline Dumbbell Bench Press"));
    assertEquals(
        "equipment other than dumbbell; what hurts: Incline Dumbbell Bench Press",
        json.get("left_out").textValue());
    log.settings("{\"pain_flags\": [\"Triceps\"]}");
    assertFalse(names(search("alternatives_to", "bench", "limit", 100)).contains("Push-Up"));
  }

  @Test
  void ownExercisesAreFoundAndMarked() {
    log.ownExercise("Grandfather Carry");
    JsonNode json = search("text", "grandfather");
    assertTrue(json.at("/exercises/0/own").booleanValue());
    assertTrue(Ask.text(log, "search_exercises", "text", "grandfather").contains("(own)"));
  }

  @Test
  void theWholeCatalogueComesOnceInPages() {
    List<String> names = new ArrayList<>();
    JsonNode page = search("limit", 1000);
    while (true) {
      names.addAll(names(page));
      if (!page.has("next_cursor")) {
        break;
      }
      page = search("limit", 1000, "cursor", page.get("next_cursor").textValue());
    }
    assertEquals(page.get("total").intValue(), names.size());
    assertEquals(names.size(), names.stream().distinct().count());
  }

  @Test
  void whatIsWrittenAboutAnExerciseComesWhereItWasNamed() {
    ToolAnswer named = Ask.tool(log, "search_exercises", "text", "bench press");
    JsonNode first = named.structured().at("/exercises/0");
    assertTrue(first.get("description").textValue().length() > 10, first.toString());
    assertTrue(named.text().contains(first.get("description").textValue()), named.text());
    assertTrue(named.structured().at("/exercises/1/description").isMissingNode());
    ToolAnswer many = Ask.tool(log, "search_exercises", "muscle", "chest");
    assertFalse(many.structured().toString().contains("description"), many.text());
  }

  @Test
  void nothingFoundSaysWhatToTry() {
    assertTrue(Ask.text(log, "search_exercises", "text", "xyzzy").contains("Try fewer conditions"));
  }
}
