package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.testing.CoachDatabase;
import coach.testing.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Every call is counted before it is answered, and told what the caller has set. */
class BeginCallTest {
  private static final UUID ANNA = ExistingDatabase.ANNA;
  private static final UUID BEN = ExistingDatabase.BEN;
  private static TestDatabase database;

  @BeforeAll
  static void migrate() throws Exception {
    database = CoachDatabase.migrated();
    owner(
        """
        insert into public.app_user (app_user_id, name, email) values
          ('%s', 'Anna', 'anna@example.com'), ('%s', 'Ben', 'ben@example.com')"""
            .formatted(ANNA, BEN));
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void reset() throws Exception {
    owner("truncate coach.call_log");
    owner("update public.app_user set data = null");
    limit("100");
  }

  private static void owner(String sql) throws SQLException {
    try (Connection connection = database.connect()) {
      Statements.execute(connection, sql);
    }
  }

  private static void limit(String perHour) throws SQLException {
    owner("update coach.setting set value = '" + perHour + "' where name = 'rate_limit_per_hour'");
  }

  /** One committed call; the named part of its answer. */
  private static String call(UUID user, boolean local, String part) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      Statements.execute(
          connection,
          """
          select set_config('role', 'authenticated', true), set_config('request.jwt.claims',
            '{"sub": "%s", "role": "authenticated", "coach_local": %s}', true)"""
              .formatted(user, local));
      String answer =
          CallerSession.rows(connection, "select coach.begin_call('get_profile') " + part).get(0);
      connection.commit();
      return answer;
    }
  }

  private static PSQLException refusal(UUID user) {
    return assertThrows(PSQLException.class, () -> call(user, false, ""));
  }

  @Test
  void everyCallIsCountedUntilNoneIsLeft() throws Exception {
    limit("3");
    assertEquals("2", call(ANNA, false, "->> 'quota_left'"));
    assertEquals("1", call(ANNA, false, "->> 'quota_left'"));
    assertEquals("0", call(ANNA, false, "->> 'quota_left'"));
    PSQLException refusal = refusal(ANNA);
    assertEquals("PT429", refusal.getSQLState());
    int wait = Integer.parseInt(refusal.getServerErrorMessage().getDetail());
    assertTrue(wait > 3590 && wait <= 3600, String.valueOf(wait));
  }

  @Test
  void theWaitIsUntilTheOldestCallIsAnHourOld() throws Exception {
    limit("2");
    owner(
        """
        insert into coach.call_log (app_user_id, called_at, tool) values
          ('%1$s', clock_timestamp() - interval '50 minutes', 't'),
          ('%1$s', clock_timestamp() - interval '5 minutes', 't')"""
            .formatted(ANNA));
    int wait = Integer.parseInt(refusal(ANNA).getServerErrorMessage().getDetail());
    assertTrue(wait > 590 && wait <= 600, String.valueOf(wait));
  }

  @Test
  void callsOlderThanAnHourAndThoseOfOthersDoNotCount() throws Exception {
    limit("1");
    owner(
        """
        insert into coach.call_log (app_user_id, called_at, tool) values
          ('%s', clock_timestamp() - interval '61 minutes', 't'),
          ('%s', clock_timestamp(), 't')"""
            .formatted(ANNA, BEN));
    assertEquals("0", call(ANNA, false, "->> 'quota_left'"));
    assertEquals("PT429", refusal(BEN).getSQLState());
  }

  @Test
  void whatBeginCallCountsGoesWithItsTransactionAndCountCallIsForThat() throws Exception {
    try (CallerSession anna =
        CallerSession.withClaims(database.connect(), "{\"sub\": \"" + ANNA + "\"}")) {
      assertEquals("99", anna.value("select coach.begin_call('get_profile') ->> 'quota_left'"));
    }
    assertEquals("99", call(ANNA, false, "->> 'quota_left'"));
    assertEquals("97", call(ANNA, false, "->> 'quota_left' from coach.count_call('get_profile')"));
  }

  @Test
  void writesHaveALimitOfTheirOwnFiveTimesAsHigh() throws Exception {
    limit("1");
    assertEquals("0", call(ANNA, false, "->> 'quota_left'"));
    assertEquals("hourly limit of calls", refusal(ANNA).getServerErrorMessage().getMessage());
    owner(
        "insert into coach.call_log (app_user_id, tool) select '%s', 'log_workout' from generate_series(1, 4)"
            .formatted(ANNA));
    String write =
        "select set_config('request.jwt.claims', '{\"sub\": \"%s\"}', false), coach.begin_call('edit_workout') ->> 'quota_left'"
            .formatted(ANNA);
    try (Connection connection = database.connect()) {
      Statements.execute(connection, write);
      PSQLException refused =
          assertThrows(PSQLException.class, () -> Statements.execute(connection, write));
      assertEquals("hourly limit of writes", refused.getServerErrorMessage().getMessage());
    }
  }

  @Test
  void theOwnMachineHasNoLimitAndLeavesNoTrace() throws Exception {
    limit("1");
    for (int i = 0; i < 3; i++) {
      assertEquals("-1", call(ANNA, true, "->> 'quota_left'"));
    }
    assertEquals("0", call(ANNA, false, "->> 'quota_left'"));
  }

  @Test
  void aDisabledAccountIsRefusedAtOnce() throws Exception {
    owner(
        "insert into coach_auth.account (app_user_id, disabled_at) values ('%s', now())"
            .formatted(BEN));
    try {
      assertEquals("PT401", refusal(BEN).getSQLState());
      assertEquals("99", call(ANNA, false, "->> 'quota_left'"));
    } finally {
      owner("delete from coach_auth.account");
    }
    assertEquals("99", call(BEN, false, "->> 'quota_left'"));
  }

  @Test
  void anAppThatWasSentAwayIsRefusedAtOnce() throws Exception {
    owner(
        """
        insert into coach_auth.client (client_id, name, redirect_uris, metadata)
        values ('app', 'App', '{}', '{}');
        insert into coach_auth.token_family (family, client_id, app_user_id, scopes)
        values ('%1$s', 'app', '%1$s', '{read}')"""
            .formatted(ANNA));
    try (Connection connection = database.connect()) {
      String begin =
          "select set_config('request.jwt.claims', '{\"sub\": \"%1$s\", \"coach_family\": \"%1$s\"}', false), coach.begin_call('t')"
              .formatted(ANNA);
      Statements.execute(connection, begin);
      owner("update coach_auth.token_family set revoked_at = now()");
      PSQLException refusal =
          assertThrows(PSQLException.class, () -> Statements.execute(connection, begin));
      assertEquals("PT401", refusal.getSQLState());
    } finally {
      owner("delete from coach_auth.client");
    }
  }

  @Test
  void aLimitOfZeroOrNoneIsNoLimit() throws Exception {
    for (String none : List.of("0", "", "many")) {
      limit(none);
      assertEquals(
          "0|-1",
          call(ANNA, false, "->> 'quota_limit'") + "|" + call(ANNA, false, "->> 'quota_left'"));
    }
  }

  @Test
  void anUnknownOrMissingAccountIsRefused() throws Exception {
    assertEquals("PT403", refusal(UUID.randomUUID()).getSQLState());
    try (CallerSession nobody = CallerSession.withClaims(database.connect(), "{}")) {
      assertEquals("PT403", nobody.attempt("select coach.begin_call('get_profile')"));
    }
  }

  @Test
  void theAnswerCarriesSettingsAndClock() throws Exception {
    owner(
        """
        update public.app_user
        set data = '{"mcp_settings": {"unit": "lb", "time_zone": "Pacific/Kiritimati"}}'""");
    assertEquals("lb", call(ANNA, true, "-> 'settings' ->> 'unit'"));
    assertEquals("Pacific/Kiritimati", call(ANNA, true, "->> 'time_zone'"));
    assertEquals(
        "t",
        call(ANNA, true, "->> 'today' = (now() at time zone 'Pacific/Kiritimati')::date::text"));
  }

  @Test
  void settingsThatMakeNoSenseAreReplacedByTheUsual() throws Exception {
    owner(
        """
        update public.app_user set data = '{"mcp_settings": {
          "time_zone": "Mars/Olympus", "max_history_days": "soon", "include_notes": 7}}'""");
    assertEquals("UTC", call(ANNA, true, "->> 'time_zone'"));
    assertEquals("36500", call(ANNA, true, "->> 'max_history_days'"));
    for (String zone : List.of("pst", "Foo+3", "Foo/Bar3", "Etc/GMT+99", "'; drop", "")) {
      owner(
          "update public.app_user set data = jsonb_build_object('mcp_settings',"
              + " jsonb_build_object('time_zone', '%s'))".formatted(zone.replace("'", "''")));
      assertEquals("UTC", call(ANNA, true, "->> 'time_zone'"), zone);
    }
  }

  @Test
  void everyAreaAndPlaceOfTheSystemIsATimeZone() throws Exception {
    try (CallerSession anna = CallerSession.of(database.connect(), ANNA)) {
      assertEquals(
          "t|0",
          anna.value(
              """
              select count(*) > 300, count(*) filter (where not coach.is_time_zone(name))
              from pg_timezone_names where name ~ '/' and name !~ '^(posix|right)/'"""));
    }
  }

  @Test
  void whatItFoundOutHoldsForTheRestOfTheTransaction() throws Exception {
    owner(
        """
        update public.app_user set data = '{"mcp_settings": {
          "time_zone": "Pacific/Kiritimati", "max_history_days": 30, "include_notes": false}}'""");
    try (CallerSession anna = CallerSession.of(database.connect(), ANNA)) {
      anna.value("select coach.begin_call('get_profile')");
      assertEquals(
          "Pacific/Kiritimati|30|f|t",
          anna.value(
              """
              select coach.zone(), coach.max_history_days(), coach.notes_allowed(),
                     coach.since(365) = coach.start_of(coach.today() - 30)"""));
      assertEquals(
          "2026-11-22|2026-11-21 10:00:00",
          anna.value("select coach.local_date('2026-11-21 10:00'), coach.start_of('2026-11-22')"));
    }
  }
}
