package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.testing.CoachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file that a road runs is also one function, whose body PostgreSQL checks as it is created:
 * that is how it can be called where there is no connection to send statements on.
 */
class RoadFilesTest {
  private static TestDatabase database;
  private static Connection connection;

  /** One file of one folder. */
  record Place(String folder, String name) {
    SqlFile file() {
      return SqlFile.load(folder, name);
    }

    @Override
    public String toString() {
      return folder + "/" + name;
    }
  }

  @BeforeAll
  static void migrate() throws SQLException {
    database = CoachDatabase.migrated();
    connection = database.connect();
  }

  @AfterAll
  static void drop() throws SQLException {
    connection.close();
    database.close();
  }

  static List<Place> files() throws IOException {
    List<Place> places = new ArrayList<>();
    for (String folder : List.of("tools", "auth")) {
      try (Stream<Path> files = Files.list(Path.of("sql", folder))) {
        files
            .map(file -> file.getFileName().toString().replace(".sql", ""))
            .sorted()
            .forEach(name -> places.add(new Place(folder, name)));
      }
    }
    return places;
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsAFunctionThatAnswersJson(Place place) throws SQLException {
    execute("set check_function_bodies = on");
    execute(
        ApiFunctions.function(place.folder(), place.name())
            .replace("create function", "create or replace function"));
  }

  @Test
  void allFilesAreFoundWhereTheJarLooksForThem() throws IOException {
    List<Place> found = new ArrayList<>();
    for (String folder : List.of("tools", "auth")) {
      ApiFunctions.names(folder).forEach(name -> found.add(new Place(folder, name)));
    }
    assertEquals(files(), found);
  }

  /** PostgREST repeats what failed so without end, and Supabase refuses the second. */
  @ParameterizedTest
  @MethodSource("files")
  void noFileRaisesASerializationFailureOrChangesWithoutACondition(Place place) {
    String text = place.file().text();
    assertFalse(text.contains("40001"), place.toString());
    for (String statement : text.split(";")) {
      boolean changes = statement.matches("(?is).*\\b(delete from|update) \\w+\\.\\w+.*");
      assertTrue(!changes || statement.contains("where"), place + ": " + statement);
    }
  }

  /** Over HTTP a limit set inside a body would have no effect, so it stands in the header. */
  @ParameterizedTest
  @MethodSource("files")
  void noFileSetsItsOwnTimeLimit(Place place) {
    assertFalse(place.file().text().contains("statement_timeout"));
  }

  @Test
  void aBodyThatDoesNotFitIsRefused() throws SQLException {
    execute("set check_function_bodies = on");
    for (String body : List.of("select 1", "select x from coach.no_such_table")) {
      try {
        execute("create function coach_api.unfit() returns jsonb language sql as '" + body + "'");
        throw new AssertionError("created: " + body);
      } catch (SQLException refused) {
        assertTrue(List.of("42P13", "42P01").contains(refused.getSQLState()), refused.toString());
      }
    }
  }

  @Test
  void longWorkSaysSoInItsHeader() throws IOException {
    assertEquals(
        List.of(
            "tools/stage_part 50s",
            "tools/store_workouts 120s",
            "tools/undo_last_change 120s",
            "auth/delete_account 50s",
            "auth/remove_lifter 50s",
            "auth/renew_lifter 50s"),
        files().stream()
            .filter(place -> place.file().mayTake().isPresent())
            .map(place -> place + " " + place.file().mayTake().get().toSeconds() + "s")
            .toList());
  }
}
