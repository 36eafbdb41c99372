package coach.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Plain connections for migrating: each finds the extensions, is never cut short, and gives up
 * rather than make a whole app wait behind it for a lock.
 */
final class MigrationSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  /** Waiting behind a long transaction, an {@code alter table} makes everyone else wait as well. */
  static final String LOCK_TIMEOUT = "set %s lock_timeout = '5s'";

  /**
   * Names without a schema are those of extensions, which live in different schemas on different
   * databases. The workout app's tables are always named with theirs.
   */
  static final String SEARCH_PATH =
      """
      select set_config('search_path', concat_ws(', ', 'public', 'extensions', (
        select string_agg(distinct quote_ident(n.nspname), ', ')
        from pg_extension x
        join pg_namespace n on n.oid = x.extnamespace
        where x.extname in ('uuid-ossp', 'pg_trgm')
          and n.nspname not in ('public', 'extensions'))), %s)""";

  MigrationSource(String jdbcUrl, String user, String password) {
    setUrl(jdbcUrl);
    setUser(user);
    setPassword(password);
    setApplicationName("coach migrate");
    // Details of an error quote rows, and the cause of our exceptions reaches the log.
    setLogServerErrorDetail(false);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Connection connection = super.getConnection(user, password);
    try {
      Migrations.execute(connection, SEARCH_PATH.formatted("false"));
      Migrations.execute(connection, "set statement_timeout = 0");
      Migrations.execute(connection, LOCK_TIMEOUT.formatted("session"));
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }
}
