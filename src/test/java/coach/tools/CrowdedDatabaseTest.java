package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.Database;
import coach.db.ExistingDatabase;
import coach.db.ExistingDatabase.Catalogue;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.imports.ImportedLog;
import coach.imports.LogReader;
import coach.imports.LogReader.ReadProgress;
import coach.imports.ReadOptions;
import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import coach.store.Backup;
import coach.store.ImportPlan;
import coach.store.NameMatch;
import coach.store.OwnIds;
import coach.store.Restore;
import coach.store.Storage;
import coach.testing.Statements;
import coach.testing.TableReads;
import coach.tools.ToolCall.CallProgress;
import coach.tools.contents.Tools;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A year's log beside those of two thousand other people: no call reads a table that grows with
 * people from its beginning to its end, by the server's own count of the rows it read, whatever the
 * plan, the policies and the functions inside do; and the usual time limit holds.
 */
@Tag("slow")
@ParameterizedClass
@OldestAndNewest
class CrowdedDatabaseTest {
  private static final UUID LIFTER = ExistingDatabase.trained(7);

  private static final String PLAN = "Upper and lower";

  @Parameter TestServer server;

  private static ExistingDatabase existing;
  private static HikariDataSource pool;
  private static Database database;
  private static Caller lifter;
  private static String exercise;
  private static String session;

  @BeforeParameterizedClassInvocation
  static void fill(TestServer server) throws Exception {
    existing = ExistingDatabase.migrated(server, Catalogue.LARGE);
    try (Connection superuser = existing.connectAsSuperuser();
        InputStream crowd = CrowdedDatabaseTest.class.getResourceAsStream("/existing/crowd.sql")) {
      Statements.execute(superuser, new String(crowd.readAllBytes(), StandardCharsets.UTF_8));
    }
    pool = Pool.open(existing.jdbcUrl(), ExistingDatabase.OWNER, "owner", 1);
    try (Connection only = pool.getConnection()) {
      // One call of a thousand clears the log of calls, which is read as a whole then.
      Statements.execute(only, "select setseed(0)");
    }
    database = new Database(new NativeRoad(pool));
    UUID family = UUID.fromString(first("select md5('family 0')::uuid"));
    lifter =
        Caller.through(
            LIFTER,
            Set.of(Caller.READ, Caller.WRITE),
            new Caller.Connection("crowd", Optional.of(family)));
    String own =
        "from public.performed_session s join public.performed_exercise e"
            + " using (performed_session_id) where s.app_user_id = '"
            + LIFTER
            + "'";
    assertEquals("160", first("select count(distinct performed_session_id) " + own));
    assertTrue(Integer.parseInt(first("select count(*) " + own)) > 1000);
    exercise =
        first(
            "select e.name "
                + own
                + " and e.exercise_id is not null group by 1 order by count(*) desc, 1 limit 1");
    session = first("select performed_session_id " + own + " order by s.started_at desc limit 1");
  }

  private static String first(String query) throws Exception {
    return existing.rows(query).get(0);
  }

  @AfterParameterizedClassInvocation
  static void drop() {
    database.close();
    existing.close();
  }

  static Stream<Tool> tools() {
    return Tools.all().stream();
  }

  @ParameterizedTest
  @MethodSource("tools")
  void aToolReadsOnlyWhatIsTheLifters(Tool tool) throws Exception {
    Object[] values = Ask.leastArguments(tool.name());
    for (int index = 0; index < values.length; index++) {
      values[index] = values[index].equals("bench") ? exercise : values[index];
      values[index] = values[index].equals("Minimal, 2 Days") ? PLAN : values[index];
    }
    if (tool.name().equals("modify_user_plan")) {
      call(Tools.named("create_workout_plan"), "name", "Mine", "based_on", PLAN);
    }
    nothingWhole(tool.name(), () -> call(tool, values));
  }

  private static void call(Tool tool, Object... values) {
    Arguments arguments = Arguments.read(tool.params(), Ask.object(values));
    tool.handler().answer(new ToolCall(tool, lifter, arguments, database));
  }

