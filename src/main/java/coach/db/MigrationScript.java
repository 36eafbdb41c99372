package coach.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Migrating without Flyway, for a dry run and for an owner who can only paste: the same files in
 * the same order, and the rows by which Flyway later knows that they were applied.
 */
final class MigrationScript {
  /** A part of the script with the name under which its failure is reported. */
  record Step(String name, String sql) {}

  /** Flyway's own table, so that it finds what it would have made itself. */
  private static final String HISTORY_TABLE =
      """
      create schema if not exists coach;
      create table if not exists coach.flyway_schema_history (
        installed_rank int not null,
        version varchar(50),
        description varchar(200) not null,
        type varchar(20) not null,
        script varchar(1000) not null,
        checksum int,
        installed_by varchar(100) not null,
        installed_on timestamp not null default now(),
        execution_time int not null,
        success boolean not null,
        constraint flyway_schema_history_pk primary key (installed_rank)
      );
      create index if not exists flyway_schema_history_s_idx
        on coach.flyway_schema_history (success);""";

  private MigrationScript() {}

  static List<Step> steps(Connection connection, MigrationInfo[] pending, Seed seed)
      throws SQLException {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("the search path", MigrationSource.SEARCH_PATH.formatted("true") + ";"));
    if (pending.length > 0) {
      steps.add(new Step("the history of migrations", HISTORY_TABLE));
    }
    int rank = newestRank(connection);
    for (MigrationInfo migration : pending) {
      String name = "migration " + migration.getVersion().getVersion();
      steps.add(new Step(name, resource("migrations/" + migration.getScript())));
      steps.add(new Step(name, historyRow(++rank, migration)));
    }
    for (String sql : seed.statements()) {
      steps.add(new Step("the seed", sql));
    }
    return steps;
  }

  static String pasteable(List<Step> steps) {
    StringBuilder script = new StringBuilder();
    script.append(
        "-- Everything \"coach migrate\" would do, in one transaction: all of it or nothing.\n");
    script.append("begin;\n").append(MigrationSource.LOCK_TIMEOUT.formatted("local")).append(";\n");
    for (Step step : steps) {
      script.append('\n').append(step.sql().strip()).append('\n');
    }
    return script.append("\ncommit;\n").toString();
  }

  private static String historyRow(int rank, MigrationInfo migration) {
    return """
        insert into coach.flyway_schema_history
          (installed_rank, version, description, type, script, checksum, installed_by,
           execution_time, success)
        values (%d, '%s', '%s', 'SQL', '%s', %d, current_user, 0, true);"""
        .formatted(
            rank,
            migration.getVersion().getVersion(),
            migration.getDescription(),
            migration.getScript(),
            migration.getChecksum());
  }

  private static int newestRank(Connection connection) throws SQLException {
    if (!Migrations.isTrue(
        connection, "select to_regclass('coach.flyway_schema_history') is not null")) {
      return 0;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select coalesce(max(installed_rank), 0) from coach.flyway_schema_history")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** The text of a file under {@code sql/} on the class path. */
  static String resource(String path) {
    try (InputStream stream = MigrationScript.class.getResourceAsStream("/sql/" + path)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks sql/" + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("unreadable: sql/" + path, unreadable);
    }
  }
}
