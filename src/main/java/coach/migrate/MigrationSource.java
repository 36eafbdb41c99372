package coach.migrate;

import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** Where the database is, and as whom it is migrated. */
final class MigrationSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  MigrationSource(String jdbcUrl, String user, String password) {
    setUrl(jdbcUrl);
    setUser(user);
    setPassword(password);
    setApplicationName("coach migrate");
    // A whole file goes to the server as it is: split on this side, a body between "begin atomic"
    // and "end" would fall apart.
    setPreferQueryMode(PreferQueryMode.SIMPLE);
    // Details of an error quote rows, and the cause of our exceptions reaches the log.
    setLogServerErrorDetail(false);
  }
}
