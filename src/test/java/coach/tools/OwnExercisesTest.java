package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The lifter's own exercises changed, merged and removed, and each of it taken back. */
class OwnExercisesTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode exercise(Object... arguments) {
    return Ask.json(log, "create_exercise", arguments);
  }

  private String refusal(Object... arguments) {
    return Ask.refusal(log, "create_exercise", arguments);
  }

  /** Everything that names an exercise of this lifter's own. */
  private List<String> rows() {
    return log.query(
        """
        select '1' || to_jsonb(b)::text from public.base_exercise b where app_user_id = ?
        union all select '2' || to_jsonb(m)::text from public.base_exercise_primary_muscle m
          join public.base_exercise b using (base_exercise_id) where b.app_user_id = ?
        union all select '3' || to_jsonb(m)::text from public.base_exercise_secondary_muscle m
          join public.base_exercise b using (base_exercise_id) where b.app_user_id = ?
        union all select '4' || to_jsonb(e)::text from public.performed_exercise e
          join public.performed_session s using (performed_session_id) where s.app_user_id = ?
        union all select '5' || to_jsonb(x)::text from public.exercise x
          join public.session_schedule d using (session_schedule_id)
          join public.user_plan p using (user_plan_id) where p.app_user_id = ?
        union all select '6' || label || base_exercise_id from coach.import_mapping where app_user_id = ?
        union all select '7' || coalesce(data ->> 'mcp_settings', '') from public.app_user where app_user_id = ?
        union all select '8' || label || base_exercise_id || chosen from coach.exercise_label
          where app_user_id = ?
        order by 1""",
        log.user,
        log.user,
        log.user,
        log.user,
        log.user,
        log.user,
        log.user,
        log.user);
  }

  @Test
  void anOwnExerciseIsChangedAndItsOldNameStillMeansIt() {
    exercise("name", "Gada Swnig", "primary_muscles", List.of("shoulders"), "level", "expert");
    Ask.json(
        log, "update_settings", "goals", List.of(Map.of("exercise", "Gada Swnig", "target", 15)));
    log.session(log.daysAgo(2)).did("Gada Swnig", 10, 10, 10);
    List<String> before = rows();
    JsonNode changed =
        exercise(
            "exercise", "gada swnig",
            "name", "Gada Swing",
            "primary_muscles", List.of("shoulders", "triceps"),
            "equipment", "other");
    assertEquals("Gada Swing", changed.at("/exercise/name").textValue());
    assertEquals("[\"shoulders\",\"triceps\"]", changed.at("/exercise/primary_muscles").toString());
    assertEquals("expert", changed.at("/exercise/level").textValue(), "what was not sent stays");
    assertEquals("[\"Gada Swnig\"]", changed.at("/exercise/aliases").toString());
    JsonNode history = Ask.json(log, "get_exercise_history", "exercise", "gada swing");
    assertEquals(1, history.get("sessions_total").intValue(), "the app wrote the old name");
    assertEquals(
        "Gada Swing", Ask.json(log, "get_profile").at("/settings/goals/0/exercise").textValue());
    Ask.json(log, "undo_last_change");
    assertEquals(before, rows());

    String text = Ask.text(log, "create_exercise", "exercise", "gada swnig", "level", "beginner");
    assertTrue(text.contains("level: expert -> beginner"), text);
    assertTrue(refusal("exercise", "gada swnig").startsWith("Nothing to change was sent."));
    assertTrue(refusal("exercise", "gada swnig", "name", "bench").contains("is already"));
    assertTrue(
        refusal("exercise", "bench", "level", "expert")
            .contains("Send one of the lifter's own: Gada Swnig."));
  }

  @Test
  void aMergeMovesAllThatNamesItAndComesBackWhole() {
    String gada = "Gada " + log.user;
    exercise(
        "name", gada, "primary_muscles", List.of("shoulders"), "aliases", List.of("Mace thing"));
    exercise("name", "Steel Mace 360", "primary_muscles", List.of("shoulders", "triceps"));
    log.session(log.daysAgo(9)).did(gada, 8, 12).did("bench", 80, 5);
    Ask.json(log, "log_workout", Lifts.log(gada, "3x10@10 rpe=8"));
    UUID day = log.activePlan("Mace plan", "Day A", 1);
    log.planned(day, gada, 3, 10, 1000);
    Ask.json(
        log,
        "update_settings",
        "goals",
        List.of(Map.of("exercise", gada, "target", 15)),
        "pain_flags",
        List.of(gada),
        "training_maxes",
        List.of(gada + "=20"));
    log.run(
        "insert into coach.import_mapping (app_user_id, label, base_exercise_id) select ?, 'gada 10 2',"
            + " base_exercise_id from public.base_exercise where name = ? and app_user_id = ?",
        log.user,
        gada,
        log.user);
    List<String> before = rows();

    for (String target : List.of("steel mace 360", "Barbell Bench Press")) {
      JsonNode merged = exercise("exercise", gada, "merge_into", target);
      assertEquals("{\"sessions\":2,\"plan_lines\":1}", merged.get("moved").toString());
      assertEquals(
          2,
          Ask.json(log, "get_exercise_history", "exercise", target)
              .get("sessions_total")
              .intValue());
      String logged =
          Ask.json(log, "log_workout", Lifts.log("mace thing", "10@10", "dry_run", true))
              .at("/exercises/0/name")
              .textValue();
      assertTrue(target.equalsIgnoreCase(logged), logged);
      assertTrue(
          target.equalsIgnoreCase(
              Ask.json(log, "get_profile").at("/settings/goals/0/exercise").textValue()));
      assertEquals(
          List.of(), log.query("select name from public.base_exercise where name = ?", gada));
      Ask.json(log, "undo_last_change");
      assertEquals(before, rows());
    }
  }

  @Test
  void onlyWhatIsNotUsedIsRemoved() {
    exercise("name", "Gada Swing", "primary_muscles", List.of("shoulders"));
    List<String> before = rows();
    assertTrue(
        Ask.text(log, "create_exercise", "exercise", "gada swing", "remove", true)
            .startsWith("Removed the exercise \"Gada Swing\""));
    assertEquals(List.of(), rows().stream().filter(row -> !row.startsWith("7")).toList());
    Ask.json(log, "undo_last_change");
    assertEquals(before, rows());

    log.session(log.daysAgo(1)).did("Gada Swing", 8, 12);
    assertEquals(
        "\"Gada Swing\" is in use (workouts: 1). Send merge_into with the exercise that gets them, or"
            + " change those first.",
        refusal("exercise", "gada swing", "remove", true));
    assertTrue(
        refusal("exercise", "gada swing", "merge_into", "gada swing").contains("same exercise"));
    assertTrue(refusal("remove", true).startsWith("primary_muscles is empty"));
    TrainingLog other = TrainingLog.begin();
    String id =
        log.query(
                "select base_exercise_id from public.base_exercise where app_user_id = ?", log.user)
            .get(0);
    assertTrue(
        Ask.refusal(other, "create_exercise", "exercise", id, "remove", true)
            .contains("not in the catalogue"));
  }
}
