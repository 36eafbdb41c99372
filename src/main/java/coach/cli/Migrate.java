package coach.cli;

import coach.Config;
import coach.Resources;
import coach.app.RunningDatabase;
import coach.migrate.Migrations;
import coach.migrate.OfferedChange;
import java.util.List;
import java.util.Set;

/** Brings the database to this version, or shows beforehand what that would change. */
final class Migrate {
  private Migrate() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options =
        Options.read(Command.MIGRATE, arguments, Set.of("--dry-run", "--sql"), Set.of("--take"), 0);
    if (options.has("--dry-run") && options.has("--sql")) {
      throw options.wrong("--dry-run and --sql exclude each other");
    }
    Set<OfferedChange> taken = taken(options);
    Config config = Config.read(terminal.environment());
    try (Resources open = new Resources();
        ProgressBar progress = terminal.progress()) {
      RunningDatabase database = open.add(RunningDatabase.start(config, progress::say));
      Migrations migrations = migrations(database).taking(taken);
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

  private static Set<OfferedChange> taken(Options options) {
    try {
      return options.value("--take").map(OfferedChange::parse).orElse(Set.of());
    } catch (IllegalArgumentException unknown) {
      throw options.wrong(
          "\"%s\" is not offered, only %s (or all)"
              .formatted(unknown.getMessage(), OfferedChange.ids()));
    }
  }

  private static void report(Terminal terminal, Migrations.Outcome outcome) {
    outcome.applied().forEach(step -> terminal.out().println("applied " + step));
    for (OfferedChange offer : outcome.taken()) {
      terminal.print("taken: %s, so that %s.%n", offer.id(), offer.change());
    }
    for (OfferedChange offer : outcome.open()) {
      terminal.print(
          "offered: %s, so that %s. Without it, %s. Take it with \"coach migrate --take %s\".%n",
          offer.id(), offer.change(), offer.withoutIt(), offer.id());
    }
    terminal
        .out()
        .println(
            outcome.applied().isEmpty()
                ? "The database was at version %s already.".formatted(Migrations.NEWEST)
                : "The database is at version %s.".formatted(Migrations.NEWEST));
  }
}
