package coach.tools;

import coach.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * One lifter with a training log, written into the database in the workout app's own shapes, as its
 * rows are and not as coach would like them. Weights are in kilograms, days are the lifter's.
 */
public final class TrainingLog {
  public final UUID user = UUID.randomUUID();
  public final Caller caller = Caller.local(user);
  private ZoneId zone = ZoneOffset.UTC;
  private UUID freestyle;

  /** A new account without anything. */
  public static TrainingLog begin() {
    TrainingLog log = new TrainingLog();
    log.run(
        "insert into public.app_user (app_user_id, name, email) values (?, 'Ann', ?)",
        log.user,
        log.user + "@example.com");
    return log;
  }

  /** Replaces {@code mcp_settings}. */
  public TrainingLog settings(String json) {
    run(
        "update public.app_user set data = jsonb_build_object('mcp_settings', ?::jsonb)"
            + " where app_user_id = ?",
        json,
        user);
    try {
      JsonNode name = Json.MAPPER.readTree(json).path("time_zone");
      zone = name.isTextual() ? ZoneId.of(name.textValue()) : ZoneOffset.UTC;
    } catch (java.io.IOException | java.time.DateTimeException unusable) {
      zone = ZoneOffset.UTC;
    }
    return this;
  }

  LocalDate today() {
    return LocalDate.now(zone);
  }

  public LocalDate daysAgo(int days) {
    return today().minusDays(days);
  }

