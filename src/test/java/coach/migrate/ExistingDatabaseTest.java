package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.CallerSession;
import coach.db.ExistingDatabase;
import coach.db.ExistingDatabase.Catalogue;
import coach.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * On the workout app's own database migrate only adds, but for the three changes it is allowed, and
 * what people logged before is read right afterwards.
 */
@Tag("slow")
@ParameterizedClass
@EnumSource
class ExistingDatabaseTest {
  private static ExistingDatabase existing;
  private static SchemaSnapshot before;
  private static SchemaSnapshot dry;
  private static SchemaSnapshot after;
  private static List<String> announced;
  private static Map<String, String> rowsBefore;
  private static Map<String, String> rowsAfter;

  @Parameter TestServer server;

  @BeforeParameterizedClassInvocation
  static void migrate(TestServer server) throws Exception {
    existing = ExistingDatabase.on(server, Catalogue.SMALL);
    try (Connection owner = existing.connect()) {
      before = SchemaSnapshot.read(owner);
      rowsBefore = checksums(owner, before);
      announced = existing.migrations().dryRun();
      dry = SchemaSnapshot.read(owner);
      assertEquals(rowsBefore, checksums(owner, before));
      existing.migrations().migrate(line -> {});
      after = SchemaSnapshot.read(owner);
      rowsAfter = checksums(owner, before);
    }
  }

  @AfterParameterizedClassInvocation
  static void drop() {
    existing.close();
  }

  @Test
  void nothingThatExistedIsDifferentButTheOneColumn() {
    Map<String, String> changed = new TreeMap<>();
    before
        .objects()
        .forEach(
            (key, entry) -> {
              if (!entry.equals(after.objects().get(key))) {
                changed.put(key.kind() + " " + key.name(), definition(after.objects().get(key)));
              }
            });
    assertEquals(Map.of("column public.session_schedule.plan_id", "uuid"), changed);
  }

  @Test
  void existingTablesGainOnlyWhatIsListed() {
    Set<String> gained = new TreeSet<>();
    after
        .objects()
        .forEach(
            (key, entry) -> {
              boolean onExistingTable =
                  entry.table() != null
                      && before
                          .objects()
                          .containsKey(new SchemaSnapshot.Key("table", entry.table()));
              if (onExistingTable && !before.objects().containsKey(key)) {
                gained.add(
                    (entry.definition().startsWith("restrictive") ? "restrictive " : "")
                        + key.kind()
                        + " "
                        + key.name());
              }
            });
    assertEquals(new TreeSet<>(GAINED), gained);
  }

  private static final List<String> GAINED =
      List.of(
          "column public.base_exercise.app_user_id",
          "column public.plan.is_system",
          "column public.plan.visibility",
          "column public.session_schedule.archived_at",
          "column public.session_schedule.user_plan_id",
          "constraint base_exercise_app_user_id_fkey on public.base_exercise",
          "constraint plan_visibility_check on public.plan",
          "constraint session_schedule_of_one_plan on public.session_schedule",
          "constraint session_schedule_user_plan on public.session_schedule",
          "index public.base_exercise_by_owner",
          "index public.exercise_of_base",
          "index public.exercise_of_day",
          "index public.performed_exercise_of_exercise",
          "index public.performed_exercise_of_session",
          "index public.performed_exercise_set_of_exercise",
          "index public.performed_exercise_set_of_parent",
          "index public.performed_session_imported_once",
          "index public.session_schedule_of_plan",
          "index public.session_schedule_user_plan",
          "policy \"add exercises to own days\" on public.exercise",
          "policy \"add muscles of own exercises\" on public.base_exercise_primary_muscle",
          "policy \"add muscles of own exercises\" on public.base_exercise_secondary_muscle",
          "policy \"add own days\" on public.session_schedule",
          "policy \"add own exercises\" on public.base_exercise",
          "policy \"change exercises of own days\" on public.exercise",
          "policy \"change own days\" on public.session_schedule",
          "policy \"change own exercises\" on public.base_exercise",
          "policy \"remove muscles of own exercises\" on public.base_exercise_primary_muscle",
          "policy \"remove muscles of own exercises\" on public.base_exercise_secondary_muscle",
          "policy \"remove own exercises\" on public.base_exercise",
          "policy \"remove exercises of own days\" on public.exercise",
          "policy \"remove own days\" on public.session_schedule",
          "restrictive policy \"days of visible plans only\" on public.session_schedule",
          "restrictive policy \"exercises of visible days only\" on public.exercise",
          "restrictive policy \"muscles of visible exercises only\" on"
              + " public.base_exercise_primary_muscle",
          "restrictive policy \"muscles of visible exercises only\" on"
              + " public.base_exercise_secondary_muscle",
          "restrictive policy \"shared and own exercises only\" on public.base_exercise",
          "trigger label_exercise_added on public.base_exercise",
          "trigger label_exercise_changed on public.base_exercise",
          "trigger label_exercise_removed on public.base_exercise");

