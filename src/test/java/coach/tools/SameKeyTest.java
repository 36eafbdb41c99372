package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances that get the same call at the same moment do it once. */
@Tag("slow")
class SameKeyTest {
  private static final int ROUNDS = 60;

  private final TrainingLog log = TrainingLog.begin();
  private Desk left;
  private Desk right;

  @BeforeEach
  void open() {
    left = Desk.open(log);
    right = Desk.open(log);
  }

  @AfterEach
  void close() {
    left.close();
    right.close();
  }

  private List<JsonNode> both(Function<Desk, JsonNode> call) {
    CyclicBarrier start = new CyclicBarrier(2);
    List<CompletableFuture<JsonNode>> answers =
        List.of(left, right).stream()
            .map(
                desk ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            start.await();
                          } catch (Exception interrupted) {
                            throw new IllegalStateException(interrupted);
                          }
                          return call.apply(desk);
                        },
                        task -> new Thread(task).start()))
            .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private int sessions() {
    return Integer.parseInt(
        log.query("select count(*) from public.performed_session where app_user_id = ?", log.user)
            .get(0));
  }

  @Test
  void theSameNewKeyStoresOneWorkoutAndBothGetItsAnswer() {
    Set<String> ids = new HashSet<>();
    for (int round = 1; round <= ROUNDS; round++) {
      Object[] arguments =
          Lifts.log("bench", "3x5@100, 8@80 type=drop-set", "idempotency_key", "key " + round);
      List<JsonNode> answers = both(desk -> desk.call("log_workout", arguments));
      assertEquals(answers.get(0), answers.get(1), "round " + round);
      ids.add(answers.get(0).at("/session/id").textValue());
      assertEquals(round, sessions());
    }
    assertEquals(ROUNDS, ids.size());
  }

  @Test
  void theSameWorkoutWithoutAKeyIsStoredOnce() {
    for (int round = 1; round <= ROUNDS / 4; round++) {
      Object[] arguments = Lifts.log("bench", "3x5@" + round);
      List<JsonNode> answers = both(desk -> desk.call("log_workout", arguments));
      assertEquals(answers.get(0).at("/session/id"), answers.get(1).at("/session/id"));
      assertNotEquals(answers.get(0).get("already_logged"), answers.get(1).get("already_logged"));
      assertEquals(round, sessions());
    }
  }

  @Test
  void theSameUndoTakesBackOneChange() {
    for (int round = 1; round <= ROUNDS / 4; round++) {
      left.call("log_workout", Lifts.log("bench", "5@" + round));
      left.call("log_workout", Lifts.log("squat", "5@" + round));
      String key = "undo " + round;
      List<JsonNode> answers = both(desk -> desk.call("undo_last_change", "idempotency_key", key));
      assertEquals(answers.get(0), answers.get(1));
      assertEquals(round, sessions());
    }
  }
}
