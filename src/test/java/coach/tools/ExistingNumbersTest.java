package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.Database;
import coach.db.ExistingDatabase;
import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import coach.store.CsvExport;
import coach.testing.Roads;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * On the workout app's own database, migrated twice, every tool answers, and the numbers are those
 * that plain SQL finds in the app's tables.
 */
@Tag("slow")
@ParameterizedClass
@OldestAndNewest
class ExistingNumbersTest {
  /** What this lifter did beside the plan is in no catalogue, so that names decide nothing. */
  private static final UUID LIFTER = ExistingDatabase.trained(9);

  private static final String SETS =
      """
      with done as (
        select s.app_user_id, s.performed_session_id as session, s.started_at::date as day,
               coalesce(s.data ->> 'deload' = 'true', false) as deload,
               e.performed_exercise_id as entry, e.weight, e.reps, b.base_exercise_id, b.name
        from public.performed_session s
        join public.performed_exercise e using (performed_session_id)
        left join public.exercise l on l.exercise_id = e.exercise_id
        left join public.base_exercise b on b.base_exercise_id = l.base_exercise_id
        where e.completed_at is not null
          and coalesce(s.completed_at, s.started_at) >= (now() at time zone 'UTC')::date - 365
      ),
      sets as (
        select d.app_user_id, d.session, d.day, d.deload, d.base_exercise_id, d.name,
               t.weight::int, t.reps::int, t.exercise_set_type <> 'warm-up' as work
        from done d
        join public.performed_exercise_set t on t.performed_exercise_id = d.entry
        union all
        select d.app_user_id, d.session, d.day, d.deload, d.base_exercise_id, d.name,
               d.weight::int, r::int, true
        from done d
        cross join unnest(d.reps) r
        where not exists (
          select from public.performed_exercise_set t where t.performed_exercise_id = d.entry)
      )
      """;

  @Parameter TestServer server;

  private static ExistingDatabase existing;
  private static Database database;

  @BeforeParameterizedClassInvocation
  static void migrateTwice(TestServer server) throws Exception {
    existing = ExistingDatabase.migrated(server);
    assertEquals(List.of(), existing.migrations().migrate(line -> {}).applied());
    database = new Database(Roads.to(existing.jdbcUrl(), ExistingDatabase.OWNER, "owner", 1));
  }

  @AfterParameterizedClassInvocation
  static void drop() {
    database.close();
    existing.close();
  }

  private static JsonNode ask(UUID lifter, String name, Object... arguments) {
    Tool tool = Tools.named(name);
    Arguments read = Arguments.read(tool.params(), Ask.object(arguments));
    return Ask.reread(
        tool.handler()
            .answer(new ToolCall(tool, Caller.local(lifter), read, database))
            .structured());
  }

  /** The rows of a query about the sets of one lifter. */
  private static List<String> counted(String query) throws Exception {
    return existing.rows(SETS + query.replace(":lifter", "'" + LIFTER + "'"));
  }

  private static String number(JsonNode number) {
    return number.isNumber()
        ? new BigDecimal(number.asText()).stripTrailingZeros().toPlainString()
        : "none";
  }

