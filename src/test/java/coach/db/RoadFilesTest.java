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
    execute("create schema tools");
    execute("create schema auth_files");
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

  private static String function(Place place) {
    SqlFile file = place.file();
    List<String> params = List.copyOf(file.params().keySet());
    String body = file.executable(param -> "$" + (params.indexOf(param) + 1));
    String begin =
        place.folder().equals("tools")
            ? "select coach.begin_call('%s');\n".formatted(place.name())
            : "";
    return """
    create function %s.%s(%s) returns jsonb language sql volatile
    set statement_timeout = '%dms' as $road$
    %s%s
    $road$"""
        .formatted(
            place.folder().equals("tools") ? "tools" : "auth_files",
            place.name(),
            String.join(", ", params.stream().map(p -> p + " " + file.params().get(p)).toList()),
            file.mayTake().orElse(SqlFile.USUAL).toMillis(),
            begin,
            body);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsAFunctionThatAnswersJson(Place place) throws SQLException {
    execute("set check_function_bodies = on");
    execute(function(place));
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
        execute("create function tools.unfit() returns jsonb language sql as '" + body + "'");
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
