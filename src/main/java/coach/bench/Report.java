package coach.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Deployments side by side, as a table for people and as JSON for programs. */
public record Report(List<Result> results, int atOnce) {
  private static final List<String> HEAD =
      List.of("deployment", "calls", "cold start", "p50", "p95", "p99", "statement");

  private static final String NOTES =
      """
      Cold start is the first request with its connection: of a coach that was asleep, its waking.
      Statement is p95 without the median of /health: the statement, the way to the database, the tool.
      Targets: p95 under 2 s, statement under 100 ms, cold start under 500 ms.
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A table in Markdown, whose columns also stand below each other on a screen. */
  public String table() {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    results.forEach(result -> rows.add(row(result)));
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        text.append("| ").append(padded(row.get(column), width(rows, column))).append(' ');
      }
      text.append("|\n").append(row == HEAD ? rule(rows) : "");
    }
    text.append('\n').append(NOTES);
    for (Result result : results) {
      String sentence = result.stopped();
      text.append(sentence.isEmpty() ? "" : result.deployment().name() + ": " + sentence + "\n");
    }
    return text.toString();
  }

  private static String rule(List<List<String>> rows) {
    StringBuilder rule = new StringBuilder();
    for (int column = 0; column < HEAD.size(); column++) {
      rule.append('|').append("-".repeat(width(rows, column) + 2));
    }
    return rule.append("|\n").toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }

  private static List<String> row(Result result) {
    return List.of(
        result.deployment().name(),
        Integer.toString(result.calls().length),
        judged(result, Expectation.COLD_START),
        shown(result.percentile(50)),
        judged(result, Expectation.ANSWER),
        shown(result.percentile(99)),
        judged(result, Expectation.STATEMENT));
  }

  private static String judged(Result result, Expectation target) {
    double value = result.of(target);
    return Double.isNaN(value)
        ? shown(value)
        : shown(value) + (target.isMet(value) ? " met" : " missed");
  }

  /** Milliseconds as people read them. */
  static String shown(double milliseconds) {
    if (Double.isNaN(milliseconds)) {
      return "-";
    }
    return milliseconds < 10
        ? String.format(Locale.ROOT, "%.1f ms", milliseconds)
        : String.format(Locale.ROOT, "%.0f ms", milliseconds);
  }

  /** The same in milliseconds, with null for what was not measured. */
  public ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("measured_at", Instant.now().toString()).put("at_once", atOnce);
    ObjectNode targets = json.putObject("targets_ms");
    for (Expectation target : Expectation.values()) {
      targets.put(key(target), target.under);
    }
    ArrayNode all = json.putArray("deployments");
    for (Result result : results) {
      ObjectNode one = all.addObject();
      one.put("name", result.deployment().name()).put("url", result.deployment().url().toString());
      one.put("calls", result.calls().length);
      put(one, "p50_ms", result.percentile(50));
      put(one, "p95_ms", result.percentile(95));
      put(one, "p99_ms", result.percentile(99));
      put(one, "statement_ms", result.statement());
      put(one, "cold_start_ms", result.coldStart());
      ObjectNode met = one.putObject("met");
      for (Expectation target : Expectation.values()) {
        double value = result.of(target);
        met.put(key(target), Double.isNaN(value) ? null : (Boolean) target.isMet(value));
      }
      one.put("stopped", result.stopped().isEmpty() ? null : result.stopped());
    }
    return json;
  }

  private static String key(Expectation target) {
    return target.label.replace(' ', '_');
  }

  private static void put(ObjectNode one, String name, double milliseconds) {
    one.put(
        name, Double.isNaN(milliseconds) ? null : (Double) (Math.round(milliseconds * 10) / 10.0));
  }
}
