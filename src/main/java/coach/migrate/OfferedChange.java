package coach.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change to what the workout app made, which its owner may take or decline. Tables that coach
 * made itself get both unasked.
 */
public enum OfferedChange {
  SECURE_VIEWS(
      "secure-views",
      "the views base_exercise_full, base_exercise_with_muscles and exercise_schedule respect their reader's rights (security_invoker)",
      "through them all users, even without an account, can read custom exercises and the days of private plans",
      """
      select count(*) > 0
      from pg_class
      where relnamespace = 'public'::regnamespace
        and relname in ('base_exercise_full', 'base_exercise_with_muscles', 'exercise_schedule')
        and relkind = 'v'
        and array_to_string(reloptions, ' ') ~ 'security_invoker=(true|on|yes|1)' is not true"""),
  EXERCISE_STATS(
      "exercise-stats",
      "the view exercise_stats survives sets of 37 and more reps and uses the best set instead of the highest reps",
      "one set of 37 reps would break the view for all its readers, so log_workout and imports refuse 37 and more reps with weight",
      """
      select coalesce(pg_get_viewdef(to_regclass('public.exercise_stats')) not like '%<= 12%', false)""");

  private final String id;
  private final String change;
  private final String withoutIt;
  private final String isOpen;

  OfferedChange(String id, String change, String withoutIt, String isOpen) {
    this.id = id;
    this.change = change;
    this.withoutIt = withoutIt;
    this.isOpen = isOpen;
  }

  /** As {@code coach migrate --take} names it. */
  public String id() {
    return id;
  }

  /** What is different once it is taken. */
  public String change() {
    return change;
  }

  /** What happens for as long as it is declined. */
  public String withoutIt() {
    return withoutIt;
  }

  public static String ids() {
    return Arrays.stream(values()).map(OfferedChange::id).collect(Collectors.joining(", "));
  }

  /** Those that this database could take and has not, read from its catalogue. */
  public static Set<OfferedChange> open(Connection connection) throws SQLException {
    Set<OfferedChange> open = EnumSet.noneOf(OfferedChange.class);
    for (OfferedChange offer : values()) {
      if (SqlConnection.isTrue(connection, offer.isOpen)) {
        open.add(offer);
      }
    }
    return open;
  }

  /**
   * Views of the owner's own that read tables with private rows past their reader's rights, found
   * by what they depend on, also by way of other views: their names with commas, or nothing.
   */
  static String otherLeaks(Connection connection) throws SQLException {
    return SqlConnection.first(
            connection,
            """
        with recursive reading (view, reads) as (
          select distinct r.ev_class, d.refobjid
          from pg_rewrite r
          join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass
          where d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
        ), private (relation) as (
          select c.oid from pg_class c
          where c.relnamespace = 'public'::regnamespace
            and c.relname in ('base_exercise', 'session_schedule', 'exercise')
          union
          select r.view from reading r join private p on p.relation = r.reads
        )
        select string_agg(c.oid::regclass::text, ', ' order by c.relname)
        from private p join pg_class c on c.oid = p.relation
        where c.relkind in ('v', 'm') and c.relnamespace = 'public'::regnamespace
          and c.relname not in (
            'base_exercise_full', 'base_exercise_with_muscles', 'exercise_schedule')
          and (c.relkind = 'm'
            or array_to_string(c.reloptions, ' ') ~ 'security_invoker=(true|on|yes|1)' is not true)
          and has_table_privilege('authenticated', c.oid, 'select')""")
        .orElse("");
  }

  /**
   * @param names ids with commas between them, or {@code all}
   * @throws IllegalArgumentException which names the one that does not exist
   */
  public static Set<OfferedChange> parse(String names) {
    if (names.equals("all")) {
      return EnumSet.allOf(OfferedChange.class);
    }
    Set<OfferedChange> taken = EnumSet.noneOf(OfferedChange.class);
    for (String name : List.of(names.split(","))) {
      taken.add(
          Arrays.stream(values())
              .filter(offer -> offer.id.equals(name.strip()))
              .findAny()
              .orElseThrow(() -> new IllegalArgumentException(name.strip())));
    }
    return taken;
  }

  String sql() {
    return SchemaFiles.function(id.replace('-', '_'));
  }
}
