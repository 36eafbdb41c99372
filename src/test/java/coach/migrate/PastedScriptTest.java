package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.CallerSession;
import coach.db.ExistingDatabase;
import coach.db.ExistingDatabase.Catalogue;
import coach.db.TestDatabase;
import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What an owner pastes into an SQL editor has the same effect as migrate. */
@Tag("slow")
class PastedScriptTest {
  @ParameterizedTest
  @OldestAndNewest
  void pastingTheScriptIsMigratingAnExistingDatabase(TestServer server) throws Exception {
    try (ExistingDatabase pasted = ExistingDatabase.on(server, Catalogue.SMALL);
        ExistingDatabase empty = ExistingDatabase.on(server, Catalogue.SMALL);
        ExistingDatabase migrated = ExistingDatabase.migrated(server);
        Connection one = pasted.connect();
        Connection other = migrated.connect()) {
      paste(pasted.jdbcUrl(), ExistingDatabase.OWNER, "owner", pasted.migrations().script());

      assertEquals(SchemaSnapshot.read(other), SchemaSnapshot.read(one));
      assertEquals(history(other), history(one));
      assertEquals(labels(other), labels(one));
      assertEquals(List.of(), pasted.migrations().migrate(line -> {}).applied());
      String script = empty.migrations().script();
      SQLException again = assertThrows(SQLException.class, () -> pasted.execute(script));
      assertTrue(
          again.getMessage().contains("This script has been applied already. Nothing was changed."),
          again.getMessage());
      assertEquals(SchemaSnapshot.read(other), SchemaSnapshot.read(one));
    }
  }

  @Test
  void pastingTheScriptIsMigratingAnEmptyDatabase() throws Exception {
    try (TestDatabase pasted = TestDatabase.create();
        TestDatabase migrated = TestDatabase.create();
        Connection one = pasted.connect();
        Connection other = migrated.connect()) {
      paste(pasted.jdbcUrl(), pasted.user(), pasted.password(), migrations(pasted).script());
      migrations(migrated).migrate(line -> {});

      assertEquals(SchemaSnapshot.read(other), SchemaSnapshot.read(one));
      assertEquals(labels(other), labels(one));
      assertEquals(List.of(), migrations(pasted).migrate(line -> {}).applied());
      assertTrue(labels(one).size() > 500);
    }
  }

  /** Whoever pastes has no coach beside them that would look at the result. */
  @Test
  void aScriptThatDoesNotLeadWhereItShouldSaysSoAndChangesNothing() throws Exception {
    try (ExistingDatabase pasted = ExistingDatabase.create();
        Connection owner = pasted.connect()) {
      SchemaSnapshot before = SchemaSnapshot.read(owner);
      String script = pasted.migrations().script();
      String lacking =
          script.replace(
              "\n-- whether everything",
              "\nalter table coach.change_log drop column client;\n-- whether everything");
      assertNotEquals(script, lacking);
      SQLException refusal = assertThrows(SQLException.class, () -> pasted.execute(lacking));
      assertTrue(
          refusal
              .getMessage()
              .contains(
                  "coach.change_log has no column client (text), which coach needs. Nothing"
                      + " was changed."),
          refusal.getMessage());
      assertEquals(before, SchemaSnapshot.read(owner));
    }
  }

  /** Into psql, or to the server as psql would send it. */
  private static void paste(String jdbcUrl, String user, String password, String script)
      throws Exception {
    if (Stream.of(System.getenv("PATH").split(":"))
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, "psql")))) {
      try (Connection editor = SqlConnection.source(jdbcUrl, user, password).getConnection()) {
        SqlConnection.execute(editor, script);
      }
      return;
    }
    ProcessBuilder psql =
        new ProcessBuilder(
            "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-U", user, jdbcUrl.replace("jdbc:", ""));
    psql.environment().put("PGPASSWORD", password);
    psql.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process editor = psql.start();
    try (OutputStream input = editor.getOutputStream()) {
      input.write(script.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(0, editor.waitFor());
  }

  private static Migrations migrations(TestDatabase database) {
    return new Migrations(database.jdbcUrl(), database.user(), database.password());
  }

  private static List<String> history(Connection connection) throws SQLException {
    return CallerSession.rows(
        connection,
        """
        select version, name, checksum
        from coach.migration order by version""");
  }

  private static List<String> labels(Connection connection) throws SQLException {
    return CallerSession.rows(
        connection,
        """
        select label, b.name, rank, chosen
        from coach.exercise_label l join public.base_exercise b using (base_exercise_id)
        order by label, b.name""");
  }
}
