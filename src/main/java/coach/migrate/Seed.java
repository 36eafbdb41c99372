package coach.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes into the tables after the migrations: coach's own catalogue where there is none, or
 * only the short names that people type where the workout app brought its own.
 *
 * @param sql may be run again without any effect
 */
record Seed(String description, String sql) {
  private static final List<String> OURS = List.of("vocabulary", "exercises", "plans");
  private static final List<String> FOREIGN = List.of("common_names");
  private static final String IS_OURS =
      "insert into coach.setting (name, value) values ('catalogue', 'coach')"
          + " on conflict (name) do nothing;";

  /**
   * Without statistics the planner takes the catalogue for three rows and compares each with every
   * line of a year; an embedded server may never run long enough to gather them itself.
   */
  private static final String GATHER_STATISTICS =
      """
      analyze coach.exercise_label, public.base_exercise, public.base_exercise_primary_muscle,
        public.base_exercise_secondary_muscle, public.plan, public.session_schedule,
        public.exercise;""";

  /** Reads the database as it is, before the migrations. */
  static Seed decide(Connection connection) throws SQLException {
    boolean ours = isCatalogueOurs(connection);
    List<String> texts = new ArrayList<>();
    // Before what adds exercises: from then on a trigger labels them.
    texts.add(SchemaFiles.text("seed/labels.sql"));
    for (String file : ours ? OURS : FOREIGN) {
      texts.add(SchemaFiles.text("seed/" + file + ".sql"));
    }
    // For what has its English name by now.
    texts.add(SchemaFiles.text("seed/translations.sql"));
    if (ours) {
      texts.add(IS_OURS);
    }
    texts.add(GATHER_STATISTICS);
    return new Seed(
        ours ? "seeding the catalogue" : "naming the exercises of the existing catalogue",
        String.join("\n", texts));
  }

  private static boolean isCatalogueOurs(Connection connection) throws SQLException {
    return !History.setting(connection, "catalogue").isEmpty()
        || !SqlConnection.hasRelation(connection, "public.base_exercise")
        || SqlConnection.isTrue(connection, "select not exists (select from public.base_exercise)");
  }
}
