package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.ModelLog.Lift;
import coach.tools.sets.SetLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random writes, retries, previews, edits, deletes and undos on two connections at once: whatever
 * order the database put them in, every answer and the tables in the end are what the model says of
 * that order.
 */
@Tag("slow")
class WriteModelTest {
  private static final int CALLS = 60;
  private static final List<String> NAMES =
      List.of("Barbell Bench Press", "Barbell Row", "Pull-Up", "Barbell Back Squat");

  /** A call as it was sent. */
  private record Sent(String tool, Object[] arguments) {}

  /** A change as it was answered, under its number in the order of the changes. */
  private record Done(Sent sent, JsonNode answer) {}

  private final TrainingLog log = TrainingLog.begin();
  private final Map<Long, Done> done = new ConcurrentHashMap<>();
  private final List<Sent> keyed = new CopyOnWriteArrayList<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theTablesHoldWhatTheModelSays(long seed) {
    List<CompletableFuture<Void>> writers =
        List.of(2 * seed, 2 * seed + 1).stream()
            .map(
                own ->
                    CompletableFuture.runAsync(
                        () -> write(new Random(own)), task -> new Thread(task).start()))
            .toList();
    writers.forEach(CompletableFuture::join);
    ModelLog model = replay();

    assertTrue(refused.get() < CALLS, refused + " of " + 2 * CALLS + " calls were refused");
    Map<String, List<Lift>> stored = new TreeMap<>();
    for (String id :
        log.query(
            "select performed_session_id from public.performed_session where app_user_id = ?",
            log.user)) {
      stored.put(id, ModelLog.read(Ask.json(log, "get_session", "session", id)));
    }
    assertEquals(new TreeMap<>(model.sessions()), stored);
    assertEquals(straightAndRowsAgree(), List.of("0"));
  }

  /** Exercises whose own reps and top weight differ from those of the rows below them. */
  private List<String> straightAndRowsAgree() {
    return log.query(
        """
        select count(*)
        from public.performed_exercise e
        join public.performed_session s using (performed_session_id)
        cross join lateral (
          select array_agg(t.reps::int order by t."order") as reps, max(t.weight) as weight
          from public.performed_exercise_set t
          where t.performed_exercise_id = e.performed_exercise_id) t
        where s.app_user_id = ? and t.reps is not null
          and (t.reps <> e.reps::int[] or t.weight <> e.weight)""",
        log.user);
  }

  private void write(Random random) {
    try (Desk desk = Desk.open(log)) {
      for (int call = 0; call < CALLS; call++) {
        Sent sent = random.nextInt(6) == 0 && !keyed.isEmpty() ? again(random) : next(random);
        try {
          JsonNode answer = desk.call(sent.tool(), sent.arguments());
          note(sent, answer);
        } catch (ToolError nothingThere) {
          refused.incrementAndGet();
        }
      }
    }
  }

  private Sent again(Random random) {
    return keyed.get(random.nextInt(keyed.size()));
  }

  private void note(Sent sent, JsonNode answer) {
    long number =
        sent.tool().equals("undo_last_change")
            ? answer.at("/undone/by").longValue()
            : answer.path("change").longValue();
    if (answer.get("dry_run").booleanValue() || number == 0) {
      return;
    }
    Done before = done.putIfAbsent(number, new Done(sent, answer));
    if (before != null) {
      assertEquals(before.answer(), answer, "a retry gets the same answer");
    }
    if (sent.tool().equals("log_workout")) {
      ids.add(answer.at("/session/id").textValue());
    }
  }

  private Sent next(Random random) {
    int kind = ids.isEmpty() ? 0 : random.nextInt(20);
    Map<String, Object> arguments = new LinkedHashMap<>();
    String tool;
    if (kind < 6) {
      tool = "log_workout";
      arguments.put("exercises", exercises(random));
      int number = count.incrementAndGet();
      arguments.put("started_at", "2026-0%d-%02d".formatted(1 + number % 9, 1 + number % 28));
    } else if (kind < 11) {
      tool = "log_workout";
      arguments.put("mode", "append");
      arguments.put("session", id(random));
      arguments.put("exercises", exercises(random));
    } else if (kind < 16) {
      tool = "edit_workout";
      arguments.put("session", id(random));
      arguments.put("exercise", NAMES.get(random.nextInt(NAMES.size())));
      int set = random.nextInt(4) - 1;
      if (set != 0) {
        arguments.put("set", set);
      }
      arguments.put(
          "change",
          random.nextInt(3) == 0
              ? Map.of("remove", true)
              : Map.of("weight", 20 + random.nextInt(100)));
    } else if (kind < 17) {
      tool = "delete_workout";
      arguments.put("session", id(random));
    } else {
      tool = "undo_last_change";
    }
    return finish(random, tool, arguments);
  }

  private Sent finish(Random random, String tool, Map<String, Object> arguments) {
    boolean preview = random.nextInt(8) == 0;
    if (preview) {
      arguments.put("dry_run", true);
    }
    boolean withKey = !preview && random.nextInt(3) > 0;
    if (withKey) {
      arguments.put("idempotency_key", "key " + count.incrementAndGet());
    }
    List<Object> flat = new ArrayList<>();
    arguments.forEach((name, value) -> flat.addAll(List.of(name, value)));
    Sent sent = new Sent(tool, flat.toArray());
    if (withKey) {
      keyed.add(sent);
    }
    return sent;
  }

  private String id(Random random) {
    return ids.get(random.nextInt(ids.size()));
  }

  private static List<Map<String, Object>> exercises(Random random) {
    List<Map<String, Object>> exercises = new ArrayList<>();
    for (int number = 0; number <= random.nextInt(2); number++) {
      String sets =
          random
              .ints(1 + random.nextInt(3), 1, 12)
              .mapToObj(reps -> reps + "@" + (20 + 5 * random.nextInt(3)))
              .collect(Collectors.joining(", "));
      exercises.add(Lifts.exercise(NAMES.get(random.nextInt(NAMES.size())), sets));
    }
    return exercises;
  }

  /** Applies every change in the order of the database, and checks each answer on the way. */
  private ModelLog replay() {
    ModelLog model = new ModelLog();
    new TreeMap<>(done)
        .forEach(
            (number, change) -> {
              JsonNode sent = Ask.object(change.sent().arguments());
              JsonNode answer = change.answer();
              String id = answer.at("/session/id").textValue();
              switch (change.sent().tool()) {
                case "log_workout" -> model.append(number, id, lifts(sent));
                case "edit_workout" -> edit(model, number, sent);
                case "delete_workout" -> model.delete(number, sent.get("session").textValue());
                default ->
                    assertEquals(answer.at("/undone/change").longValue(), model.undo(number));
              }
              if (id != null) {
                assertEquals(model.session(id), ModelLog.read(answer), "change " + number);
              }
            });
    return model;
  }

  private static void edit(ModelLog model, long number, JsonNode sent) {
    JsonNode change = sent.get("change");
    model.edit(
        number,
        sent.get("session").textValue(),
        sent.get("exercise").textValue(),
        sent.path("set").asInt(0),
        change.has("weight") ? change.get("weight").intValue() : null);
  }

  private static List<Lift> lifts(JsonNode sent) {
    List<Lift> lifts = new ArrayList<>();
    for (JsonNode exercise : sent.get("exercises")) {
      List<String> sets = new ArrayList<>();
      for (JsonNode set : exercise.get("sets")) {
        sets.add(SetLine.number(set, "weight") + "x" + set.get("reps").intValue());
      }
      lifts.add(new Lift(exercise.get("exercise").textValue(), sets));
    }
    return lifts;
  }
}
