package coach.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must hold before anything is changed; each refusal is one sentence. */
final class Preconditions {
  private static final String RIGHTS =
      """
      select format('The table %%s belongs to "%%s", and the role "%%s" may not change it: connect as "%%s"',
                    c.oid::regclass, pg_get_userbyid(c.relowner), current_user,
                    pg_get_userbyid(c.relowner))
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname || '.' || c.relname = any (array[%s]::text[])
        and c.relkind in ('r', 'p')
        and not pg_has_role(c.relowner, 'USAGE')
      union all
      select format('The role "%%s" may not create schemas in the database "%%s": connect as its owner, or let the owner run: grant create on database %%I to %%I',
                    current_user, current_database(), current_database(), current_user)
      where not has_database_privilege(current_database(), 'CREATE')
      union all
      select format('The role "%%s" may not create tables in the schema public: connect as its owner, or let the owner run: grant create on schema public to %%I',
                    current_user, current_user)
      where not has_schema_privilege('public', 'CREATE')
      limit 1""";

  private static final String STRANGERS =
      """
      select format('The %s %s exists already and was not made by coach, which needs the schema for itself: rename or drop it',
                    kind, name)
      from (
        select 'function' as kind, p.oid::regprocedure::text as name
        from pg_proc p
        where p.pronamespace in (
          to_regnamespace('coach'), to_regnamespace('coach_auth'), to_regnamespace('coach_api'))
        union all
        select 'view', c.oid::regclass::text
        from pg_class c
        where c.relkind in ('v', 'm')
          and c.relnamespace in (to_regnamespace('coach'), to_regnamespace('coach_auth'))
      ) found
      order by 1 limit 1""";

  private static final String FOREIGN_SCHEMAS =
      """
      select format('The schema %s belongs to "%s", and the role "%s" may not change it: connect as "%2$s"',
                    nspname, pg_get_userbyid(nspowner), current_user)
      from pg_namespace
      where nspname in ('coach', 'coach_api', 'coach_auth') and not pg_has_role(nspowner, 'USAGE')
      order by 1 limit 1""";

  private static final String FOREIGN_HISTORY =
      """
      select format('The table %s exists already and was not made by coach, which needs the schema for itself: rename or drop it',
                    needed.name)
      from (values ('coach.migration', 'version'), ('coach.migration', 'checksum'),
                   ('coach.setting', 'name'), ('coach.setting', 'value')) needed (name, col)
      where to_regclass(needed.name) is not null
        and not exists (
          select from pg_attribute
          where attrelid = to_regclass(needed.name) and attname = needed.col and not attisdropped)
      limit 1""";

  /** What has a name that coach gives to an addition, where coach has added nothing yet. */
  private static final String TAKEN_NAMES =
      """
      select format('The %%s exists already and was not made by coach, which needs the name: rename it', what)
      from (
        select 'index', x.relname, format('%%s %%I', case x.relkind when 'i' then 'index' else 'relation' end, x.relname)
        from pg_class x where x.relnamespace = 'public'::regnamespace
        union all
        select t.kind, t.name, format('%%s "%%s" on %%s', t.kind, t.name, c.relname)
        from (
          select 'constraint' as kind, conname as name, conrelid as tab from pg_constraint
          union all select 'policy', polname, polrelid from pg_policy
          union all select 'trigger', tgname, tgrelid from pg_trigger) t
        join pg_class c on c.oid = t.tab and c.relnamespace = 'public'::regnamespace
      ) found (kind, name, what)
      where to_regclass('public.user_plan') is null and (kind, name) in (%s)
      order by 1 limit 1""";

  private static final Pattern ADDED =
      Pattern.compile(
          "create (?:unique )?(index) if not exists (\\w+)\\s+on public|add (constraint) (\\w+)"
              + "|create (policy) \"([^\"]+)\" on public|create or replace (trigger) (\\w+)");

  private Preconditions() {}

  /** Whether what is in coach's schemas can be read at all, and is coach's. */
  static void checkSchemas(Connection connection) throws SQLException {
    refuse(SqlConnection.first(connection, FOREIGN_SCHEMAS));
    refuse(SqlConnection.first(connection, FOREIGN_HISTORY));
  }

  /** Whether a database of this history may be migrated at all. */
  static void check(Connection connection, History history) throws SQLException {
    Shape needed = Shape.needed();
    if (!history.pending().isEmpty() || history.functionsDiffer()) {
      refuse(SqlConnection.first(connection, RIGHTS.formatted(quoted(needed))));
    }
    if (history.isEmpty()) {
      refuse(needed.conflictIn(Shape.of(connection)));
      refuse(SqlConnection.first(connection, STRANGERS));
      refuse(SqlConnection.first(connection, TAKEN_NAMES.formatted(added())));
    }
  }

  /** Whether everything is there now. */
  static void checkResult(Connection connection) throws SQLException {
    refuse(
        Shape.needed().differencesIn(Shape.of(connection)).stream()
            .map(Shape.Difference::words)
            .findFirst());
  }

  private static void refuse(Optional<String> fault) {
    if (fault.isPresent()) {
      throw MigrationErrors.refused(fault.get() + ". Nothing was changed.");
    }
  }

  private static String quoted(Shape needed) {
    return needed.relations().keySet().stream()
        .map(name -> "'" + name + "'")
        .collect(Collectors.joining(", "));
  }

  /** Pairs of kind and name, as SQL; the first two migrations leave alone what they find. */
  private static String added() {
    return Stream.concat(
            SchemaFiles.MIGRATIONS.stream().skip(2).map(SchemaFiles.Migration::sql),
            SchemaFiles.FUNCTIONS.stream().map(SchemaFiles::function))
        .flatMap(text -> ADDED.matcher(text).results())
        .map(
            hit ->
                IntStream.rangeClosed(1, hit.groupCount())
                    .mapToObj(hit::group)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("', '", "('", "')")))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
