package coach.security;

import coach.testing.CoachDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every row of every table as text, so that what changed can be told row by row. */
record Rows(Map<String, TreeSet<String>> tables) {
  /** What every call adds to, and what the server itself keeps. */
  private static final List<String> LEFT_OUT = List.of("coach.call_log", "coach_auth.attempt");

  static Rows of(CoachDatabase database) {
    Map<String, TreeSet<String>> tables = new TreeMap<>();
    for (String table :
        database.column(
            """
            select format('%I.%I', n.nspname, c.relname) from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('public', 'coach', 'coach_auth') and c.relkind in ('r', 'p')""")) {
      if (!LEFT_OUT.contains(table)) {
        tables.put(
            table, new TreeSet<>(database.column("select to_jsonb(t)::text from " + table + " t")));
      }
    }
    return new Rows(tables);
  }

  /** Rows that are here and not there, each with its table. */
  List<String> without(Rows other) {
    List<String> rows = new ArrayList<>();
    tables.forEach(
        (table, here) -> {
          TreeSet<String> left = new TreeSet<>(here);
          left.removeAll(other.tables.getOrDefault(table, new TreeSet<>()));
          left.forEach(row -> rows.add(table + " " + row));
        });
    return rows;
  }
}
