package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.CallerSession;
import coach.db.DatabaseException;
import coach.db.ExistingDatabase;
import coach.db.ExistingDatabase.Catalogue;
import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import coach.testing.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * What is in the way on the workout app's own database is said in one sentence, by every form of
 * migrate, and nothing is changed; once it is out of the way, migrate goes through.
 */
@Tag("slow")
class RefusedMigrationTest {
  @ParameterizedTest
  @OldestAndNewest
  void oneSentenceAndNothingChanged(TestServer server) throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.on(server, Catalogue.SMALL)) {
      String name = existing.rows("select current_database()").get(0);
      refused(
          existing,
          "revoke create on database " + name + " from public, supabase_owner",
          "The role \"supabase_owner\" may not create schemas in the database \"%1$s\": connect as its owner, or let the owner run: grant create on database %1$s to supabase_owner. Nothing was changed."
              .formatted(name),
          "grant create on database " + name + " to supabase_owner");
      refused(
          existing,
          "create table public.user_plan (user_plan_id int primary key)",
          "public.user_plan.user_plan_id is of type integer, where coach needs uuid. Nothing was"
              + " changed.",
          "drop table public.user_plan");
      refused(
          existing,
          "alter table public.base_exercise add column app_user_id text",
          "public.base_exercise.app_user_id is of type text, where coach needs uuid. Nothing was"
              + " changed.",
          "alter table public.base_exercise drop column app_user_id");
      refused(
          existing,
          "create schema coach; create view coach.report as select 1 as n",
          "The view coach.report exists already and was not made by coach, which needs the"
              + " schema for itself: rename or drop it. Nothing was changed.",
          "drop schema coach cascade");
      refused(
          existing,
          "create schema coach; create table coach.migration (version text, checksum text);"
              + " insert into coach.migration values ('0099', 'x')",
          "The database is at version 0099 and this coach knows only "
              + Migrations.NEWEST
              + ": update coach.",
          "drop schema coach cascade");
      refused(
          existing,
          "create schema coach; create table coach.setting (number int)",
          "The table coach.setting exists already and was not made by coach, which needs the"
              + " schema for itself: rename or drop it. Nothing was changed.",
          "drop schema coach cascade");
      for (String[] taken :
          new String[][] {
            {"index exercise_of_day", "create index exercise_of_day on public.plan (name)"},
            {"relation exercise_of_base", "create table public.exercise_of_base (n int)"},
            {
              "constraint \"session_schedule_of_one_plan\" on session_schedule",
              "alter table public.session_schedule add constraint session_schedule_of_one_plan"
                  + " check (name <> '')"
            },
            {
              "policy \"add own days\" on session_schedule",
              "create policy \"add own days\" on public.session_schedule for insert with check (false)"
            },
            {
              "trigger \"label_exercise_added\" on base_exercise",
              "create trigger label_exercise_added before update on public.base_exercise"
                  + " for each row execute function suppress_redundant_updates_trigger()"
            }
          }) {
        refused(
            existing,
            taken[1],
            "The %s exists already and was not made by coach, which needs the name: rename it. Nothing was changed."
                .formatted(taken[0]),
            REMOVALS.get(taken[0].split(" ")[0]));
      }
      foreignSchema(existing);
      readOnly(server, existing, name);
      killed(existing);
      assertEquals(
          SchemaFiles.MIGRATIONS.size() + 1,
          existing.migrations().migrate(line -> {}).applied().size());
    }
  }

  private static void refused(
      ExistingDatabase existing, String obstacle, String sentence, String removal)
      throws Exception {
    existing.execute(obstacle);
    try (Connection owner = existing.connect()) {
      SchemaSnapshot before = SchemaSnapshot.read(owner);
      Migrations migrations = existing.migrations();
      for (Consumer<Migrations> form :
          List.<Consumer<Migrations>>of(
              m -> m.migrate(line -> {}), Migrations::dryRun, Migrations::script)) {
        DatabaseException refusal =
            assertThrows(DatabaseException.class, () -> form.accept(migrations));
        assertEquals(sentence, refusal.getMessage());
      }
      assertEquals(before, SchemaSnapshot.read(owner));
    }
    existing.execute(removal);
  }

  private static final Map<String, String> REMOVALS =
      Map.of(
          "index", "drop index public.exercise_of_day",
          "relation", "drop table public.exercise_of_base",
          "constraint",
              "alter table public.session_schedule drop constraint session_schedule_of_one_plan",
          "policy", "drop policy \"add own days\" on public.session_schedule",
          "trigger", "drop trigger label_exercise_added on public.base_exercise");

  private static void foreignSchema(ExistingDatabase existing) throws Exception {
    try (Connection superuser = existing.connectAsSuperuser()) {
      Statements.execute(superuser, "create schema coach");
      refused(
          existing,
          "select",
          "The schema coach belongs to \"postgres\", and the role \"supabase_owner\" may not change"
              + " it: connect as \"postgres\". Nothing was changed.",
          "select");
      Statements.execute(superuser, "drop schema coach");
    }
  }

  private static void readOnly(TestServer server, ExistingDatabase existing, String name)
      throws Exception {
    server.execute(
        "postgres", "alter database " + name + " set default_transaction_read_only = on");
    DatabaseException refusal =
        assertThrows(DatabaseException.class, () -> existing.migrations().migrate(line -> {}));
    assertTrue(refusal.getMessage().contains(" is read-only, so nothing was changed: "));
    server.execute("postgres", "alter database " + name + " reset default_transaction_read_only");
  }

  private static void killed(ExistingDatabase existing) throws Exception {
    try (Connection owner = existing.connect()) {
      SchemaSnapshot before = SchemaSnapshot.read(owner);
      DatabaseException failure =
          assertThrows(
              DatabaseException.class,
              () ->
                  existing
                      .migrations()
                      .migrate(
                          step -> {
                            if (step.startsWith("naming")) {
                              terminate(existing);
                            }
                          }));
      assertTrue(
          failure
              .getMessage()
              .matches(
                  "The connection ended during the seed \\(SQLSTATE (57P01|08006)\\), and nothing was"
                      + " changed: try again\\."),
          failure.getMessage());
      assertEquals(before, SchemaSnapshot.read(owner));
    }
  }

  private static void terminate(ExistingDatabase existing) {
    try (Connection superuser = existing.connectAsSuperuser()) {
      CallerSession.rows(
          superuser,
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
              + " where application_name = 'coach migrate' and datname = current_database()");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
