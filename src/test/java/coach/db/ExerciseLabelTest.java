package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.testing.CoachDatabase;
import coach.testing.Statements;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names and aliases are kept as labels, whoever changes an exercise and however. */
class ExerciseLabelTest {
  private static final UUID ANNA = ExistingDatabase.ANNA;
  private static TestDatabase database;
  private Connection connection;

  @BeforeAll
  static void migrate() throws Exception {
    database = CoachDatabase.migrated();
    try (Connection owner = database.connect()) {
      Statements.execute(
          owner,
          """
          truncate public.base_exercise cascade;
          insert into public.app_user (app_user_id, name, email)
          values ('%s', 'Anna', 'anna@example.com')"""
              .formatted(ANNA));
    }
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void begin() throws Exception {
    connection = database.connect();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void takeBack() throws Exception {
    connection.rollback();
    connection.close();
  }

  private void execute(String sql) throws Exception {
    Statements.execute(connection, sql);
  }

  private void add(String name, String aliases, UUID owner) throws Exception {
    execute(
        "insert into public.base_exercise (name, aliases, app_user_id) values ('%s', '%s', %s)"
            .formatted(name, aliases, owner == null ? "null" : "'" + owner + "'"));
  }

  /** Label, exercise and whether it is the chosen one. */
  private List<String> labels() throws Exception {
    return CallerSession.rows(
        connection,
        """
        select l.label, b.name, l.chosen
        from coach.exercise_label l join public.base_exercise b using (base_exercise_id)
        order by 1, 2""");
  }

  @Test
  void namesAreComparedWithoutCaseAccentsPunctuationAndPlural() throws Exception {
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("Squats", "squat"),
            Map.entry("  Pull-Ups! ", "pull up"),
            Map.entry("Leg Press", "leg press"),
            Map.entry("Développé  couché", "developpe couche"),
            Map.entry("T-Bar Rows (chest supported)", "t bar row chest supported"),
            Map.entry("Übung №5", "ubung no5"),
            Map.entry("21s", "21"),
            Map.entry("Abs", "ab"),
            Map.entry("Bench Presses", "bench press"),
            Map.entry("Crunches", "crunch"),
            Map.entry("Lats", "lat"),
            Map.entry("Жим лёжа", "жим лежа"),
            Map.entry("💪", ""),
            Map.entry("'; drop table plan; --", "drop table plan"));
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      assertEquals(
          List.of(entry.getValue()),
          CallerSession.rows(
              connection,
              "select coach.normalize_label('" + entry.getKey().replace("'", "''") + "')"),
          entry.getKey());
    }
  }

  @Test
  void aNameAndItsAliasesBecomeLabelsOnce() throws Exception {
    add("Barbell Squat", "{squat,Squats,barbell squat,back squat,!!}", null);
    assertEquals(
        List.of(
            "back squat|Barbell Squat|t", "barbell squat|Barbell Squat|t", "squat|Barbell Squat|t"),
        labels());
  }

  @Test
  void changedNamesAndAliasesReplaceTheLabels() throws Exception {
    add("Barbell Squat", "{squat}", null);
    execute("update public.base_exercise set name = 'Back Squat', aliases = null");
    assertEquals(List.of("back squat|Back Squat|t"), labels());
  }

  @Test
  void anotherChangeLeavesTheLabelsAlone() throws Exception {
    add("Barbell Squat", "{squat}", null);
    String written = "select sum(xmin::text::bigint) from coach.exercise_label";
    List<String> before = CallerSession.rows(connection, written);
    execute("update public.base_exercise set description = 'new'");
    assertEquals(before, CallerSession.rows(connection, written));
  }

  @Test
  void aNameGoesBeforeAnAliasAndBetweenEqualsNoneIsChosen() throws Exception {
    add("Row", "{}", null);
    add("Barbell Row", "{row,pull}", null);
    add("Cable Row", "{pull}", null);
    assertEquals(
        List.of(
            "barbell row|Barbell Row|t",
            "cable row|Cable Row|t",
            "pull|Barbell Row|f",
            "pull|Cable Row|f",
            "row|Barbell Row|f",
            "row|Row|t"),
        labels());
  }

  @Test
  void whenOneOfTwoRivalsGoesTheOtherIsChosen() throws Exception {
    add("Barbell Row", "{pull}", null);
    add("Cable Row", "{pull}", null);
    execute("delete from public.base_exercise where name = 'Cable Row'");
    assertEquals(List.of("barbell row|Barbell Row|t", "pull|Barbell Row|t"), labels());
  }

  @Test
  void whenARivalGivesTheAliasUpTheOtherIsChosen() throws Exception {
    add("Barbell Row", "{pull}", null);
    add("Cable Row", "{pull}", null);
    execute("update public.base_exercise set aliases = null where name = 'Cable Row'");
    assertEquals(
        List.of("barbell row|Barbell Row|t", "cable row|Cable Row|t", "pull|Barbell Row|t"),
        labels());
  }

  @Test
  void ownAndSharedExercisesDoNotContest() throws Exception {
    add("Row", "{}", null);
    add("Row", "{}", ANNA);
    assertEquals(List.of("row|Row|t", "row|Row|t"), labels());
  }

  @Test
  void labelsGoAlongWhenAnExerciseChangesHands() throws Exception {
    add("Row", "{}", null);
    add("Row", "{}", null);
    execute(
        "update public.base_exercise set app_user_id = '%s' where ctid = (select max(ctid) from public.base_exercise)"
            .formatted(ANNA));
    assertEquals(List.of("row|Row|t", "row|Row|t"), labels());
    assertEquals(
        List.of("1"),
        CallerSession.rows(
            connection, "select count(*) from coach.exercise_label where app_user_id is not null"));
  }

  @Test
  void aCommonNameStaysWhenTheExerciseIsRenamed() throws Exception {
    add("Barbell Squat", "{}", null);
    execute(
        "insert into coach.exercise_label (label, base_exercise_id, rank, chosen)"
            + " select 'squat', base_exercise_id, 2, true from public.base_exercise");
    execute("update public.base_exercise set name = 'Back Squat'");
    assertEquals(List.of("back squat|Back Squat|t", "squat|Back Squat|t"), labels());
    execute("update public.base_exercise set aliases = '{squat}'");
    assertEquals(List.of("back squat|Back Squat|t", "squat|Back Squat|t"), labels());
  }
}
