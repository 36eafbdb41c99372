package coach.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes into the tables after the migrations: coach's own catalogue where there is none, or
 * only the short names that people type where the workout app brought its own.
 *
 * @param statements whole files; each may be run again without any effect
 */
record Seed(String description, List<String> statements) {
  private static final String IS_OURS =
      "insert into coach.setting (name, value) values ('catalogue', 'coach')"
          + " on conflict (name) do nothing;";
  private static final String VERSION =
      """
      insert into coach.setting (name, value) values ('schema_version', '%s')
      on conflict (name) do update set value = excluded.value
        where coach.setting.value <> excluded.value;"""
          .formatted(Migrations.NEWEST);

  /**
   * Without statistics the planner takes the catalogue for three rows and compares each with every
   * line of a year; an embedded server may never run long enough to gather them itself.
   */
  private static final String GATHER_STATISTICS =
      """
      analyze coach.exercise_label, public.base_exercise, public.base_exercise_primary_muscle,
        public.base_exercise_secondary_muscle, public.plan, public.session_schedule,
        public.exercise;""";

  /** Reads the database as it is, before or after the migrations. */
  static Seed decide(Connection connection) throws SQLException {
    List<String> statements = new ArrayList<>();
    boolean ours = isCatalogueOurs(connection);
    for (String file : files(ours)) {
      statements.add(MigrationScript.resource("seed/" + file));
    }
    if (ours) {
      statements.add(IS_OURS);
    }
    statements.add(GATHER_STATISTICS);
    statements.add(VERSION);
    return new Seed(
        ours ? "seeding the catalogue" : "naming the exercises of the existing catalogue",
        statements);
  }

  private static List<String> files(boolean ours) {
    return ours
        ? List.of("vocabulary.sql", "exercises.sql", "plans.sql")
        : List.of("common_names.sql");
  }

  private static boolean isCatalogueOurs(Connection connection) throws SQLException {
    // Asked in two steps: a statement that names a missing table fails before it runs.
    if (Migrations.isTrue(connection, "select to_regclass('coach.setting') is not null")
        && Migrations.isTrue(
            connection, "select exists (select from coach.setting where name = 'catalogue')")) {
      return true;
    }
    return Migrations.isTrue(connection, "select to_regclass('public.base_exercise') is null")
        || Migrations.isTrue(connection, "select not exists (select from public.base_exercise)");
  }
}
