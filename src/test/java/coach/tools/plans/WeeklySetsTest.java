package coach.tools.plans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.Json;
import coach.tools.TrainingLog;
import coach.training.ExerciseMuscles;
import coach.training.WeeklyVolume.Counting;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A plan is refused by the database's count and shown by Java's: they must be the same. */
class WeeklySetsTest {
  @Test
  void bothCountEveryExerciseOfTheCatalogueAlike() throws Exception {
    List<String> rows =
        TrainingLog.begin()
            .query(
                """
                select jsonb_build_object('doc', l.doc, 'sets', (
                  select jsonb_object_agg(w.muscle, w.sets) from coach.weekly_sets(jsonb_build_object(
                    'data', jsonb_build_object('days_per_week', 1),
                    'days', jsonb_build_array(jsonb_build_object('lines', jsonb_build_array(l.doc)))), ?::jsonb) w))
                from coach.catalog() b cross join lateral (select jsonb_build_object(
                  'line', b.base_exercise_id, 'name', b.name, 'sets', 1, 'force', b.force, 'mechanic', b.mechanic,
                  'primary', b.primary_muscles) as doc) l
                where b.app_user_id is null and b.category not in ('stretching', 'cardio', 'plyometrics')""",
                CreatePlanTools.rules().toString());
    assertTrue(rows.size() > 100, rows.size() + " exercises");
    for (String row : rows) {
      JsonNode json = Json.MAPPER.readTree(row);
      JsonNode doc = json.get("doc");
      ExerciseMuscles muscles =
          new ExerciseMuscles(
              doc.get("name").textValue(),
              Json.texts(doc.get("primary")),
              List.of(),
              doc.get("force").textValue(),
              doc.get("mechanic").textValue());
      TreeMap<String, Integer> here = new TreeMap<>();
      muscles.setsPerGroup(Counting.DIRECT).forEach((group, sets) -> here.put(group.label(), 1));
      TreeMap<String, Integer> there = new TreeMap<>();
      json.get("sets").properties().forEach(set -> there.put(set.getKey(), set.getValue().asInt()));
      assertEquals(here, there, doc.toString());
    }
  }
}
