package coach.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The structure of a database as a map that can be compared: what a migration would change is the
 * difference of two.
 *
 * @param objects in the order of kind and name
 */
record SchemaSnapshot(Map<Key, Entry> objects) {
  static final String CHANGES = "Changes to existing objects:";
  static final String OFFERED = "Optional changes to existing objects:";
  static final String ADDITIONS = "Additions:";
  static final String NOTHING = "Nothing to do: the database is up to date.";

  /** Longer definitions, those of views above all, are told by their beginning. */
  private static final int LINE = 240;

  private static final String QUERY = SchemaFiles.resource("/coach/schema_snapshot.sql");

  /** What names an object; a column's, policy's or trigger's name contains its table's. */
  record Key(String kind, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::kind).thenComparing(Key::name);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** An object's definition and the table that it belongs to; null for what stands alone. */
  record Entry(String table, String definition) {}

  SchemaSnapshot {
    objects = Collections.unmodifiableMap(new TreeMap<>(objects));
  }

  static SchemaSnapshot read(Connection connection) throws SQLException {
    Map<Key, Entry> objects = new TreeMap<>();
    String searchPath = SqlConnection.first(connection, "show search_path").orElse("");
    searchIn(connection, "");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        objects.put(
            new Key(rows.getString("kind"), rows.getString("name")),
            new Entry(rows.getString("parent"), rows.getString("definition")));
      }
    }
    searchIn(connection, searchPath);
    return new SchemaSnapshot(objects);
  }

  private static void searchIn(Connection connection, String path) throws SQLException {
    SqlConnection.execute(
        connection, "select set_config('search_path', '" + path.replace("'", "''") + "', false)");
  }

  /** The way from this structure to a later one, as lines for a person. */
  List<String> differencesTo(SchemaSnapshot later, Set<OfferedChange> offered) {
    List<String> changes = new ArrayList<>();
    List<String> additions = new ArrayList<>();
    objects.forEach(
        (key, entry) -> {
          Entry now = later.objects.get(key);
          if (now == null) {
            changes.add(line(key, entry) + " -> gone");
          } else if (!now.equals(entry)) {
            changes.add(line(key, entry) + " -> " + shortened(now.definition()));
          }
        });
    later.objects.forEach(
        (key, entry) -> {
          if (!objects.containsKey(key)) {
            (narrows(key, entry) ? changes : additions).add(line(key, entry));
          }
        });
    List<String> lines = new ArrayList<>();
    addUnder(CHANGES, changes, lines);
    addUnder(OFFERED, offered.stream().map(SchemaSnapshot::line).toList(), lines);
    addUnder(ADDITIONS, additions, lines);
    if (changes.isEmpty() && additions.isEmpty()) {
      lines.add(NOTHING);
    }
    return lines;
  }

  /** A restrictive policy is new, but it takes something away from a table that was there. */
  private boolean narrows(Key key, Entry entry) {
    return key.kind().equals("policy")
        && entry.definition().startsWith("restrictive")
        && objects.containsKey(new Key("table", entry.table()));
  }

  private static void addUnder(String heading, List<String> found, List<String> lines) {
    if (!found.isEmpty()) {
      lines.add(heading);
      found.forEach(line -> lines.add("  " + line));
    }
  }

  private static String line(OfferedChange offer) {
    return "%s: %s. Without it, %s. Take it with --take %s"
        .formatted(offer.id(), offer.change(), offer.withoutIt(), offer.id());
  }

  private static String line(Key key, Entry entry) {
    return key.kind() + " " + key.name() + ": " + shortened(entry.definition());
  }

  private static String shortened(String definition) {
    String line = String.valueOf(definition).replaceAll("\\s+", " ").replaceFirst(" AS \\$.*", "");
    return line.length() <= LINE ? line : line.substring(0, LINE) + "…";
  }
}
