package coach.migrate;

import coach.db.ExistingDatabase;
import coach.db.TestDatabase;
import coach.testing.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database as the first coach left it: its own migrations, and the history that Flyway kept. */
final class FirstCoach {
  private static final List<String> FILES =
      List.of(
          "V0001__supabase_stand_ins",
          "V0002__workout_tables",
          "V0003__own_plans",
          "V0004__coach",
          "V0005__sign_in",
          "V0006__writes",
          "V0007__workout_writes",
          "V0008__own_writes",
          "V0009__sign_in_state",
          "V0010__many_sessions_at_once",
          "V0011__confirmed_writes",
          "V0012__time_zones",
          "V0013__audit_and_limits");

  private static final String HISTORY =
      """
      create schema coach;
      create table coach.flyway_schema_history (
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
      create index flyway_schema_history_s_idx on coach.flyway_schema_history (success);
      insert into coach.flyway_schema_history
      values (0, null, '<< Flyway Schema Creation >>', 'SCHEMA', '"coach"', null, current_user,
              now(), 0, true)""";

  private FirstCoach() {}

  /**
   * @param migrations how many of its thirteen were done
   */
  static void make(Connection connection, int migrations) throws SQLException {
    Statements.execute(connection, HISTORY);
    for (int number = 1; number <= migrations; number++) {
      String name = FILES.get(number - 1);
      Statements.execute(connection, text("/first_coach/" + name + ".sql"));
      note(connection, number, name);
    }
  }

  private static void note(Connection connection, int number, String name) throws SQLException {
    Statements.execute(
        connection,
        "insert into coach.flyway_schema_history values (%d, '%s', '%s', 'SQL', '%s.sql', %d, current_user, now(), 5, true)"
            .formatted(
                number,
                name.substring(1, 5),
                name.substring(7).replace('_', ' '),
                name,
                number * 1000));
  }

  /** A home that was used: the catalogue, a year's log, and a row wherever coach keeps one. */
  static void use(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      make(connection, FILES.size());
      Statements.execute(connection, text("/first_coach/vocabulary.sql"));
      Statements.execute(
          connection,
          SchemaFiles.text("seed/exercises.sql")
              .replace("c.category_id", "c.exercise_category_id"));
      Statements.execute(connection, SchemaFiles.text("seed/plans.sql"));
      Statements.execute(
          connection,
          """
          insert into coach.setting (name, value)
          values ('catalogue', 'coach'), ('schema_version', '0013')""");
      Statements.execute(
          connection,
          text("/load.sql")
              .replace(":people", "2")
              .replace("generate_series(1, 60)", "generate_series(1, 160)")
              .replace("'3 days'", "'55 hours'"));
      Statements.execute(connection, "insert into auth.users (email) values ('a@example.com')");
      Statements.execute(
          connection,
          text("/first_coach/rows.sql").replace(":who", "'" + ExistingDatabase.ANNA + "'"));
    }
  }

  private static String text(String path) {
    try (InputStream stream = FirstCoach.class.getResourceAsStream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(path, unreadable);
    }
  }
}
