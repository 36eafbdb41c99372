package coach.cli;

import coach.bench.Deployment;
import coach.bench.Plot;
import coach.bench.Report;
import coach.bench.Result;
import coach.bench.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares deployments of coach by what their clients wait for. */
final class Bench {
  private static final int MOST_DEPLOYMENTS = 12;

  private Bench() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options =
        Options.read(
            Command.BENCH,
            arguments,
            Set.of("--json"),
            Set.of("--calls", "--at-once", "--seconds", "--token", "--svg"),
            MOST_DEPLOYMENTS);
    int atOnce = number(options, "--at-once", 1, 16);
    Duration patience = Duration.ofSeconds(number(options, "--seconds", 60, 600));
    Trial trial = new Trial(number(options, "--calls", 50, 2_000), atOnce, patience);
    List<Result> results = new ArrayList<>();
    for (Deployment deployment : deployments(terminal, options)) {
      terminal.err().println("asking " + deployment.name());
      results.add(trial.of(deployment));
    }
    show(terminal, options, new Report(results, atOnce));
    boolean whole = results.stream().allMatch(result -> result.stopped().isEmpty());
    return whole ? 0 : 1;
  }

  private static void show(Terminal terminal, Options options, Report report) {
    if (options.has("--json")) {
      terminal.out().println(report.json().toPrettyString());
    } else {
      terminal.out().print(report.table());
    }
    options.value("--svg").ifPresent(file -> draw(report.results(), file));
  }

  private static int number(Options options, String name, int fallback, int most) {
    String text = options.value(name).orElse(Integer.toString(fallback));
    if (!text.matches("[1-9]\\d{0,6}") || Integer.parseInt(text) > most) {
      throw options.wrong("%s is \"%s\" and must be from 1 to %d".formatted(name, text, most));
    }
    return Integer.parseInt(text);
  }

  /** A token goes to the one address that it was given for. */
  private static List<Deployment> deployments(Terminal terminal, Options options) {
    List<String> words = options.words();
    if (words.isEmpty()) {
      throw options.wrong("it needs the address of at least one coach");
    }
    String given =
        options.value("--token").orElse(terminal.environment().getOrDefault("BENCH_TOKEN", ""));
    List<String> tokens = List.of(given.strip().split(",", -1));
    if (!given.isBlank() && tokens.size() != words.size()) {
      throw options.wrong(
          "there are %d tokens for %d addresses; give one for each, in their order and with commas between, empty where none is needed"
              .formatted(tokens.size(), words.size()));
    }
    List<Deployment> deployments = new ArrayList<>();
    try {
      for (int index = 0; index < words.size(); index++) {
        String token = given.isBlank() ? "" : tokens.get(index).strip();
        deployments.add(Deployment.read(words.get(index), token));
      }
    } catch (IllegalArgumentException fault) {
      throw options.wrong(fault.getMessage());
    }
    return deployments;
  }

  private static void draw(List<Result> results, String file) {
    try {
      Files.writeString(Path.of(file), Plot.of(results));
    } catch (IOException unwritable) {
      throw new Failure("\"%s\" cannot be written: choose another --svg.".formatted(file));
    }
  }
}
