package coach.metrics;

import coach.Measures;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;

/** Counts in memory, from the start of the process on, and writes it as text when asked. */
public final class PrometheusMeasures implements Measures {
  /** What {@link #page()} is, for the header. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  /** In seconds, with the owner's targets for statements, cold starts and answers among them. */
  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Instant started =
      ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  private final AtomicBoolean silent = new AtomicBoolean(true);
  private final Counter requests =
      counter("coach_http_requests", "Requests answered over HTTP", "route", "status");
  private final Counter calls = counter("coach_tool_calls", "Tool calls", "tool", "outcome");
  private final Counter refusals = counter("coach_refusals", "What was refused, by reason", "kind");
  private final Histogram tools = histogram("coach_tool_seconds", "Time of a tool call", "tool");
  private final Histogram statements =
      histogram(
          "coach_statement_seconds",
          "Round trip of one file of sql, without the wait for a connection",
          "statement");
  private final Histogram waits =
      histogram("coach_pool_wait_seconds", "Wait for a database connection");
  private final Gauge coldStart =
      Gauge.builder()
          .name("coach_cold_start_seconds")
          .help("From the start of the process to its first database answer, or to listening")
          .labelNames("until")
          .register(registry);

  /**
   * @param version of coach
   */
  public PrometheusMeasures(String version) {
    Info.builder()
        .name("coach_build_info")
        .help("Which coach and which Java this is")
        .labelNames("version", "java")
        .register(registry)
        .setLabelValues(version, Runtime.version().toString());
    Runtime java = Runtime.getRuntime();
    gauge(
        "coach_heap_used_bytes",
        "Java's heap in use",
        () -> java.totalMemory() - java.freeMemory());
    gauge("coach_heap_max_bytes", "Most that Java's heap may take", java::maxMemory);
    gauge("coach_uptime_seconds", "Age of the process", this::age);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private Histogram histogram(String name, String help, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(BOUNDS)
        .register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private double age() {
    return Duration.between(started, Instant.now()).toNanos() / 1e9;
  }

  private static double seconds(long nanos) {
    return (double) nanos / TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public void request(String route, int status) {
    requests.labelValues(route, Integer.toString(status)).inc();
  }

  @Override
  public void tool(String name, String outcome, long nanos) {
    calls.labelValues(name, outcome).inc();
    tools.labelValues(name).observe(seconds(nanos));
  }

  @Override
  public void statement(String file, long nanos) {
    statements.labelValues(file).observe(seconds(nanos));
    if (silent.compareAndSet(true, false)) {
      coldStart.labelValues("database").set(age());
    }
  }

  @Override
  public void connection(long nanos) {
    waits.observe(seconds(nanos));
  }

  @Override
  public void refused(String kind) {
    refusals.labelValues(kind).inc();
  }

  @Override
  public void listening() {
    coldStart.labelValues("listening").set(age());
  }

  /** Everything, in Prometheus's text format. */
  public byte[] page() {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(page, registry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return page.toByteArray();
  }
}
