package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.CallerSession;
import coach.db.DatabaseException;
import coach.db.TestDatabase;
import coach.testing.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Databases of the first coach go on: recognised, explained, upgraded, and nothing is lost. */
class FirstCoachTest {
  /** What the new coach has no table for, or rewrites itself. */
  private static final List<String> REWRITTEN =
      List.of(
          "coach.flyway_schema_history",
          "coach.idempotency_key",
          "coach.setting",
          "coach_auth.pending_sign_in");

  /** Where an upgraded database differs from a fresh one, and why that is harmless. */
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "column public.exercise.sort_order", "int: changing the type would rewrite views",
          "column public.performed_exercise.sets", "int: generated, so never negative",
          "column public.performed_exercise_set.\"order\"", "int: views depend on it",
          "constraint base_exercise_force_check on public.base_exercise", "the order of its words");

  private static final String LABELS = "coach.exercise_label";

  private static TestDatabase database;
  private static Map<String, List<String>> before;
  private static Map<String, List<String>> after;
  private static final List<String> STEPS = new ArrayList<>();

  @BeforeAll
  static void upgrade() throws Exception {
    database = TestDatabase.create();
    FirstCoach.use(database);
    try (Connection connection = database.connect()) {
      Map<String, String> tables = tables(connection);
      before = rows(connection, tables);
      migrations(database).migrate(STEPS::add);
      tables.replaceAll(
          (name, columns) -> columns.replace("\"exercise_category_id\"", "\"category_id\""));
      after = rows(connection, tables);
    }
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static Migrations migrations(TestDatabase database) {
    return new Migrations(database.jdbcUrl(), database.user(), database.password());
  }

  /** The columns of each table. */
  private static Map<String, String> tables(Connection connection) throws SQLException {
    Map<String, String> tables =
        new TreeMap<>(
            SqlConnection.pairs(
                connection,
                """
                select n.nspname || '.' || c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relkind = 'r' and n.nspname in ('public', 'coach', 'coach_auth', 'auth')
                group by 1"""));
    tables.replaceAll(
        (name, columns) -> columns.replace("exercise_category_id", "\"exercise_category_id\""));
    tables.keySet().removeAll(REWRITTEN);
    return tables;
  }

  private static Map<String, List<String>> rows(Connection connection, Map<String, String> tables)
      throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Map.Entry<String, String> table : tables.entrySet()) {
      rows.put(
          table.getKey(),
          CallerSession.rows(
              connection,
              "select row(%s)::text from %s order by 1"
                  .formatted(table.getValue(), table.getKey())));
    }
    return rows;
  }

  @Test
  void everyRowIsThereAsItWas() {
    assertTrue(before.get("public.performed_session").size() > 300);
    assertTrue(before.values().stream().noneMatch(List::isEmpty), before.keySet().toString());
    // An upgrade brings more names for what the catalogue has.
    List<String> labels = before.remove(LABELS);
    assertEquals(List.of(), missing(labels, after.get(LABELS)));
    before.forEach((table, rows) -> assertEquals(rows, after.get(table), table));
  }

  private static List<String> missing(List<String> rows, List<String> there) {
    Set<String> all = new HashSet<>(there);
    return rows.stream().filter(row -> !all.contains(row)).toList();
  }

  @Test
  void theUpgradeIsExplainedInALine() {
    assertEquals("the database is at version 0013 of an earlier coach: upgrading it", STEPS.get(0));
  }

  @Test
  void theHistoryIsRewritten() throws Exception {
    try (Connection connection = database.connect()) {
      assertEquals(
          List.of("null"),
          CallerSession.rows(connection, "select to_regclass('coach.flyway_schema_history')"));
      assertEquals(
          SchemaFiles.MIGRATIONS.stream().map(SchemaFiles.Migration::version).toList(),
          CallerSession.rows(connection, "select version from coach.migration order by 1"));
    }
    assertEquals(List.of(), migrations(database).migrate(line -> {}).applied());
  }

  @Test
  void anUpgradedDatabaseIsBuiltLikeAFreshOne() throws Exception {
    try (TestDatabase fresh = TestDatabase.create();
        Connection made = fresh.connect();
        Connection upgraded = database.connect()) {
      migrations(fresh).migrate(line -> {});
      Map<SchemaSnapshot.Key, SchemaSnapshot.Entry> wanted = SchemaSnapshot.read(made).objects();
      Map<SchemaSnapshot.Key, SchemaSnapshot.Entry> found = SchemaSnapshot.read(upgraded).objects();
      TreeSet<SchemaSnapshot.Key> keys = new TreeSet<>(wanted.keySet());
      keys.addAll(found.keySet());
      TreeSet<String> different = new TreeSet<>();
      for (SchemaSnapshot.Key key : keys) {
        if (!Objects.equals(wanted.get(key), found.get(key))) {
          different.add(key.kind() + " " + key.name());
        }
      }
      assertEquals(new TreeSet<>(DIFFERENT.keySet()), different);
    }
  }

  @Test
  void aDatabaseLeftHalfDoneGoesOn() throws Exception {
    try (TestDatabase half = TestDatabase.create();
        Connection connection = half.connect()) {
      FirstCoach.make(connection, 3);
      List<String> steps = new ArrayList<>();
      migrations(half).migrate(steps::add);
      assertEquals(
          "an earlier coach stopped half-way, at version 0003: going on from there", steps.get(0));
      assertEquals(List.of(SchemaSnapshot.NOTHING), migrations(half).dryRun());
    }
  }

  @Test
  void aFirstCoachThatIsNewerThanKnownIsLeftAlone() throws Exception {
    try (TestDatabase newer = TestDatabase.create();
        Connection connection = newer.connect()) {
      FirstCoach.make(connection, 3);
      Statements.execute(
          connection,
          "update coach.flyway_schema_history set version = '0099' where installed_rank = 3");
      SchemaSnapshot as = SchemaSnapshot.read(connection);
      DatabaseException refusal =
          assertThrows(DatabaseException.class, () -> migrations(newer).migrate(line -> {}));
      assertEquals(
          "The database is at version 0099 and this coach knows only "
              + Migrations.NEWEST
              + ": update coach.",
          refusal.getMessage());
      assertEquals(as, SchemaSnapshot.read(connection));
    }
  }
}
