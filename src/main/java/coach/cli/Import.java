package coach.cli;

import coach.Caller;
import coach.Config;
import coach.app.App;
import coach.db.Answer;
import coach.imports.ImportError;
import coach.imports.ImportedLog;
import coach.imports.LogReader;
import coach.imports.Preview;
import coach.imports.ReadOptions;
import coach.store.Backup;
import coach.store.ImportLookup;
import coach.store.ImportPlan;
import coach.store.Restore;
import coach.store.Storage;
import coach.training.Unit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a training log in: shows what is in the file first, and stores it when the person agrees.
 */
record Import(Terminal terminal, Options options, Path file) {
  private static final long MOST_BYTES = 512L * 1024 * 1024;

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options =
        Options.read(
            Command.IMPORT,
            arguments,
            Set.of("--yes"),
            Set.of("--unit", "--names"),
            Integer.MAX_VALUE);
    Path file =
        Path.of(options.word(0).orElseThrow(() -> options.wrong("it needs the file to import")));
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new Failure("There is no readable file %s. Check its name.".formatted(file));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new Failure("%s is larger than 512 MB. Export fewer workouts.".formatted(file));
    }
    try {
      return new Import(terminal, options, file).run();
    } catch (ImportError unusable) {
      throw new Failure(unusable.getMessage());
    }
  }

  private int run() throws Exception {
    if (isBackup()) {
      return backup();
    }
    ImportedLog log = read();
    terminal.out().println(Preview.of(log));
    if (log.sessions().isEmpty()) {
      throw new Failure("The file holds no workout that coach could store.");
    }
    try (App app = open()) {
      Caller lifter = app.caller().owner();
      Map<String, String> wanted = wanted(log);
      ImportLookup known = ImportLookup.of(app.database(), lifter, log, wanted.values(), null);
      ImportPlan plan = ImportPlan.of(log, known, wanted);
      PlanText.print(plan, terminal.out());
      check(app.database().run(lifter, "breaks_at_37_reps", Map.of()), plan);
      return agreed() ? stored(app, lifter, plan.parts(known), known.kept().size()) : notStored();
    }
  }

  /** A person who is there can say what the file does not. */
  private ImportedLog read() throws IOException {
    Optional<Unit> said = options.value("--unit").map(this::unit);
    try {
      return read(said.orElse(null));
    } catch (ImportError.NoUnit unknown) {
      String answer = asked("The file does not say its unit. Are its weights in kg or lb? ");
      if (answer.isEmpty()) {
        throw unknown;
      }
      return read(unit(answer));
    }
  }

  private ImportedLog read(Unit unit) throws IOException {
    try (ProgressBar progress = terminal.progress()) {
      return LogReader.read(
          file,
          ReadOptions.standard().withUnit(unit),
          (read, total) -> progress.part("bytes", read, total));
    }
  }

  private Unit unit(String text) {
    try {
      return Unit.parse(text);
    } catch (IllegalArgumentException unknown) {
      throw options.wrong("the unit is \"" + text + "\"; send kg or lb");
    }
  }

  private App open() throws Exception {
    return App.open(Config.read(terminal.environment()), terminal.progress()::say);
  }

  private boolean isBackup() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Backup.looksLike(in.readNBytes(64));
    }
  }

  private int backup() throws Exception {
    ObjectNode document;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      document = Backup.read(in);
    }
    terminal.print(
        "A coach backup of %s: %d sessions, %d plans, %d own exercises.%n",
        document.path("exported_at").asText("an unknown day"),
        Restore.sessions(document),
        document.path("user_plan").size(),
        document.path("base_exercise").size());
    try (App app = open()) {
      Caller lifter = app.caller().owner();
      return agreed()
          ? stored(app, lifter, Restore.parts(app.database(), lifter, document), 0)
          : notStored();
    }
  }

  /** What the words of the command and the file of names say about names of the log. */
  private Map<String, String> wanted(ImportedLog log) throws IOException {
    Map<String, String> wanted = new LinkedHashMap<>();
    List<String> names = ImportPlan.names(log);
    for (String line : options.value("--names").isPresent() ? namesFile() : List.<String>of()) {
      // One such file serves every import, so it may name what this log does not.
      if (!line.isBlank() && names.contains(pair(line)[0])) {
        wanted.put(pair(line)[0], pair(line)[1]);
      }
    }
    for (String word : options.words().subList(1, options.words().size())) {
      wanted.put(pair(word)[0], pair(word)[1]);
    }
    return wanted;
  }

  private List<String> namesFile() throws IOException {
    Path path = Path.of(options.value("--names").orElseThrow());
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new Failure("There is no readable file %s. Check its name.".formatted(path));
    }
    return Files.readAllLines(path);
  }

  private String[] pair(String line) {
    String[] pair = line.strip().split("\\s*=\\s*", 2);
    if (pair.length < 2 || pair[1].isEmpty()) {
      throw options.wrong("\"%s\" is not \"name in the file=exercise\"".formatted(line));
    }
    return pair;
  }

  private void check(Answer account, ImportPlan plan) {
    terminal.print(
        "Times are read as %s. To set another zone first: coach call update_settings"
            + " time_zone=Europe/Berlin%n",
        account.context().zone());
    List<String> sets = plan.longSets();
    if (!sets.isEmpty() && account.data().asBoolean()) {
      sets.stream().limit(10).forEach(set -> terminal.out().println("  " + set));
      throw new Failure(
          "Sets of 37 or more reps, which the statistics of this workout app cannot count: %d. Nothing is stored. Make two sets of each, or let the owner of the database run \"coach migrate --take exercise-stats\"."
              .formatted(sets.size()));
    }
  }

  private boolean agreed() throws IOException {
    return options.has("--yes") || asked("Store this? [y/N] ").matches("(?i)y.*");
  }

  /** What a person at the terminal types; empty where there is none. */
  private String asked(String question) throws IOException {
    if (!terminal.live() || System.console() == null) {
      return "";
    }
    terminal.err().print(question);
    terminal.err().flush();
    return terminal.line();
  }

  private int notStored() {
    terminal.out().println("Nothing is stored. Add --yes to store it.");
    return 0;
  }

  private int stored(App app, Caller lifter, List<ObjectNode> parts, int kept) {
    Storage.Stored stored;
    try (ProgressBar progress = terminal.progress()) {
      stored =
          Storage.store(app.database(), lifter, parts, done -> shown(progress, done, parts.size()));
    }
    terminal.print(
        "Workouts stored: %d; already stored: %d; exercises created: %d.%n",
        stored.sessions(), stored.alreadyThere() + kept, stored.exercises());
    stored.settings().forEach(terminal.out()::println);
    if (stored.replaced() > 0) {
      terminal.print(
          "Earlier workouts replaced, because the file tells them otherwise now: %d."
              + " undo_last_change takes it back.%n",
          stored.replaced());
    }
    return 0;
  }

  private static void shown(ProgressBar progress, int done, int total) {
    progress.part("parts", done, total);
    if (done == total) {
      progress.say("storing them");
    }
  }
}
