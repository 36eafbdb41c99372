package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import coach.testing.Roads;
import coach.testing.Statements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** The workout app's own database takes every write, and every way back, without a trace. */
@ParameterizedClass
@OldestAndNewest
class WritesOnExistingDatabaseTest {
  @Parameter TestServer server;

  private static final Caller ANNA = Caller.local(ExistingDatabase.ANNA);
  private static final String TABLES =
      """
      select 'session', to_jsonb(t)::text from public.performed_session t
      union all select 'exercise', to_jsonb(t)::text from public.performed_exercise t
      union all select 'set', to_jsonb(t)::text from public.performed_exercise_set t
      union all select 'catalogue', to_jsonb(t)::text from public.base_exercise t
      union all select 'account', (to_jsonb(t) - 'data')::text from public.app_user t
      order by 1, 2""";

  private ExistingDatabase existing;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    existing = ExistingDatabase.migrated(server);
    database = new Database(Roads.to(existing.jdbcUrl(), ExistingDatabase.OWNER, "owner", 1));
  }

  @AfterEach
  void drop() {
    database.close();
    existing.close();
  }

  private JsonNode write(String tool, String body) {
    Map<String, String> values = new HashMap<>();
    values.put("body", body);
    values.put("idempotency_key", null);
    values.put("dry_run", "false");
    values.put("expected", null);
    JsonNode answer = database.run(ANNA, tool, values).data();
    assertFalse(answer.has("problem"), tool + ": " + answer);
    return answer;
  }

  private List<String> rows() throws Exception {
    return CallerSession.rows(existing.connect(), TABLES);
  }

  @Test
  void everyWriteAndItsWayBack() throws Exception {
    List<String> before = rows();
    JsonNode logged =
        write(
            "log_workout",
            """
            {"mode": "new", "exercises": [{"exercise": "bench press", "sets": [
              {"weight": 60, "reps": 8, "type": "warm-up"}, {"weight": 100, "reps": 5},
              {"weight": 80, "reps": 8, "type": "drop-set", "rpe": 9}]}]}""");
    String id = logged.at("/after/session/id").textValue();
    write(
        "edit_workout",
        "{\"session\": \"%s\", \"set\": -1, \"change\": {\"type\": \"AMRAP\", \"weight\": 85}}"
            .formatted(id));
    write("delete_workout", "{\"session\": \"" + id + "\"}");
    write(
        "create_exercise",
        """
        {"name": "Suitcase walk of Anna", "aliases": [], "level": "expert", "mechanic": "compound",
         "force": "static", "primary_muscles": ["forearms"], "secondary_muscles": []}""");
    write("update_settings", "{\"set\": {\"unit\": \"lb\"}}");
    for (int change = 0; change < 5; change++) {
      write("undo_last_change", "{}");
    }
    assertEquals(before, rows());
  }

  @Test
  void anOwnExerciseIsMergedIntoOneOfTheOwnersAndComesBack() throws Exception {
    write(
        "create_exercise",
        """
        {"name": "Suitcase walk of Anna", "aliases": ["anna walk"], "level": "expert",
         "primary_muscles": ["forearms"], "secondary_muscles": []}""");
    write(
        "log_workout",
        """
        {"mode": "new", "exercises": [{"exercise": "anna walk", "sets": [{"weight": 30, "reps": 5}]}]}""");
    List<String> before = rows();
    write(
        "create_exercise",
        "{\"exercise\": \"anna walk\", \"name\": \"Anna's Carry\", \"primary_muscles\": [\"traps\"]}");
    write("create_exercise", "{\"exercise\": \"Anna's Carry\", \"merge_into\": \"bench press\"}");
    JsonNode logged =
        write(
            "log_workout",
            """
            {"mode": "append", "exercises": [{"exercise": "anna walk", "sets": [{"weight": 40, "reps": 5}]}]}""");
    assertEquals(1, logged.at("/after/exercises").size(), logged.toString());
    for (int change = 0; change < 3; change++) {
      write("undo_last_change", "{}");
    }
    assertEquals(before, rows());
  }

  @Test
  void aSessionOfTheAppComesBackAsItWas() throws Exception {
    List<String> before = rows();
    List<String> ids =
        CallerSession.rows(
            existing.connect(),
            "select performed_session_id from public.performed_session where app_user_id = '"
                + ExistingDatabase.ANNA
                + "' order by 1");
    assertTrue(ids.size() > 2, "Anna has trained");
    for (String id : ids) {
      write("delete_workout", "{\"session\": \"" + id + "\"}");
    }
    for (String id : ids) {
      write("undo_last_change", "{}");
    }
    assertEquals(before, rows());
  }

  @Test
  void whatAColumnOfTheAppHoldsComesBackToo() throws Exception {
    Statements.execute(
        existing.connect(),
        "alter table public.performed_session add column mood text default 'fine',"
            + " add column seen timestamptz default now()");
    List<String> before = rows();
    write("delete_workout", "{\"session\": \"last\"}");
    write("undo_last_change", "{}");
    assertEquals(before, rows());
  }
}