  @Test
  void noRowThatExistedIsDifferent() {
    assertNotEquals(Map.of(), rowsBefore);
    assertEquals(rowsBefore, rowsAfter);
  }

  @Test
  void aDryRunChangesNothingAndListsTheThreeChangesFirst() {
    assertEquals(before, dry);
    assertEquals(SchemaSnapshot.CHANGES, announced.get(0));
    List<String> changes = announced.subList(1, announced.indexOf(SchemaSnapshot.OFFERED));
    assertEquals("  column public.session_schedule.plan_id: uuid not null -> uuid", changes.get(0));
    assertEquals(6, changes.size());
    assertTrue(
        changes.subList(1, 6).stream().allMatch(line -> line.contains(": restrictive for select")));
  }

  @Test
  void aDryRunAnnouncesExactlyWhatHappens() {
    assertEquals(before.differencesTo(after, EnumSet.allOf(OfferedChange.class)), announced);
  }

  @Test
  void aSecondMigrationChangesNothing() throws Exception {
    try (Connection owner = existing.connect()) {
      Map<String, String> rows = checksums(owner, after);
      assertEquals(List.of(), existing.migrations().migrate(line -> {}).applied());
      assertEquals(after, SchemaSnapshot.read(owner));
      assertEquals(rows, checksums(owner, after));
      List<String> again = existing.migrations().dryRun();
      assertEquals(SchemaSnapshot.OFFERED, again.get(0));
      assertEquals(
          List.of(SchemaSnapshot.NOTHING),
          again.subList(1 + OfferedChange.values().length, again.size()));
    }
  }

  @Test
  void whatIsOfferedIsDoneOnlyWhenTaken() throws Exception {
    try (ExistingDatabase own = ExistingDatabase.on(server, Catalogue.SMALL)) {
      Migrations declining = own.migrations();
      assertEquals(EnumSet.allOf(OfferedChange.class), declining.migrate(line -> {}).open());
      assertEquals(
          List.of("base_exercise_full,base_exercise_with_muscles,exercise_schedule|t"), noted(own));
      Migrations taking = declining.taking(OfferedChange.parse("all"));
      assertEquals(SchemaSnapshot.CHANGES, taking.dryRun().get(0));
      assertEquals(EnumSet.noneOf(OfferedChange.class), taking.migrate(line -> {}).open());
      assertEquals(List.of("|f"), noted(own));
      assertEquals(List.of(SchemaSnapshot.NOTHING), declining.dryRun());
      // Defined anew by the app, a view keeps its comment and loses its options.
      own.execute(
          Pattern.compile("create view public.(exercise_stats|exercise_schedule) ")
              .matcher(ExistingDatabase.views())
              .results()
              .map(
                  view -> {
                    String text = ExistingDatabase.views().substring(view.start());
                    return "create or replace" + text.substring(6, text.indexOf(';') + 1);
                  })
              .collect(Collectors.joining("\n")));
      assertEquals(List.of("exercise_schedule|t"), noted(own));
      assertEquals(EnumSet.allOf(OfferedChange.class), declining.migrate(line -> {}).open());
    }
  }

