package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random exports, previewed, confirmed, confirmed again (also twice at once), corrected and taken
 * back: the tables hold what a map of workouts says.
 */
@Tag("slow")
class ImportModelTest {
  private static final int STEPS = 30;
  private static final int WORKOUTS = 5;
  private static final String HEADER =
      "title,start_time,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe\n";

  private final TrainingLog log = TrainingLog.begin();
  private final Deque<Map<Integer, String>> before = new ArrayDeque<>();
  private Map<Integer, String> model = new TreeMap<>();
  private Object[] last;
  private JsonNode lastAnswer;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theTablesHoldWhatTheModelSays(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(last == null ? 1 : 5)) {
        case 0, 1 -> take(random, "key " + step);
        case 2 -> assertEquals(lastAnswer, Ask.json(log, "import_workouts", last), "a retry");
        case 3 -> undo();
        default -> preview(random);
      }
      assertEquals(List.copyOf(model.values()), stored(), "seed " + seed + ", step " + step);
    }
  }

  /** Workouts of the file: which, and in which of three versions; each is another day. */
  private static Map<Integer, Integer> some(Random random) {
    Map<Integer, Integer> some = new TreeMap<>();
    for (int workout = 0; workout < WORKOUTS; workout++) {
      if (random.nextBoolean()) {
        some.put(workout, random.nextInt(3));
      }
    }
    some.putIfAbsent(random.nextInt(WORKOUTS), 0);
    return some;
  }

  private static String file(Map<Integer, Integer> workouts) {
    StringBuilder file = new StringBuilder(HEADER);
    workouts.forEach(
        (workout, version) -> {
          String begin = "Day %d,2026-10-%02d 18:00:00,".formatted(workout, 1 + workout);
          file.append(begin)
              .append(
                  "Bench Press (Barbell),1,\"a; \"\"%d\"\"\",0,normal,%d,5,,,%s\n"
                      .formatted(version, 80 + version, version == 0 ? "" : "8.5"));
          file.append(begin).append("Plank,1,,0,normal,,,,%d,\n".formatted(60 + version));
          file.append(begin).append("Running,,,0,normal,,,%d,1800,\n".formatted(5 + version));
          file.append(begin)
              .append("Pull Up (Assisted),,,0,dropset,%d,8,,,\n".formatted(20 - version));
        });
    return file.toString();
  }

  private static String told(int workout, int version) {
    return "%02d Barbell Bench Press %d 5 %s1 | Plank 0 0 1 %d | Running 0 0 1800 %d | Assisted Pull-Up 0 8 %d"
        .formatted(
            1 + workout,
            80 + version,
            version == 0 ? "" : "8.5 ",
            60 + version,
            5000 + 1000 * version,
            20_000 - 1000 * version);
  }

  private void take(Random random, String key) {
    Map<Integer, Integer> workouts = some(random);
    String file = file(workouts);
    String code = Ask.json(log, "import_workouts", "text", file).get("confirm").textValue();
    last = new Object[] {"text", file, "confirm", code, "idempotency_key", key};
    if (random.nextBoolean()) {
      List<CompletableFuture<JsonNode>> both = new ArrayList<>();
      for (int twin = 0; twin < 2; twin++) {
        both.add(CompletableFuture.supplyAsync(() -> Ask.json(log, "import_workouts", last)));
      }
      both.forEach(CompletableFuture::join);
    }
    lastAnswer = Ask.json(log, "import_workouts", last);
    Map<Integer, String> after = new TreeMap<>(model);
    workouts.forEach((workout, version) -> after.put(workout, told(workout, version)));
    if (!after.equals(model)) {
      before.push(model);
      model = after;
    }
  }

  private void preview(Random random) {
    Ask.json(log, "import_workouts", "text", file(some(random)), "confirm", "00000000");
  }

  private void undo() {
    if (!before.isEmpty()) {
      Ask.json(log, "undo_last_change");
      model = before.pop();
    }
  }

  private List<String> stored() {
    return log.query(
        "select to_char(session_started_at, 'DD') || ' ' || string_agg(concat_ws(' ',"
            + " exercise_name, weight_g / 1000, reps, rpe, data ->> 'superset', data ->>"
            + " 'duration_s', data ->> 'distance_m', data ->> 'assistance_g'), ' | ' order by data"
            + " -> 'position') from coach.performed_set where app_user_id = ? group by"
            + " performed_session_id, session_started_at order by session_started_at",
        log.user);
  }
}
