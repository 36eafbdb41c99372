package coach.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a lifter may do in one table, written down by hand for every table there is.
 *
 * @param table with its schema
 * @param key the column that holds the person's id in the rows of {@link SecurityRows}; null for
 *     tables that hold nobody's rows
 * @param may of select, insert, update, delete: what the lifter may do with rows of their own
 * @param shared whether there are rows besides that everybody reads and nobody writes
 * @param another an expression of jsonb that turns a copy of the row into another one
 */
record TableRule(String table, String key, Set<String> may, boolean shared, String another) {
  private static final String ALL = "select insert update delete";

  @Override
  public String toString() {
    return table;
  }

  static final List<TableRule> PUBLIC =
      List.of(
          own("public.app_user", "app_user_id", "select update", "{}"),
          shared("public.plan"),
          shared("public.muscle_group"),
          shared("public.equipment_type"),
          shared("public.exercise_category"),
          shared("public.exercise_set_type"),
          own("public.user_plan", "user_plan_id", ALL, uuid("user_plan_id")),
          both("public.session_schedule", "session_schedule_id", ALL),
          both("public.exercise", "exercise_id", ALL),
          both("public.base_exercise", "base_exercise_id", ALL),
          muscles("public.base_exercise_primary_muscle"),
          muscles("public.base_exercise_secondary_muscle"),
          own(
              "public.performed_session",
              "performed_session_id",
              ALL,
              uuid("performed_session_id")),
          own(
              "public.performed_exercise",
              "performed_exercise_id",
              ALL,
              uuid("performed_exercise_id")),
          own(
              "public.performed_exercise_set",
              "performed_exercise_set_id",
              ALL,
              uuid("performed_exercise_set_id")));

  static final List<TableRule> COACH =
      List.of(
          own("coach.idempotency_key", "app_user_id", ALL, "{\"key\": \"other\"}"),
          own("coach.change_log", "app_user_id", ALL, "{}"),
          own("coach.staged_part", "app_user_id", ALL, "{\"number\": 2}"),
          own("coach.account_size", "app_user_id", ALL, "{}"),
          own("coach.own_seed", "app_user_id", "select insert delete", "{}"),
          own("coach.import_mapping", "app_user_id", ALL, "{\"label\": \"other\"}"),
          own(
              "coach.body_measurement",
              "body_measurement_id",
              ALL,
              "{\"body_measurement_id\": \"00000000-0000-0000-0000-00000000000f\","
                  + " \"kind\": \"waist\"}"),
          new TableRule("coach.exercise_label", "base_exercise_id", Set.of("select"), true, "{}"),
          nobodys("coach.call_log", "app_user_id"),
          nobodys("coach.setting", null),
          nobodys("coach.migration", null),
          nobodys("coach_auth.account", "app_user_id"),
          nobodys("coach_auth.client", "client_id"),
          nobodys("coach_auth.consent", "app_user_id"),
          nobodys("coach_auth.code", "app_user_id"),
          nobodys("coach_auth.refresh_token", "app_user_id"),
          nobodys("coach_auth.signing_key", "key_id"),
          nobodys("coach_auth.browser_session", "app_user_id"),
          nobodys("coach_auth.invitation", "app_user_id"),
          nobodys("coach_auth.attempt", "key"),
          nobodys("coach_auth.event", "app_user_id"),
          nobodys("coach_auth.token_family", "app_user_id"));

  /** Views show rows and are written by nobody. */
  static final List<TableRule> VIEWS =
      List.of(
          new TableRule(
              "public.exercise_stats", "performed_session_id", Set.of("select"), false, "{}"),
          both("public.all_plans", "id", "select"),
          new TableRule("coach.seen_plan", "user_plan_id", Set.of("select"), false, "{}"),
          new TableRule("coach.exercise_entry", "app_user_id", Set.of("select"), false, "{}"),
          new TableRule("coach.performed_set", "app_user_id", Set.of("select"), false, "{}"));

  static List<TableRule> all() {
    List<TableRule> all = new ArrayList<>(PUBLIC);
    all.addAll(COACH);
    all.addAll(VIEWS);
    return all;
  }

  private static TableRule own(String table, String key, String may, String another) {
    return new TableRule(table, key, Set.of(may.split(" ")), false, another);
  }

  private static TableRule both(String table, String key, String may) {
    return new TableRule(table, key, Set.of(may.split(" ")), true, uuid(key));
  }

  private static TableRule muscles(String table) {
    return new TableRule(
        table,
        "base_exercise_id",
        Set.of("select", "insert", "delete"),
        true,
        "{\"muscle_group_id\": \":neck\"}");
  }

  private static TableRule shared(String table) {
    return new TableRule(table, null, Set.of(), true, "{}");
  }

  private static TableRule nobodys(String table, String key) {
    return new TableRule(table, key, Set.of(), false, "{}");
  }

  private static String uuid(String key) {
    return "{\"" + key + "\": \"00000000-0000-0000-0000-00000000000f\"}";
  }
}
