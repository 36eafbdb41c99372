package coach.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Config;
import coach.db.DatabaseException;
import coach.db.TestDatabase;
import coach.migrate.Migrations;
import coach.postgres.TestHome;
import coach.testing.LockedTable;
import coach.tools.ToolCall;
import coach.tools.contents.Tools;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start ends with a database that is ready and a person to serve, or with what to do. */
class AppTest {
  @TempDir Path home;

  @Test
  @Tag("slow")
  void theEmbeddedDatabaseIsMigratedAtTheFirstStartAndAfterAnUpdateOnly() throws Exception {
    Config config = Config.read(Map.of("COACH_HOME", home.toString()));
    List<String> first = new ArrayList<>();
    Caller caller;
    try (App app = App.open(config, first::add)) {
      caller = app.caller().get();
      var profile = Tools.catalog().tools().get(0);
      var arguments = coach.tools.Arguments.read(profile.params(), null);
      assertTrue(
          profile
              .handler()
              .answer(new ToolCall(profile, caller, arguments, app.database()))
              .text()
              .contains("No training data yet"));
    }
    assertTrue(first.stream().anyMatch(step -> step.startsWith("migration 0014")), "" + first);

    List<String> second = new ArrayList<>();
    try (App app = App.open(config, second::add)) {
      assertEquals(caller, app.caller().get());
      assertEquals(List.of(), second);
    }

    note(config, "0001");
    List<String> updated = new ArrayList<>();
    try (App app = App.open(config, updated::add)) {
      assertEquals(caller, app.caller().get());
    }
    assertTrue(updated.contains("seeding the catalogue"), "" + updated);

    note(config, "9999");
    Exception newer = assertThrows(DatabaseException.class, () -> App.open(config, step -> {}));
    assertEquals(
        "The database belongs to a newer coach than this one. Update coach.", newer.getMessage());
  }

  @Test
  @Tag("slow")
  void aDatabaseThatComesBackOnAnotherPortIsFollowed() throws Exception {
    TestHome own = TestHome.in(home);
    try (App app = App.open(Config.read(Map.of("COACH_HOME", own.folder().toString())), s -> {})) {
      app.database().ping();
      own.killServerAndMoveIt();
      LockedTable.await(() -> answers(app), "an answer from the other port");
    }
  }

  private static boolean answers(App app) {
    try {
      app.database().ping();
      return true;
    } catch (DatabaseException away) {
      return false;
    }
  }

  @Test
  void anotherDatabaseIsNeverMigratedUnasked() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      Config config = Config.read(Map.of("DATABASE_URL", address(database)));
      DatabaseException failure =
          assertThrows(DatabaseException.class, () -> App.open(config, step -> {}));
      assertEquals(DatabaseException.Kind.OUTDATED, failure.kind());
      assertTrue(failure.getMessage().contains("\"coach migrate\""), failure.getMessage());
      try (Connection connection = database.connect()) {
        assertEquals(
            "0", value(connection, "select count(*) from pg_tables where schemaname = 'coach'"));
      }
    }
  }

  @Test
  void anAddressWhereNobodyAnswersIsNamed() {
    Config config = Config.read(Map.of("DATABASE_URL", "postgres://ann:s3cret@127.0.0.1:1/gym"));
    Exception failure = assertThrows(DatabaseException.class, () -> App.open(config, step -> {}));
    assertEquals(
        "The database at 127.0.0.1:1 cannot be reached: check that it runs and that DATABASE_URL is its address.",
        failure.getMessage());
  }

  /** The address of a test database, as a person would set it. */
  private static String address(TestDatabase database) {
    return database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password();
  }

  private static void note(Config config, String version) throws Exception {
    try (RunningDatabase running = RunningDatabase.start(config, step -> {});
        Connection connection =
            DriverManager.getConnection(
                running.url().jdbc(), running.url().user(), running.url().password());
        Statement statement = connection.createStatement()) {
      assertEquals(
          Migrations.NEWEST,
          value(connection, "select value from coach.setting where name = 'schema_version'"));
      statement.execute(
          "update coach.setting set value = '" + version + "' where name = 'schema_version'");
    }
  }

  private static String value(Connection connection, String query) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
