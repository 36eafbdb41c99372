package coach.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that one migration does to a database, as texts in their order: the same list is run,
 * tried, or printed for an owner who can only paste.
 */
record MigrationScript(History history, List<Step> steps) {
  /**
   * @param name under which its failure is reported
   * @param title how its beginning is announced; empty for what takes no time
   */
  record Step(String name, String title, String sql) {}

  /**
   * What holds for the transaction. Behind an {@code alter table} that waits for a lock, all
   * queries on that table wait, so it gives up soon; a time limit of the role's must not end a
   * migration. Names without a schema are those of extensions, which live in different schemas on
   * different databases.
   */
  static final String SETTINGS =
      """
      select set_config(name, '0', true) from pg_settings
      where name in (
        'statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout');
      set local lock_timeout = '5s';
      set local client_min_messages = 'warning';
      select set_config('search_path', concat_ws(', ', 'public', 'extensions', (
        select string_agg(distinct quote_ident(n.nspname), ', ')
        from pg_extension x
        join pg_namespace n on n.oid = x.extnamespace
        where x.extname in ('uuid-ossp', 'pg_trgm')
          and n.nspname not in ('public', 'extensions'))), true);""";

  /**
   * Functions may change their arguments, and dead ones go. What triggers, indexes, defaults or the
   * owner's views depend on stays and is replaced in place.
   */
  private static final String DROP_FUNCTIONS =
      """
      do $$
      declare
        item record;
        dropped boolean := true;
      begin
        while dropped loop
          dropped := false;
          for item in
            select 'view' as kind, c.oid::regclass::text as name
            from pg_class c
            where c.relkind = 'v'
              and c.relnamespace in (to_regnamespace('coach'), to_regnamespace('coach_auth'))
            union all
            select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end,
                   p.oid::regprocedure::text
            from pg_proc p
            where p.pronamespace in (to_regnamespace('coach'), to_regnamespace('coach_auth'))
          loop
            begin
              execute format('drop %s %s', item.kind, item.name);
              dropped := true;
            exception when dependent_objects_still_exist then
              null;
            end;
          end loop;
        end loop;
      end
      $$;
      set local check_function_bodies = off;""";

  /** Reads the database as it is; refuses what this coach must not touch. */
  static MigrationScript of(Connection connection, Set<OfferedChange> taken) throws SQLException {
    Preconditions.checkSchemas(connection);
    History history = History.read(connection);
    Preconditions.check(connection, history);
    List<Step> steps = new ArrayList<>();
    if (!history.pending().isEmpty()) {
      steps.add(new Step("the history of migrations", history.explanation(), History.TABLE));
      for (SchemaFiles.Migration migration : history.pending()) {
        String sql = migration.sql().strip() + "\n" + History.note(migration);
        steps.add(
            new Step(
                "migration " + migration.version(),
                "migration " + migration.version() + ": " + migration.words(),
                sql));
      }
      steps.add(new Step("the history of migrations", "", History.FORGET_FIRST));
    }
    if (history.made()) {
      steps.add(new Step("the settings", "", setting("tables", "coach")));
    }
    addFunctions(steps, history, offers(connection, history, taken));
    Seed seed = Seed.decide(connection);
    steps.add(new Step("the seed", seed.description(), seed.sql()));
    steps.add(new Step("the settings", "", setting("schema_version", SchemaFiles.newest())));
    return new MigrationScript(history, steps);
  }

  private static void addFunctions(List<Step> steps, History history, Set<OfferedChange> offers) {
    if (history.functionsDiffer()) {
      steps.add(new Step("replacing the functions", "functions", DROP_FUNCTIONS));
      for (String name : SchemaFiles.FUNCTIONS) {
        steps.add(new Step("functions/" + name + ".sql", "", SchemaFiles.function(name)));
      }
      steps.add(new Step("the functions of coach_api", "", SchemaFiles.api()));
      steps.add(
          new Step(
              "the settings",
              "",
              setting("functions", SchemaFiles.functionsChecksum())
                  + setting("api", SchemaFiles.apiChecksum())));
    }
    for (OfferedChange offer : offers) {
      // The first coach's view had other columns.
      String before =
          history.made() && offer == OfferedChange.EXERCISE_STATS
              ? "drop view if exists public.exercise_stats;\n"
              : "";
      steps.add(new Step(offer.id(), "", before + offer.sql()));
    }
  }

  /** Those to apply: the chosen ones, and all of them where coach made the views. */
  private static Set<OfferedChange> offers(
      Connection connection, History history, Set<OfferedChange> taken) throws SQLException {
    Set<OfferedChange> applied = EnumSet.noneOf(OfferedChange.class);
    Set<OfferedChange> open = OfferedChange.open(connection);
    for (OfferedChange offer : OfferedChange.values()) {
      boolean chosen = taken.contains(offer) || history.made();
      if (open.contains(offer) ? chosen : history.functionsDiffer()) {
        applied.add(offer);
      }
    }
    return applied;
  }

  static String setting(String name, String value) {
    return """

        insert into coach.setting (name, value) values ('%s', '%s')
        on conflict (name) do update set value = excluded.value
          where coach.setting.value <> excluded.value;"""
        .formatted(name, value);
  }

  /** What is new with it, for a person to read. */
  List<String> applied() {
    List<String> applied = new ArrayList<>();
    history.pending().forEach(migration -> applied.add(migration.title()));
    if (history.functionsDiffer()) {
      applied.add("functions");
    }
    return applied;
  }

  String pasteable() {
    return steps.stream()
        .map(step -> "\n-- " + step.name() + "\n" + step.sql().strip() + "\n")
        .collect(
            Collectors.joining(
                "",
                "-- Everything \"coach migrate\" would do, in one transaction: all of it or nothing.\n"
                    + "begin;\n"
                    + SETTINGS
                    + "\n"
                    + onlyOnce(),
                "\n-- whether everything is there now\n" + Shape.needed().check() + "\ncommit;\n"));
  }

  /** The history would refuse a second time too, in words that help nobody. */
  private String onlyOnce() {
    return history.pending().stream()
        .findFirst()
        .map(
            first ->
                """

                do $$
                begin
                  if to_regclass('coach.migration') is not null then
                    if exists (select from coach.migration where version = '%s') then
                      raise exception 'This script has been applied already. Nothing was changed.';
                    end if;
                  end if;
                end
                $$;
                """
                    .formatted(first.version()))
        .orElse("");
  }
}