  /** What calls know of the changes that the owner declined. */
  private static List<String> noted(ExistingDatabase own) throws SQLException {
    try (CallerSession lifter = own.lifter(ExistingDatabase.ANNA)) {
      return lifter.rows(
          "select coalesce(coach.begin_call('get_profile') ->> 'open_views', ''), coach.breaks_at_37_reps()");
    }
  }

  @Test
  void aViewOfTheOwnersOnAChangedColumnStays() throws Exception {
    try (ExistingDatabase own = ExistingDatabase.on(server, Catalogue.SMALL)) {
      own.execute(
          "create view public.my_days as select plan_id, name from public.session_schedule");
      List<String> days = own.rows("select * from public.my_days order by 1, 2");
      own.migrations().migrate(line -> {});
      assertEquals(days, own.rows("select * from public.my_days order by 1, 2"));
    }
  }

  /** A name or alias of the app's own catalogue goes before coach's common names for the rest. */
  @Test
  void exercisesAreFoundByTheNamesThatPeopleType() throws Exception {
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("bench", "Barbell Bench Press - Medium Grip"),
            Map.entry("Squats", "Barbell Squat"),
            Map.entry("deadlift", "Deadlift"),
            Map.entry("OHP", "Overhead press"),
            Map.entry("rdl", "Romanian DL"),
            Map.entry("row", "Bent Over Barbell Row"),
            Map.entry("curl", "Barbell Curl"),
            Map.entry("dips", "Dips"),
            Map.entry("pull-ups", "Pull-ups"),
            Map.entry("lat pulldown", "Wide-Grip Lat Pulldown"),
            Map.entry("leg press", "Leg press"),
            Map.entry("lunges", "Dumbbell Lunges"),
            Map.entry("Barbell Deadlift", "Barbell Deadlift"));
    try (ExistingDatabase named = ExistingDatabase.on(server, Catalogue.SMALL)) {
      for (String name : new TreeSet<>(expected.values())) {
        named.execute(
            """
            insert into public.base_exercise (name)
            select '%1$s' where not exists (select from public.base_exercise where name = '%1$s')"""
                .formatted(name));
      }
      named.migrations().migrate(line -> {});
      // Has not trained yet: what a lifter trains goes before the rest.
      CallerSession lifter = named.lifter(ExistingDatabase.trained(50));
      for (Map.Entry<String, String> entry : expected.entrySet()) {
        assertEquals(
            List.of(entry.getValue() + "|1|t"),
            lifter.rows(
                "select name, similarity, winner from coach.find_exercise('"
                    + entry.getKey()
                    + "')"),
            entry.getKey());
      }
    }
  }

  private static String definition(SchemaSnapshot.Entry entry) {
    return entry == null ? "gone" : entry.definition();
  }

  /** One checksum for each table, over the columns that a snapshot knows. */
  private static Map<String, String> checksums(Connection owner, SchemaSnapshot known)
      throws SQLException {
    Map<String, String> columns = new TreeMap<>();
    known
        .objects()
        .forEach(
            (key, entry) -> {
              if (key.kind().equals("column")) {
                columns.merge(
                    entry.table(),
                    key.name().substring(entry.table().length() + 1),
                    (one, other) -> one + ", " + other);
              }
            });
    Map<String, String> sums = new TreeMap<>();
    for (Map.Entry<String, String> table : columns.entrySet()) {
      // Concatenated rather than hashed one by one: order and number of rows count as well.
      String query =
          "select md5(string_agg(r::text, chr(10) order by r::text)) from (select %s from %s) r"
              .formatted(table.getValue(), table.getKey());
      try (var statement = owner.createStatement();
          var row = statement.executeQuery(query)) {
        row.next();
        sums.put(table.getKey(), String.valueOf(row.getString(1)));
      }
    }
    return sums;
  }
}
