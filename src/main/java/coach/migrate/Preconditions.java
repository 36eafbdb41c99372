package coach.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

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
        where p.pronamespace in (to_regnamespace('coach'), to_regnamespace('coach_auth'))
        union all
        select 'view', c.oid::regclass::text
        from pg_class c
        where c.relkind in ('v', 'm')
          and c.relnamespace in (to_regnamespace('coach'), to_regnamespace('coach_auth'))
      ) found
      order by 1 limit 1""";

  private Preconditions() {}

  /** Whether a database of this history may be migrated at all. */
  static void check(Connection connection, History history) throws SQLException {
    Shape needed = Shape.needed();
    if (!history.pending().isEmpty() || history.functionsDiffer()) {
      refuse(SqlConnection.first(connection, RIGHTS.formatted(quoted(needed))));
    }
    if (history.isEmpty()) {
      refuse(needed.conflictIn(Shape.of(connection)));
      refuse(SqlConnection.first(connection, STRANGERS));
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
}
