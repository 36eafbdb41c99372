package coach.db;

import coach.postgres.TestServer;
import coach.testing.CoachDatabase;
import coach.testing.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A migrated database with one row in every table for each of two people. */
final class SecuredSite implements AutoCloseable {
  static final UUID CARA = UUID.fromString("00000000-0000-0000-0000-0000000000c3");
  static final UUID DAN = UUID.fromString("00000000-0000-0000-0000-0000000000d4");

  /** Opens connections as the role that owns the tables. */
  private interface Connector {
    Connection connect() throws SQLException;
  }

  private final String name;
  private final Runnable drop;
  private final Connector connector;
  private final Connection owner;
  private final Set<String> views;
  private final Map<String, List<String>> columns = new HashMap<>();
  private CallerSession cara;
  private CallerSession anonymous;

  private SecuredSite(String name, Runnable drop, Connector connector, Set<String> views)
      throws SQLException {
    this.name = name;
    this.drop = drop;
    this.connector = connector;
    this.views = views;
    this.owner = connector.connect();
    Statements.execute(owner, SecurityRows.of(CARA));
    Statements.execute(owner, SecurityRows.of(DAN));
  }

  static SecuredSite onAnEmptyDatabase() throws SQLException {
    TestDatabase database = CoachDatabase.migrated();
    return new SecuredSite("coach's own database:", database::close, database::connect, Set.of());
  }

  static SecuredSite onTheExistingDatabase(TestServer server) throws SQLException {
    ExistingDatabase database = ExistingDatabase.migrated(server);
    database.signUp(CARA, "cara@example.com");
    database.signUp(DAN, "dan@example.com");
    return new SecuredSite(
        "the existing database on " + server + ":",
        database::close,
        database::connect,
        Set.of(
            "public.admin_users",
            "public.impersonation_audit",
            "public.impersonation_audit_archive",
            "public.username_adjectives",
            "public.username_nouns",
            "public.full_exercise",
            "public.exercise_schedule",
            "public.base_exercise_full",
            "public.base_exercise_with_muscles",
            "public.next_exercise_progression",
            "public.session_schedule_metadata",
            "public.session_schedule_with_exercises",
            "public.impersonation_audit_all",
            "public.recent_impersonation_activity"));
  }

  /** Views of the workout app itself, and tables of its that coach has nothing to do with. */
  Set<String> viewsBesides() {
    return views;
  }

  /** The same session every time: what it attempts leaves nothing. */
  CallerSession cara() throws SQLException {
    if (cara == null) {
      cara = CallerSession.of(connector.connect(), CARA);
    }
    return cara;
  }

  /** The same session every time: what it attempts leaves nothing. */
  CallerSession anonymous() throws SQLException {
    if (anonymous == null) {
      anonymous = CallerSession.anonymous(connector.connect());
    }
    return anonymous;
  }

  List<String> ownerSees(String query) throws SQLException {
    return CallerSession.rows(owner, query);
  }

  void ownerDoes(String sql) throws SQLException {
    Statements.execute(owner, sql);
  }

  /** What someone might try with certain rows, by the name of the right that it needs. */
  Map<String, String> attempts(TableRule rule, String rows) throws SQLException {
    Map<String, String> attempts = new TreeMap<>();
    attempts.put("select", "select from " + rule.table() + " where " + rows);
    attempts.put(
        "update",
        "update %1$s set %2$s = %2$s where %3$s"
            .formatted(rule.table(), columns(rule).get(0), rows));
    attempts.put("delete", "delete from " + rule.table() + " where " + rows);
    if (!TableRule.VIEWS.contains(rule)) {
      attempts.put("insert", insert(rule, rows));
    }
    return attempts;
  }

  /** A new row like one of these. */
  private String insert(TableRule rule, String rows) throws SQLException {
    String neck =
        ownerSees("select muscle_group_id from public.muscle_group where name = 'neck'").get(0);
    String row =
        ownerSees(
                "select to_jsonb(t) || '%s' from %s t where %s limit 1"
                    .formatted(rule.another().replace(":neck", neck), rule.table(), rows))
            .get(0);
    return "insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, '%3$s')"
        .formatted(rule.table(), String.join(", ", columns(rule)), row.replace("'", "''"));
  }

  /** Columns that a statement may write. */
  List<String> columns(TableRule rule) throws SQLException {
    if (!columns.containsKey(rule.table())) {
      columns.put(
          rule.table(),
          ownerSees(
              """
              select quote_ident(attname) from pg_attribute
              where attrelid = '%s'::regclass and attnum > 0 and not attisdropped
                and attgenerated = '' and attidentity = ''
              order by attnum"""
                  .formatted(rule.table())));
    }
    return columns.get(rule.table());
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() throws SQLException {
    cara().close();
    anonymous().close();
    owner.close();
    drop.run();
  }
}
