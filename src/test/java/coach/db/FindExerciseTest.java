package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.testing.CoachDatabase;
import coach.testing.Statements;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A typed name finds the one exercise it means, or the candidates, never a wrong one. */
class FindExerciseTest {
  private static final UUID ANNA = ExistingDatabase.ANNA;
  private static final UUID BEN = ExistingDatabase.BEN;
  private static final String ROW = "00000000-0000-0000-0000-00000000000e";
  private static TestDatabase database;
  private CallerSession anna;

  @BeforeAll
  static void migrate() throws Exception {
    database = CoachDatabase.migrated();
    try (Connection owner = database.connect()) {
      Statements.execute(
          owner,
          """
          truncate public.base_exercise cascade;
          insert into public.app_user (app_user_id, name, email)
          values ('%1$s', 'Anna', 'anna@example.com'), ('%2$s', 'Ben', 'ben@example.com');
          insert into public.base_exercise (base_exercise_id, name, aliases, app_user_id) values
            ('%3$s', 'Barbell Row', '{row,pull}', null),
            (default, 'Cable Row', '{pull}', null),
            (default, 'Barbell Bench Press', '{bench}', null),
            (default, 'Incline Barbell Bench Press', '{}', null),
            (default, 'Overhead Press', '{ohp}', null),
            (default, 'Garage Bench', '{bench}', '%1$s'),
            (default, 'Zottman Twister', '{twist}', '%2$s')"""
              .formatted(ANNA, BEN, ROW));
    }
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void begin() throws Exception {
    anna = CallerSession.of(database.connect(), ANNA);
    // No extension's schema is on it: the function must not depend on the caller's.
    anna.execute("set local search_path = ''");
  }

  @AfterEach
  void end() throws Exception {
    anna.close();
  }

  private List<String> find(String wanted) throws Exception {
    return anna.rows(
        "select name, round(similarity::numeric, 2), winner from coach.find_exercise('"
            + wanted.replace("'", "''")
            + "')");
  }

  @Test
  void aNameOrAliasAsTypedIsFoundAlone() throws Exception {
    assertEquals(List.of("Barbell Row|1.00|t"), find("barbell rows"));
    assertEquals(List.of("Barbell Row|1.00|t"), find("ROW"));
    assertEquals(List.of("Overhead Press|1.00|t"), find("O.H.P".replace(".", "")));
  }

  @Test
  void anIdIsFoundAlone() throws Exception {
    assertEquals(List.of("Barbell Row|1.00|t"), find(ROW));
    assertEquals(List.of("Barbell Row|1.00|t"), find(ROW.toUpperCase()));
    assertEquals(List.of(), find(UUID.randomUUID().toString()));
  }

  @Test
  void onesOwnExerciseGoesBeforeASharedOneOfTheSameName() throws Exception {
    assertEquals(List.of("Garage Bench|1.00|t", "Barbell Bench Press|1.00|f"), find("bench"));
    try (CallerSession ben = CallerSession.of(database.connect(), BEN)) {
      assertEquals(
          List.of("Barbell Bench Press|t"),
          ben.rows("select name, winner from coach.find_exercise('bench')"));
    }
  }

  @Test
  void aContestedAliasHasCandidatesAndNoWinner() throws Exception {
    assertEquals(List.of("Barbell Row|1.00|f", "Cable Row|1.00|f"), find("pull"));
  }

  @Test
  void aClearWinnerAmongSimilarNamesIsTaken() throws Exception {
    List<String> found = find("barbel bench pres");
    assertTrue(found.get(0).matches("Barbell Bench Press\\|0\\.\\d+\\|t"), found.toString());
    assertEquals(1, found.stream().filter(row -> row.endsWith("|t")).count());
    assertTrue(found.size() > 1, found.toString());
  }

  @Test
  void onlyANearNameThatLeavesNoWordOutIsTaken() throws Exception {
    for (String vague : List.of("bench press", "press", "incline bench", "rowing", "hammer row")) {
      List<String> found = find(vague);
      assertTrue(found.stream().allMatch(row -> row.endsWith("|f")), vague + " " + found);
    }
    assertTrue(find("incline barbel bench").get(0).endsWith("|t"));
    // One's own is nearer than a shared one that is as similar.
    assertTrue(find("garag bench").get(0).matches("Garage Bench\\|0\\.\\d+\\|t"));
  }

  @Test
  void withoutAClearWinnerThereAreOnlyCandidates() throws Exception {
    List<String> close = find("barbell press row");
    assertTrue(close.size() > 1, close.toString());
    assertTrue(close.stream().allMatch(row -> row.endsWith("|f")), close.toString());
    List<String> faint = find("cable fly machine");
    assertTrue(faint.stream().allMatch(row -> row.endsWith("|f")), faint.toString());
  }

  @Test
  void nothingSimilarIsNothing() throws Exception {
    for (String nothing : List.of("swimming", "", "   ", "💪", "'; drop table plan; --")) {
      assertEquals(List.of(), find(nothing), nothing);
    }
    assertEquals(List.of(), anna.rows("select * from coach.find_exercise(null)"));
  }

  @Test
  void anothersCustomExerciseIsInvisibleByNameAliasLikenessAndId() throws Exception {
    String id;
    try (Connection owner = database.connect()) {
      id =
          CallerSession.rows(
                  owner,
                  "select base_exercise_id from public.base_exercise where name = 'Zottman Twister'")
              .get(0);
    }
    for (String wanted : List.of("Zottman Twister", "twist", "zotman twistr", id)) {
      assertEquals(List.of(), find(wanted), wanted);
    }
    try (CallerSession ben = CallerSession.of(database.connect(), BEN)) {
      assertEquals(
          "1", ben.attempt("select from coach.find_exercise('zotman twistr') where winner"));
    }
  }
}
