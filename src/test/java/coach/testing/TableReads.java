package coach.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * How often the server has read each large table from its beginning to its end: its own count,
 * which includes what policies, triggers and functions do.
 *
 * @param whole by name, of the tables with more than a thousand rows
 */
public record TableReads(Map<String, Long> whole) {
  private static final String QUERY =
      """
      select s.schemaname || '.' || s.relname, s.seq_scan
      from pg_stat_user_tables s
      join pg_class c on c.oid = s.relid
      where c.reltuples > 1000""";

  /**
   * @param source of the one connection on which everything was done
   */
  public static TableReads of(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      // A session tells what it did at most once a second, unless it is asked to.
      statement.execute("select pg_stat_force_next_flush()");
      Map<String, Long> whole = new TreeMap<>();
      try (ResultSet row = statement.executeQuery(QUERY)) {
        while (row.next()) {
          whole.put(row.getString(1), row.getLong(2));
        }
      }
      return new TableReads(whole);
    }
  }

  /** Those that were read whole in between, and how often. */
  public List<String> wholeSince(TableReads before) {
    return whole.entrySet().stream()
        .filter(table -> before.whole.getOrDefault(table.getKey(), 0L) < table.getValue())
        .map(
            table ->
                "%s: %d"
                    .formatted(
                        table.getKey(),
                        table.getValue() - before.whole.getOrDefault(table.getKey(), 0L)))
        .toList();
  }
}