  @Test
  void plansThatAreMadeFollowedAndChangedToo() throws Exception {
    String day =
        first("select name from public.session_schedule where plan_id is not null limit 1");
    plan("create_workout_plan", "name", "Ours", "based_on", PLAN);
    plan("get_user_plans", "project_weeks", 12);
    plan("draft_session", "plan_day", day);
    plan("draft_session", "save", true);
    plan("modify_user_plan", "deload_week", "next");
    plan("get_training_summary", "weeks", 4);
    plan("modify_user_plan", "archive", true);
    plan(
        "create_workout_plan",
        "name",
        "As lately",
        "based_on",
        "my last 26 weeks",
        "accept_warnings",
        true);
  }

  private static void plan(String tool, Object... values) throws Exception {
    nothingWhole(tool, () -> call(Tools.named(tool), values));
  }

  private static void nothingWhole(String what, Runnable work) throws Exception {
    TableReads before = TableReads.of(pool);
    work.run();
    assertEquals(List.of(), TableReads.of(pool).wholeSince(before), what);
  }

  @Test
  void aNameThatIsOnlySimilarIsComparedWithSharedAndOwnLabelsAlone() throws Exception {
    nothingWhole(
        "get_personal_records",
        () -> {
          Map<String, String> values = new HashMap<>(Map.of("exercise", "bench prezz"));
          values.put("since", null);
          database.run(lifter, "get_personal_records", values);
        });
    nothingWhole(
        "search_exercises",
        () ->
            Tools.named("search_exercises")
                .handler()
                .answer(
                    new ToolCall(
                        Tools.named("search_exercises"),
                        lifter,
                        Arguments.read(
                            Tools.named("search_exercises").params(), Ask.object("text", "bench")),
                        database)));
  }

  @Test
  void documentsPromptsAndCompletionsToo() throws Exception {
    Catalog catalog = Tools.catalog();
    Map<String, String> variables =
        Map.of(
            "page", "2", "exercise_name", exercise, "id", session, "after", "first", "part", "1");
    for (Resource resource : catalog.resources()) {
      nothingWhole(
          resource.uri(),
          () ->
              resource
                  .reader()
                  .read(
                      new Resource.Reading(
                          lifter, variables, database, CallProgress.NONE, UserInput.ABSENT)));
    }
    for (Prompt prompt : catalog.prompts()) {
      Arguments arguments =
          Arguments.read(
              prompt.params(),
              prompt.params().stream().noneMatch(Param::mandatory)
                  ? Ask.object()
                  : Ask.object("exercise", exercise));
      nothingWhole(prompt.name(), () -> prompt.writer().write(lifter, arguments, database));
    }
    for (String argument : List.of("exercise", "plan")) {
      nothingWhole(argument, () -> catalog.completion().complete(lifter, argument, "b", database));
    }
  }

  @Test
  void aBackUpAndItsRestorationToo() throws Exception {
    Caller newcomer = Caller.local(UUID.fromString(first("select md5('crowd 2000')::uuid")));
    nothingWhole(
        "back-up",
        () -> {
          try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertTrue(Backup.write(database, lifter, out, (done, total) -> {}) >= 160);
            var document = Backup.read(new ByteArrayInputStream(out.toByteArray()));
            var parts = Restore.parts(database, newcomer, document);
            assertTrue(Storage.store(database, newcomer, parts, done -> {}).sessions() >= 160);
          } catch (java.io.IOException unreadable) {
            throw new IllegalStateException(unreadable);
          }
        });
  }

  @Test
  void anImportToo() throws Exception {
    ImportedLog log =
        LogReader.read(
            Path.of("src/test/resources/imports/hevy-kg.csv"),
            ReadOptions.standard(),
            ReadProgress.NONE);
    nothingWhole(
        "import",
        () -> {
          List<NameMatch> matches = NameMatch.find(database, lifter, ImportPlan.names(log));
          var parts = new ImportPlan(log, matches, Map.of()).parts(OwnIds.of(database, lifter));
          assertEquals(
              log.sessions().size(), Storage.store(database, lifter, parts, done -> {}).sessions());
        });
  }

  /** Otherwise the tests above would prove nothing. */
  @Test
  void readingATableWholeIsNoticed() throws Exception {
    TableReads before = TableReads.of(pool);
    try (Connection connection = pool.getConnection()) {
      Statements.execute(
          connection, "select count(*) from public.performed_session where note is not null");
    }
    String found = TableReads.of(pool).wholeSince(before).toString();
    assertTrue(found.startsWith("[public.performed_session: "), found);
  }
}
