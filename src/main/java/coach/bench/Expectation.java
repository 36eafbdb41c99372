package coach.bench;

/** What coach's owner expects of a deployment, and what helps where it is not so. */
public enum Expectation {
  ANSWER(
      2_000,
      "p95",
      "look which tool it is (coach_tool_seconds on METRICS_PORT), and give coach more processor"),
  STATEMENT(
      100,
      "statement",
      "move coach into the database's region, or the database to a plan with more memory"),
  COLD_START(
      500,
      "cold start",
      "keep one machine awake, or take a host that wakes faster (docs/hosting.md)");

  /** Milliseconds that it should stay under. */
  public final int under;

  public final String label;

  /** What to do where it is missed, as the end of a sentence. */
  public final String remedy;

  Expectation(int under, String label, String remedy) {
    this.under = under;
    this.label = label;
    this.remedy = remedy;
  }

  /** Whether so many milliseconds are few enough. */
  public boolean isMet(double milliseconds) {
    return milliseconds < under;
  }
}
