package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.postgres.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The traps in what people logged with the workout app are read as what really happened. */
@ParameterizedClass
@EnumSource
class ExistingWorkoutsTest {
  @Parameter TestServer server;

  private static ExistingDatabase existing;
  private CallerSession anna;

  @BeforeParameterizedClassInvocation
  static void migrate(TestServer server) throws Exception {
    existing = ExistingDatabase.migrated(server);
  }

  @AfterParameterizedClassInvocation
  static void drop() {
    existing.close();
  }

  @BeforeEach
  void begin() throws Exception {
    anna = CallerSession.of(existing.connect(), ExistingDatabase.ANNA);
  }

  @AfterEach
  void end() throws Exception {
    anna.close();
  }

  /** Sets of one session: name, number, kind, grams, reps, RPE. */
  private List<String> sets(int session) throws Exception {
    return anna.rows(
        """
        select exercise_name, set_number, set_type, weight_g, reps, rpe
        from coach.performed_set
        where performed_session_id = 'd0000000-0000-0000-0000-%012d'
        order by performed_exercise_id, set_number"""
            .formatted(session));
  }

  @Test
  void repsWithOneWeightAreSets() throws Exception {
    assertEquals(
        List.of(
            "Back squat|1|regular|100000|5|8.5",
            "Back squat|2|regular|100000|5|8.5",
            "Back squat|3|regular|100000|4|8.5",
            "Bench press|1|regular|80000|5|null",
            "Bench press|2|regular|80000|5|null",
            "Bench press|3|regular|80000|5|null"),
        sets(1));
  }

  @Test
  void aShortListOfRestsHoldsItsLastForTheOthers() throws Exception {
    assertEquals(
        List.of("00:03:00", "00:04:00", "00:04:00"),
        anna.rows(
            """
            select rest from coach.performed_set
            where performed_exercise_id = 'e0000000-0000-0000-0000-000000000001'
            order by set_number"""));
  }

  @Test
  void thirtySevenRepsAndMoreAndNoWeightAreOrdinarySets() throws Exception {
    assertEquals(
        List.of(
            "Push-ups|1|regular|null|37|null",
            "Push-ups|2|regular|null|20|null",
            "Back squat|1|regular|20000|37|null",
            "Back squat|1|regular|20000|50|null",
            "Back squat|2|regular|20000|3|null"),
        sets(2));
  }

  @Test
  void setsOfTheirOwnReplaceTheMostRepsWithTheOneWeight() throws Exception {
    assertEquals(
        List.of(
            "Bench press|1|warm-up|40000|12|null",
            "Bench press|2|regular|80000|8|7",
            "Bench press|3|AMRAP|90000|5|9.5"),
        sets(3));
    assertEquals(
        List.of("t|A|null", "f|A|7", "f|A|9.5"),
        anna.rows(
            """
            select is_warm_up, data ->> 'superset', data ->> 'rpe' from coach.performed_set
            where performed_session_id = 'd0000000-0000-0000-0000-000000000003'
            order by set_number"""));
  }

  @Test
  void spellingsAreOneExerciseAndUnknownNamesStayAsWritten() throws Exception {
    assertEquals(
        List.of(
            "Back squat|1|regular|105000|5|null",
            "Bench press|1|regular|82500|5|null",
            "Zercher carry|1|regular|60000|1|null",
            "unnamed|1|regular|10000|3|null"),
        sets(4));
    assertEquals(
        List.of("1"),
        anna.rows(
            """
            select count(distinct base_exercise_id) from coach.performed_set
            where exercise_name = 'Back squat'"""));
  }

  @Test
  void assistanceAndBodyWeightComeAlong() throws Exception {
    assertEquals(
        List.of("Pull-ups|0|20000|null", "Pull-ups|0|20000|null", "Dips|0|null|80000"),
        anna.rows(
            """
            select exercise_name, weight_g, data ->> 'assistance_g', data ->> 'bodyweight_g'
            from coach.performed_set
            where performed_session_id = 'd0000000-0000-0000-0000-000000000005'
            order by performed_exercise_id, set_number"""));
  }

  @Test
  void draftsAreNoSetsButCanBeCounted() throws Exception {
    assertEquals(List.of(), sets(6));
    assertEquals(List.of(), sets(7));
    assertEquals("3", anna.value("select count(*) from coach.exercise_entry where is_draft"));
  }

  @Test
  void aSessionJustStartedHasNoEntries() throws Exception {
    assertEquals(
        "0",
        anna.value(
            """
            select count(*) from coach.exercise_entry
            where performed_session_id = 'd0000000-0000-0000-0000-000000000009'"""));
  }

  @Test
  void aDeloadIsMarked() throws Exception {
    assertEquals(
        List.of("d0000000-0000-0000-0000-000000000008"),
        anna.rows("select distinct performed_session_id from coach.performed_set where in_deload"));
  }

  @Test
  void anothersSetsAreInvisible() throws Exception {
    assertEquals(
        List.of(ExistingDatabase.ANNA.toString()),
        anna.rows("select distinct app_user_id from coach.performed_set"));
    assertEquals(
        List.of(ExistingDatabase.ANNA.toString()),
        anna.rows("select distinct app_user_id from coach.exercise_entry"));
  }
}