  /** The Monday of the week so many weeks before the current one. */
  LocalDate monday(int weeksAgo) {
    return today()
        .with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY))
        .minusWeeks(weeksAgo);
  }

  /** A session at noon, an hour long. */
  public Session session(LocalDate day) {
    return sessionAt(day.atTime(LocalTime.NOON));
  }

  /** A session that begins at this local moment and lasts an hour. */
  Session sessionAt(LocalDateTime local) {
    return new Session(local, "{}", null, freestyle());
  }

  Session deload(LocalDate day) {
    return new Session(day.atTime(LocalTime.NOON), "{\"deload\": true}", null, freestyle());
  }

  Session noted(LocalDate day, String note) {
    return new Session(day.atTime(LocalTime.NOON), "{}", note, freestyle());
  }

  /** A session of a plan's day. */
  public Session session(LocalDate day, UUID planDay) {
    return new Session(day.atTime(LocalTime.NOON), "{}", null, planDay);
  }

  /** A plan that is active from four weeks ago on for twelve weeks, with one day. */
  UUID activePlan(String name, String day, double progressionLimit) {
    UUID plan = UUID.randomUUID();
    run(
        "insert into public.user_plan (user_plan_id, app_user_id, name, is_active, starts_at, ends_at)"
            + " values (?, ?, ?, true, now() - interval '28 days', now() + interval '56 days')",
        plan,
        user,
        name);
    return day(plan, day, progressionLimit);
  }

  /** A plan without days that others may see as far as its visibility says; returns its id. */
  UUID planSeenBy(String name, String visibility) {
    UUID plan = UUID.randomUUID();
    run(
        "insert into public.user_plan (user_plan_id, app_user_id, name, visibility)"
            + " values (?, ?, ?, ?)",
        plan,
        user,
        name,
        visibility);
    return plan;
  }

  private UUID day(UUID plan, String name, double progressionLimit) {
    UUID day = UUID.randomUUID();
    run(
        "insert into public.session_schedule (session_schedule_id, user_plan_id, name,"
            + " progression_limit) values (?, ?, ?, ?)",
        day,
        plan,
        name,
        progressionLimit);
    return day;
  }

  /** A line of a plan's day; returns its {@code exercise_id}. */
  UUID planned(UUID day, String exercise, int sets, int reps, int stepGrams) {
    UUID line = UUID.randomUUID();
    run(
        "insert into public.exercise (exercise_id, base_exercise_id, session_schedule_id, sets, reps,"
            + " step_increment) select ?, base_exercise_id, ?, ?, ?, ? from public.base_exercise"
            + " where name = ?",
        line,
        day,
        sets,
        reps,
        stepGrams,
        exercise);
    return line;
  }

  /** An exercise of this lifter's own, without muscles; returns its id. */
  UUID ownExercise(String name) {
    UUID id = UUID.randomUUID();
    run(
        "insert into public.base_exercise (base_exercise_id, name, app_user_id) values (?, ?, ?)",
        id,
        name,
        user);
    return id;
  }

  private UUID freestyle() {
    if (freestyle == null) {
      UUID plan = UUID.randomUUID();
      run(
          "insert into public.user_plan (user_plan_id, app_user_id, name, data)"
              + " values (?, ?, 'Freestyle', '{\"kind\": \"freestyle\"}')",
          plan,
          user);
      freestyle = day(plan, "Workout", 1);
    }
    return freestyle;
  }

  /** One set of {@link Session#sets}. */
  record Done(String type, double kg, int reps, String data) {
    static Done set(double kg, int reps) {
      return new Done("regular", kg, reps, "{}");
    }

    static Done set(String type, double kg, int reps) {
      return new Done(type, kg, reps, "{}");
    }

    static Done rpe(double kg, int reps, double rpe) {
      return new Done("regular", kg, reps, "{\"rpe\": " + rpe + "}");
    }
  }

  /** A workout; every method adds one exercise to it. */
  public final class Session {
    final UUID id = UUID.randomUUID();
    private final LocalDateTime end;

    private Session(LocalDateTime local, String data, String note, UUID day) {
      LocalDateTime start = utc(local);
      end = start.plusHours(1);
      run(
          "insert into public.performed_session (performed_session_id, session_schedule_id,"
              + " app_user_id, started_at, completed_at, note, data) values (?, ?, ?, ?, ?, ?, ?::jsonb)",
          id,
          day,
          user,
          start,
          end,
          note,
          data);
    }

    /** Equal sets, straight in {@code performed_exercise}, under whatever name was typed. */
    public Session did(String name, double kg, int... reps) {
      exercise(null, name, kg, reps, true, "{}");
      return this;
    }

    /** The same for a line of a plan, which names the exercise. */
    public Session did(UUID planned, double kg, int... reps) {
      exercise(planned, null, kg, reps, true, "{}");
      return this;
    }

    Session didWith(String name, String data, double kg, int... reps) {
      exercise(null, name, kg, reps, true, data);
      return this;
    }

    /** Planned and never performed. */
    Session draft(String name, double kg, int... reps) {
      exercise(null, name, kg, reps, false, "{}");
      return this;
    }

    /** Sets that differ from each other, in {@code performed_exercise_set}. */
    Session sets(String name, Done... sets) {
      int[] reps = Arrays.stream(sets).mapToInt(Done::reps).toArray();
      double top = Arrays.stream(sets).mapToDouble(Done::kg).max().orElse(0);
      UUID exercise = exercise(null, name, top, reps, true, "{}");
      for (int index = 0; index < sets.length; index++) {
        TrainingLog.this.run(
            "insert into public.performed_exercise_set (performed_exercise_id, exercise_set_type,"
                + " weight, reps, \"order\", data) values (?, ?, ?, ?, ?, ?::jsonb)",
            exercise,
            sets[index].type(),
            grams(sets[index].kg()),
            sets[index].reps(),
            index + 1,
            sets[index].data());
      }
      return this;
    }

    private UUID exercise(
        UUID planned, String name, double kg, int[] reps, boolean performed, String data) {
      UUID id = UUID.randomUUID();
      TrainingLog.this.run(
          "insert into public.performed_exercise (performed_exercise_id, exercise_id,"
              + " performed_session_id, name, reps, rest, weight, started_at, completed_at, data)"
              + " values (?, ?, ?, ?, ?::int[], array_fill(interval '90 s', array[?]), ?, ?, ?, ?::jsonb)",
          id,
          planned,
          this.id,
          name,
          array(reps),
          Math.max(1, reps.length),
          grams(kg),
          end.minusMinutes(30),
          performed ? end : null,
          data);
      return id;
    }
  }

  static int grams(double kg) {
    return (int) Math.round(kg * 1000);
  }

  private LocalDateTime utc(LocalDateTime local) {
    return local.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }

  private static Array array(int[] reps) {
    try {
      Object[] boxed = Arrays.stream(reps).boxed().toArray();
      return ToolDatabase.connection().createArrayOf("int4", boxed);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public void run(String sql, Object... values) {
    query(sql, values);
  }

  /** The first column of the rows that a statement answers, as text. */
  public List<String> query(String sql, Object... values) {
    synchronized (ToolDatabase.class) {
      try (PreparedStatement statement = ToolDatabase.connection().prepareStatement(sql)) {
        for (int index = 0; index < values.length; index++) {
          statement.setObject(index + 1, values[index]);
        }
        List<String> rows = new ArrayList<>();
        if (statement.execute()) {
          try (ResultSet results = statement.getResultSet()) {
            while (results.next()) {
              rows.add(results.getString(1));
            }
          }
        }
        return rows;
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
