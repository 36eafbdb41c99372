package coach.cli;

import coach.Config;
import coach.bench.Expectation;
import coach.cli.Doctor.Checkup;
import coach.db.ServerStatements;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** The doctor's look at how much coach is asked, how fast it answers and what that costs. */
record Figures(Checkup checkup, Config config, ServerStatements statements) {
  private static final double HOURS_A_MONTH = 730;

  /** Fly's 256 MB for a month (docs/hosting.md), in dollars. */
  private static final double AWAKE_ALL_MONTH = 2.02;

  /** How long a call keeps a machine awake that stops when it is not asked. */
  private static final double AWAKE_HOURS = 5 / 60.0;

  /** What a call of every host's free plan allows (docs/hosting.md). */
  private static final long FREE_CALLS = 1_000_000;

  private static final int TRIPS = 5;

  void examine() {
    Optional<MetricsPage> page = MetricsPage.read(config.metricsPort());
    double month = page.map(this::measuredVolume).orElseGet(this::loggedVolume);
    String why =
        page.isPresent()
            ? "not measured: no calls since coach started"
            : config.metricsPort() == 0
                ? "not measured: METRICS_PORT is not set"
                : "not measured: no coach on this machine has METRICS_PORT " + config.metricsPort();
    judge(Expectation.ANSWER, "answers", page.flatMap(p -> p.p95("coach_tool_seconds")), why);
    Optional<Double> statement = page.flatMap(p -> p.p95("coach_statement_seconds"));
    judge(Expectation.STATEMENT, "statement", statement.or(() -> Optional.of(roundTrip())), why);
    judge(
        Expectation.COLD_START,
        "cold start",
        page.flatMap(p -> p.most("coach_cold_start_seconds")),
        why);
    cost(month);
  }

  /** Calls a month at the pace since the start. */
  private double measuredVolume(MetricsPage page) {
    double calls = page.sum("coach_tool_calls_total");
    double hours = Math.max(page.sum("coach_uptime_seconds") / 3600, 1 / 60.0);
    return volume("%.0f calls in %.1f hours since coach started", calls, hours);
  }

  /** Calls a month at the pace of the last hour, which is all that the call log keeps. */
  private double loggedVolume() {
    double calls = statements.run("count_calls", Map.of()).path("calls").asDouble();
    return volume("%.0f limited calls in the last hour", calls, 1);
  }

  private double volume(String counted, double calls, double hours) {
    double hourly = calls / hours;
    String pace = ": %,.0f a day and %,.0f a month at that pace";
    checkup.ok(
        "volume",
        String.format(Locale.ROOT, counted, calls, hours)
            + String.format(Locale.ROOT, pace, hourly * 24, hourly * HOURS_A_MONTH));
    return hourly * HOURS_A_MONTH;
  }

  private void judge(Expectation target, String what, Optional<Double> seconds, String unknown) {
    if (seconds.isEmpty()) {
      checkup.ok(what, unknown + "; the target is under %d ms".formatted(target.under));
      return;
    }
    double milliseconds = seconds.get() * 1000;
    // A bound is what the values stay under, so that one at the target still meets it.
    boolean met = milliseconds <= target.under;
    String found =
        "%s within %.0f ms, target %d ms".formatted(target.label, milliseconds, target.under);
    if (met) {
      checkup.ok(what, found);
    } else {
      checkup.warn(what, "%s: %s.".formatted(found, target.remedy));
    }
  }

  /** The median of a few statements that hardly do anything, in seconds. */
  private double roundTrip() {
    return LongStream.range(0, TRIPS)
            .map(
                trip -> {
                  long begun = System.nanoTime();
                  statements.run("count_calls", Map.of());
                  return System.nanoTime() - begun;
                })
            .sorted()
            .skip(TRIPS / 2)
            .findFirst()
            .orElseThrow()
        / 1e9;
  }

  private void cost(double month) {
    double dollars = AWAKE_ALL_MONTH * Math.min(1, month * AWAKE_HOURS / HOURS_A_MONTH);
    String found =
        String.format(
            Locale.ROOT,
            "at most $%.2f a month for one machine of 256 MB that stops when it is not asked (Fly's"
                + " price)",
            dollars);
    if (month <= FREE_CALLS) {
      checkup.ok("cost", found);
    } else {
      checkup.warn(
          "cost", found + "; free plans end at a million calls: compare docs/hosting.md again.");
    }
  }
}
