package coach.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What happened to a database so far.
 *
 * @param first the newest version of the first coach, whose history another tool kept; empty where
 *     there is none
 * @param landed the checksum of every migration since, by version
 * @param made whether coach made the workout tables, or will: otherwise they are the workout app's
 * @param functions the checksum of the functions that are there; empty where there are none
 * @param api the same of those in {@code coach_api}
 */
record History(
    String first, Map<String, String> landed, boolean made, String functions, String api) {
  private static final String NEWEST_OF_FIRST = "0013";

  static final String TABLE =
      """
      create schema if not exists coach;
      create table if not exists coach.migration (
        version text primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now()
      );
      alter table coach.migration enable row level security;""";

  static final String FORGET_FIRST = "drop table if exists coach.flyway_schema_history;";

  /** Reads it, or refuses a database that this coach must not touch. */
  static History read(Connection connection) throws SQLException {
    History history =
        new History(
            first(connection),
            SqlConnection.hasRelation(connection, "coach.migration")
                ? SqlConnection.pairs(
                    connection, "select version, checksum from coach.migration order by 1")
                : Map.of(),
            isMade(connection),
            setting(connection, "functions"),
            setting(connection, "api"));
    history.refuseNewer();
    history.refuseEdited();
    return history;
  }

  boolean isEmpty() {
    return first.isEmpty() && landed.isEmpty();
  }

  List<SchemaFiles.Migration> pending() {
    return SchemaFiles.MIGRATIONS.stream()
        .filter(migration -> !landed.containsKey(migration.version()))
        .toList();
  }

  boolean functionsDiffer() {
    return !functions.equals(SchemaFiles.functionsChecksum())
        || !api.equals(SchemaFiles.apiChecksum());
  }

  /** What a person should know before the first step; empty where there is nothing special. */
  String explanation() {
    if (first.isEmpty()) {
      return "";
    }
    return first.equals(NEWEST_OF_FIRST)
        ? "the database is at version %s of an earlier coach: upgrading it".formatted(first)
        : "an earlier coach stopped half-way, at version %s: going on from there".formatted(first);
  }

  /** The statement that notes a migration as done. */
  static String note(SchemaFiles.Migration migration) {
    return "insert into coach.migration (version, name, checksum) values ('%s', '%s', '%s');"
        .formatted(migration.version(), migration.name(), SchemaFiles.checksum(migration.sql()));
  }

  private void refuseNewer() {
    for (String version : landed.keySet()) {
      if (version.compareTo(SchemaFiles.newest()) > 0) {
        throw newer(version, SchemaFiles.newest());
      }
    }
    if (first.compareTo(NEWEST_OF_FIRST) > 0) {
      throw newer(
          first,
          first.compareTo(SchemaFiles.newest()) > 0 ? SchemaFiles.newest() : NEWEST_OF_FIRST);
    }
  }

  private void refuseEdited() {
    for (SchemaFiles.Migration migration : SchemaFiles.MIGRATIONS) {
      String checksum = landed.get(migration.version());
      if (checksum != null && !checksum.equals(SchemaFiles.checksum(migration.sql()))) {
        throw MigrationErrors.refused(
            "Migration %s of this database has another text than that of this coach: use the coach that migrated it, or a newer one."
                .formatted(migration.version()));
      }
    }
  }

  private static RuntimeException newer(String version, String known) {
    return MigrationErrors.refused(
        "The database is at version %s and this coach knows only %s: update coach."
            .formatted(version, known));
  }

  private static String first(Connection connection) throws SQLException {
    if (!SqlConnection.hasRelation(connection, "coach.flyway_schema_history")) {
      return "";
    }
    return SqlConnection.first(
            connection, "select max(version) from coach.flyway_schema_history where success")
        .orElse("");
  }

  /** The first coach noted nothing of the kind, but its name for one key is unique. */
  private static boolean isMade(Connection connection) throws SQLException {
    return !SqlConnection.hasRelation(connection, "public.performed_session")
        || setting(connection, "tables").equals("coach")
        || SqlConnection.isTrue(
            connection,
            """
            select exists (
              select from pg_attribute
              where attrelid = to_regclass('public.exercise_category')
                and attname = 'exercise_category_id' and not attisdropped)""");
  }

  static String setting(Connection connection, String name) throws SQLException {
    // Asked in two steps: a statement that names a missing table fails before it runs.
    return SqlConnection.hasRelation(connection, "coach.setting")
        ? SqlConnection.first(
                connection, "select value from coach.setting where name = '" + name + "'")
            .orElse("")
        : "";
  }
}
