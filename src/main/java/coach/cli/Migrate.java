package coach.cli;

import coach.Config;
import coach.Resources;
import coach.app.RunningDatabase;
import coach.db.Migrations;
import java.util.List;
import java.util.Set;

/** Brings the database to this version, or shows beforehand what that would change. */
final class Migrate {
  private Migrate() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options =
        Options.read(Command.MIGRATE, arguments, Set.of("--dry-run", "--sql"), Set.of(), 0);
    if (options.named().size() > 1) {
      throw options.wrong("--dry-run and --sql exclude each other");
    }
    Config config = Config.read(terminal.environment());
    try (Resources open = new Resources();
        ProgressBar progress = terminal.progress()) {
      RunningDatabase database = open.add(RunningDatabase.start(config, progress::say));
      Migrations migrations = migrations(database);
      if (options.has("--sql")) {
        terminal.out().println(migrations.script().stripTrailing());
      } else if (options.has("--dry-run")) {
        migrations.dryRun().forEach(terminal.out()::println);
      } else {
        report(terminal, migrations.migrate(progress::say));
      }
    }
    return 0;
  }

  private static Migrations migrations(RunningDatabase database) {
    if (database.embedded().isEmpty()) {
      return new Migrations(database.url());
    }
    // Its port is any free one, so the refusal of a pooler's port must not apply.
    return new Migrations(database.url().jdbc(), database.url().user(), database.url().password());
  }

  private static void report(Terminal terminal, List<String> applied) {
    applied.forEach(migration -> terminal.out().println("applied " + migration));
    terminal
        .out()
        .println(
            applied.isEmpty()
                ? "The database was at version %s already.".formatted(Migrations.NEWEST)
                : "The database is at version %s.".formatted(Migrations.NEWEST));
  }
}