  private static List<String> lines(JsonNode rows, Function<JsonNode, String> line) {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line.apply(row)));
    return lines.stream().sorted().toList();
  }

  /** A line for each session of every page. */
  private static List<String> sessions(
      Function<JsonNode, String> line, String tool, Object... arguments) {
    List<String> lines = new ArrayList<>();
    Object[] next = arguments;
    JsonNode page;
    do {
      page = ask(LIFTER, tool, next);
      lines.addAll(lines(page.get("sessions"), line));
      next = Arrays.copyOf(arguments, arguments.length + 2);
      next[arguments.length] = "cursor";
      next[arguments.length + 1] = page.path("next_cursor").textValue();
    } while (next[arguments.length + 1] != null);
    return lines.stream().sorted().toList();
  }

  @Test
  void everyToolAnswers() {
    UUID other = ExistingDatabase.trained(20);
    for (Tool tool : Tools.all()) {
      Object[] arguments = Ask.leastArguments(tool.name());
      for (int index = 0; index < arguments.length; index++) {
        arguments[index] = arguments[index].equals("bench") ? "Bench press" : arguments[index];
        boolean isPlan = arguments[index].equals("Minimal, 2 Days");
        arguments[index] = isPlan ? "Upper and lower" : arguments[index];
      }
      if (tool.name().equals("modify_user_plan")) {
        ask(other, "create_workout_plan", "name", "Mine", "based_on", "Upper and lower");
      }
      if (tool.name().equals("log_workout")) {
        arguments = Lifts.log("Bench press", "5@100");
      }
      assertTrue(ask(other, tool.name(), arguments).size() > 0, tool.name());
    }
  }

  /** Nulls, impossible reps, rests of centuries and dates of no kind, which the tables admit. */
  @Test
  void rowsWithoutSenseEndNoCall() throws Exception {
    UUID lifter = ExistingDatabase.trained(50);
    existing.execute(ODD.replace(":lifter", "'" + lifter + "'"));
    try {
      for (Tool tool : Tools.all()) {
        Object[] arguments = Ask.leastArguments(tool.name());
        if (arguments.length > 0 && arguments[0].equals("exercise")) {
          arguments[1] = "Pull-ups";
        }
        if (tool.effect() == Effect.READ) {
          assertTrue(ask(lifter, tool.name(), arguments).size() > 0, tool.name());
        }
      }
      ByteArrayOutputStream csv = new ByteArrayOutputStream();
      CsvExport.write(database, Caller.local(lifter), csv, (done, total) -> {});
      assertEquals(
          List.of("12", "2147483647"),
          csv.toString(StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .map(row -> row.split(",")[7])
              .toList());
    } finally {
      existing.execute("delete from public.performed_session where app_user_id = '" + lifter + "'");
    }
  }

  private static final String ODD =
      """
      insert into public.performed_session
        (performed_session_id, session_schedule_id, app_user_id, started_at, completed_at, data)
      values
        ('50000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001', :lifter,
         null, now() at time zone 'UTC' - interval '5 days', '7'),
        ('50000000-0000-0000-0000-000000000002', 'b0000000-0000-0000-0000-000000000001', :lifter,
         null, null, '[]');
      insert into public.performed_exercise
        (performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight,
         completed_at, data)
      values
        ('51000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000003',
         '50000000-0000-0000-0000-000000000001', 'Pull-ups', '{12}', '{null}', null, now(), '"x"'),
        ('51000000-0000-0000-0000-000000000002', 'c0000000-0000-0000-0000-000000000003',
         '50000000-0000-0000-0000-000000000002', 'Pull-ups', '{3}', '{}', null, now(), null);
      insert into public.performed_exercise_set
        (performed_exercise_id, exercise_set_type, weight, reps, rest, "order", data)
      values
        ('51000000-0000-0000-0000-000000000001', 'regular', 0, 12, '-5 minutes', 0, '"s"'),
        ('51000000-0000-0000-0000-000000000001', 'regular', 2147483647, 2147483647, '400 years', 1,
         '{"rpe": {}}')""";

  @Test
  void sessionsAndSetsOfEveryone() throws Exception {
    List<UUID> lifters =
        Stream.concat(
                Stream.of(ExistingDatabase.ANNA, ExistingDatabase.BEN),
                IntStream.rangeClosed(1, 60)
                    .filter(lifter -> lifter != 20)
                    .mapToObj(ExistingDatabase::trained))
            .toList();
    List<String> told = new ArrayList<>();
    for (UUID lifter : lifters) {
      JsonNode data = ask(lifter, "get_profile").get("data");
      if (data.get("sessions").intValue() > 0) {
        told.add(lifter + "|" + data.get("sessions") + "|" + data.get("sets"));
      }
    }
    assertEquals(
        existing.rows(
            SETS
                + """
                select app_user_id, count(distinct session), count(*) filter (where work)
                from sets
                where app_user_id <> 'f0000000-0000-0000-0000-000000000020'
                group by 1
                order by 1"""),
        told.stream().sorted().toList());
    assertTrue(told.size() > 40, "most have trained");
  }

  @Test
  void setsAndVolumeOfEverySession() throws Exception {
    List<String> told =
        sessions(
            s -> s.get("id").asText() + "|" + s.get("sets") + "|" + number(s.get("volume")),
            "list_sessions");
    assertEquals(
        counted(
            """
            select session, count(*), trim_scale(sum(weight::numeric * reps) / 1000)
            from sets
            where app_user_id = :lifter and work
            group by 1
            order by 1"""),
        told.stream().sorted().toList());
  }

  @Test
  void bestEstimateAndVolumeOfOneExercise() throws Exception {
    List<String> told =
        sessions(
            s ->
                s.get("id").asText()
                    + "|"
                    + s.get("sets").size()
                    + "|"
                    + number(s.get("e1rm"))
                    + "|"
                    + number(s.get("volume")),
            "get_exercise_history",
            "exercise",
            "Back squat",
            "days",
            365);
    assertTrue(told.size() > 100, "a year of squats: " + told.size());
    assertEquals(
        counted(
            """
            select session, count(*),
                   trim_scale(round(max(weight * 36 / (37.0 - reps)) filter (where reps <= 12)
                                      / 1000, 2)),
                   trim_scale(sum(weight::numeric * reps) / 1000)
            from sets
            where app_user_id = :lifter and work and name = 'Back squat'
            group by 1
            order by 1"""),
        told);
  }

  @Test
  void recordsOfEveryExercise() throws Exception {
    JsonNode records = ask(LIFTER, "get_personal_records").get("records");
    assertEquals(
        counted(
            """
            select name, trim_scale(max(weight) / 1000.0),
                   trim_scale(round(max(weight * 36 / (37.0 - reps)) filter (where reps <= 12)
                                      / 1000, 2))
            from sets
            where app_user_id = :lifter and work and not deload and weight > 0 and name is not null
              and name !~* '(pull|chin|push)-ups|dips|nordic'
            group by 1
            order by name collate "C"\
            """),
        lines(
                records,
                r ->
                    r.get("name").asText()
                        + "|"
                        + number(r.at("/heaviest/value"))
                        + "|"
                        + number(r.at("/e1rm/value")))
            .stream()
            .filter(line -> !line.startsWith("zercher") && !line.contains("|none|"))
            // Without a body weight, lifts of the body have no e1RM.
            .filter(line -> !line.matches("(?i).*((pull|chin|push)-ups|dips|nordic).*"))
            .toList());
  }

  @Test
  void setsOfEveryMuscleAndWeek() throws Exception {
    JsonNode volume = ask(LIFTER, "calculate_weekly_volume", "weeks", 12);
    List<String> told = new ArrayList<>();
    for (JsonNode muscle : volume.get("muscles")) {
      String name = muscle.get("muscle").asText();
      for (int week = 0; week < volume.get("weeks").size(); week++) {
        String sets = number(muscle.get("sets_by_week").get(week));
        // The catalogue knows shoulders only; coach tells their parts by the exercise.
        if (!sets.equals("0") && !name.contains("delts")) {
          told.add(name + "|" + volume.at("/weeks/" + week + "/week_of").asText() + "|" + sets);
        }
      }
    }
    assertTrue(told.size() > 40, told.toString());
    assertEquals(
        counted(
            """
            select case when m.name in ('lats', 'middle back') then 'back' else m.name end as muscle,
                   date_trunc('week', day::timestamp)::date as monday, count(*)
            from sets
            join public.base_exercise_primary_muscle using (base_exercise_id)
            join public.muscle_group m using (muscle_group_id)
            where app_user_id = :lifter and work and not deload and m.name <> 'shoulders'
              and day >= date_trunc('week', now() at time zone 'UTC')::date - 84
            group by 1, 2
            order by 1, 2"""),
        told.stream().sorted().toList());
  }

  @Test
  void totalsOfAPeriod() throws Exception {
    JsonNode summary = ask(LIFTER, "get_training_summary", "weeks", 8);
    JsonNode totals = summary.get("totals");
    assertEquals(
        counted(
            """
            select count(distinct session), count(*), sum(reps),
                   trim_scale(sum(weight::numeric * reps) / 1000)
            from sets
            where app_user_id = :lifter and work and reps > 0
              and day between '%s' and '%s'"""
                .formatted(summary.get("since").asText(), summary.get("to").asText())),
        List.of(
            totals.get("sessions")
                + "|"
                + totals.get("sets")
                + "|"
                + totals.get("reps")
                + "|"
                + number(totals.get("volume"))));
  }
}
