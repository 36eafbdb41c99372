package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A lifter who follows a plan for twelve weeks with nothing but draft_session and log_workout, and
 * misses two sessions. {@code -Dcoach.plans=all} follows every template and three made plans.
 */
@Tag("slow")
class PlanFollowedTest {
  private static final int DAYS = 84;
  private static final Map<Integer, Set<Integer>> TRAINED =
      Map.of(
          2, Set.of(0, 3),
          3, Set.of(0, 2, 4),
          4, Set.of(0, 1, 3, 4),
          6, Set.of(0, 1, 2, 3, 4, 5));
  private static final Set<Integer> SKIPPED = Set.of(5, 9);

  private final TrainingLog log = TrainingLog.begin();
  private final Map<String, List<Double>> weights = new HashMap<>();
  private int trained;
  private boolean bodyAlone;

  static Stream<Object[]> plans() {
    List<Object[]> all = new ArrayList<>();
    all.add(new Object[] {"based_on", "Minimal, 2 Days", "deload_weeks", List.of(6, 12)});
    all.add(new Object[] {"based_on", "Wave Loading Strength, 4 Days"});
    if ("all".equals(System.getProperty("coach.plans"))) {
      for (String name :
          List.of(
              "Novice Full Body, 3 Days",
              "Upper/Lower, 4 Days",
              "Push/Pull/Legs, 6 Days",
              "Dumbbells at Home, 3 Days",
              "Intermediate Full Body, 3 Days",
              "Body Weight Basics, 3 Days")) {
        all.add(new Object[] {"based_on", name, "deload_weeks", List.of(4, 8, 12)});
      }
      all.add(new Object[] {"sessions", PlanToolsTest.twoDays()});
      all.add(
          new Object[] {
            "sessions", PlanToolsTest.twoDays(), "days_per_week", 3, "deload_weeks", List.of(5)
          });
      all.add(
          new Object[] {
            "sessions",
            List.of(
                PlanToolsTest.day(
                    "A",
                    PlanToolsTest.exercise(
                        "squat", 3, "5", "percent_of_training_max", List.of(70, 75, 80, 60))),
                PlanToolsTest.day("B", PlanToolsTest.exercise("bench", 3, "8-12")))
          });
    }
    return all.stream().map(one -> new Object[] {one});
  }

  @ParameterizedTest
  @MethodSource("plans")
  void loadsFollowThePlanDeloadsHappenAndAdherenceIsWhatWasPlanted(Object[] made) {
    log.session(log.daysAgo(4)).did("squat", 80, 5, 5, 5).did("bench", 60, 5, 5, 5);
    log.session(log.daysAgo(3)).did("deadlift", 100, 5, 5).did("overhead press", 40, 5, 5, 5);
    bodyAlone = List.of(made).contains("Body Weight Basics, 3 Days");
    List<Object> arguments = new ArrayList<>(List.of("name", "Followed", "duration_weeks", 12));
    arguments.addAll(List.of(made));
    JsonNode plan = Ask.json(log, "create_workout_plan", arguments.toArray()).get("plan");
    Set<Integer> deloads = Set.copyOf(Json.list(plan.get("deload_weeks"), JsonNode::asInt));
    int perWeek =
        Integer.parseInt(
            log.query(
                    "select data ->> 'days_per_week' from public.user_plan where app_user_id = ? and is_active",
                    log.user)
                .get(0));
    int sessions = 0;
    int waited = 0;
    for (int day = 0; day < DAYS; day++, waited++) {
      if (TRAINED.get(perWeek).contains(day % 7) && !SKIPPED.contains(sessions++)) {
        pass(waited);
        waited = 0;
        train(deloads.contains(day / 7 + 1));
      }
    }
    // The plan then began on a Monday, so that its weeks are the calendar's.
    pass(waited);
    pass(log.today().getDayOfWeek().getValue() - 1);
    JsonNode done = Ask.json(log, "get_training_summary", "weeks", 13).get("adherence");
    assertEquals(12 * perWeek, done.get("planned").intValue(), done.toString());
    assertEquals(2, done.get("missed").intValue(), done.toString());
    assertEquals(12 * perWeek - 2, done.get("done").intValue(), done.toString());
    assertEquals(done.get("planned_sets"), done.get("done_sets"), done.toString());
    assertEquals(0, done.get("outside").intValue(), done.toString());
    assertEquals(bodyAlone, weights.isEmpty(), weights.toString());
    if (bodyAlone) {
      return;
    }
    List<Double> main = weights.values().stream().max((a, b) -> a.size() - b.size()).orElseThrow();
    int half = main.size() / 2;
    double late = main.subList(half, main.size()).stream().max(Double::compare).orElseThrow();
    assertTrue(
        late > main.subList(0, half).stream().max(Double::compare).orElseThrow(),
        weights.toString());
  }

  private void train(boolean deload) {
    JsonNode drafted = Ask.json(log, "draft_session");
    JsonNode session = drafted.get("session");
    assertEquals(log.today().toString(), session.get("date").textValue());
    assertEquals(deload, session.path("deload").asBoolean(), session.toString());
    List<Map<String, Object>> exercises = new ArrayList<>();
    for (JsonNode one : drafted.get("exercises")) {
      String name = one.get("name").textValue();
      exercises.add(Lifts.exercise(name, sets(one)));
      if (one.path("weight").asDouble() > 0) {
        List<Double> known = weights.computeIfAbsent(name, none -> new ArrayList<>());
        double weight = one.get("weight").doubleValue();
        double before = known.isEmpty() ? 0 : known.get(known.size() - 1);
        // Waves come down every fourth week, and other days of the plan may be lighter by design.
        assertTrue(one.has("wave") || !deload || weight <= Math.max(before, weight), name);
        known.add(weight);
      }
    }
    // Without a key of its own, the same workout in the same minutes is taken for a retry.
    Ask.json(
        log,
        "log_workout",
        "plan_day",
        session.get("day").textValue(),
        "exercises",
        exercises,
        "idempotency_key",
        "session " + trained++);
  }

  private String sets(JsonNode one) {
    if (one.has("wave")) {
      return String.join(
          ", ",
          Json.texts(one.get("wave")).stream()
              .map(set -> set.replace("+", "").split("x"))
              .map(set -> set[1] + "@" + set[0])
              .toList());
    }
    String reps = one.get("reps").asText().replaceAll("\\d+-", "");
    boolean tries = !bodyAlone && one.get("why").asText().equals("no sets to go by");
    double weight = one.path("weight").asDouble(tries ? 20 : 0);
    return one.get("sets").asInt() + "x" + reps + (weight > 0 ? "@" + weight : "");
  }

  /** So many days go by: everything lies further back. */
  private void pass(int days) {
    for (String moved :
        List.of(
            "public.performed_session set started_at = started_at - shift, completed_at = completed_at - shift",
            "public.user_plan set starts_at = starts_at - shift, ends_at = ends_at - shift")) {
      log.run(
          "update "
              + moved.replace("shift", "make_interval(days => " + days + ")")
              + " where app_user_id = ?",
          log.user);
    }
    log.run(
        "update public.performed_exercise set started_at = started_at - make_interval(days => "
            + days
            + "), completed_at = completed_at - make_interval(days => "
            + days
            + ") where performed_session_id in (select performed_session_id from public.performed_session"
            + " where app_user_id = ?)",
        log.user);
  }
}
