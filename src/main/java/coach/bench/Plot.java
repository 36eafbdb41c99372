package coach.bench;

import java.util.List;
import java.util.Locale;

/**
 * The results as a picture: one row for each deployment on a logarithmic scale, because a cold
 * start takes a thousand times as long as a call.
 */
public final class Plot {
  private static final int LEFT = 190;
  private static final int RIGHT = 730;
  private static final int TOP = 64;
  private static final int ROW = 44;
  private static final double FIRST = 1;
  private static final double LAST = 100_000;
  private static final int LETTERS = 24;

  /** Colours that can be told apart on white and on black. */
  private static final String STYLE =
      """
      <style>
        text{font:13px system-ui,sans-serif;fill:#333}.axis{font-size:11px;fill:#666}
        .back{fill:#fff}.grid{stroke:#ddd}.span{stroke:#888;stroke-width:2}
        .target{stroke:#b3261e;stroke-dasharray:4 3}.limit{font-size:11px;fill:#b3261e}
        .p50{fill:#0b6e4f}.p95{fill:#1a5fb4}.p99{fill:#613583}.cold{fill:#c64600}
        @media(prefers-color-scheme:dark){text{fill:#ddd}.axis{fill:#aaa}.back{fill:#161616}
        .grid{stroke:#3a3a3a}.target{stroke:#ff8a80}.limit{fill:#ff8a80}
        .p50{fill:#57d9a3}.p95{fill:#78aeff}.p99{fill:#d9a8ff}.cold{fill:#ffa26b}}
      </style>
      """;

  private Plot() {}

  /** A whole SVG document. */
  public static String of(List<Result> results) {
    int bottom = TOP + ROW * results.size();
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 %d\" role=\"img\">\n"
            .formatted(bottom + 66));
    svg.append("<title>Answer times of ").append(results.size()).append(" deployments</title>\n");
    svg.append(STYLE).append("<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n");
    axis(svg, bottom);
    for (int row = 0; row < results.size(); row++) {
      row(svg, results.get(row), TOP + ROW * row + ROW / 2);
    }
    legend(svg, bottom + 48);
    return svg.append("</svg>\n").toString();
  }

  private static void axis(StringBuilder svg, int bottom) {
    for (double value = FIRST; value <= LAST; value *= 10) {
      svg.append(line("grid", x(value), TOP, x(value), bottom));
      String label = value < 1000 ? (int) value + " ms" : (int) value / 1000 + " s";
      svg.append(text("axis", "middle", x(value), bottom + 16, label));
    }
    limit(svg, Expectation.COLD_START, "end", -4, bottom);
    limit(svg, Expectation.ANSWER, "start", 4, bottom);
  }

  private static void limit(
      StringBuilder svg, Expectation target, String anchor, int beside, int bottom) {
    double x = x(target.under);
    svg.append(line("target", x, TOP - 14, x, bottom));
    String label = "%s under %d ms".formatted(target.label, target.under);
    svg.append(text("limit", anchor, x + beside, TOP - 18, label));
  }

  private static void row(StringBuilder svg, Result result, int y) {
    String name = result.deployment().name();
    String shown = name.length() > LETTERS ? name.substring(0, LETTERS - 1) + "…" : name;
    svg.append(text("name", "end", LEFT - 14, y + 5, shown));
    if (result.calls().length > 0) {
      svg.append(line("span", x(result.percentile(50)), y, x(result.percentile(99)), y));
      for (int percent : List.of(99, 95, 50)) {
        double value = result.percentile(percent);
        svg.append(dot("p" + percent, x(value), y, "p" + percent + " " + Report.shown(value)));
      }
    }
    if (!Double.isNaN(result.coldStart())) {
      String told = "cold start " + Report.shown(result.coldStart());
      svg.append(diamond(x(result.coldStart()), y, told));
    } else {
      svg.append(text("axis", "start", LEFT + 8, y + 5, "no answer"));
    }
  }

  private static void legend(StringBuilder svg, int y) {
    int x = LEFT;
    for (int percent : List.of(50, 95, 99)) {
      svg.append(dot("p" + percent, x, y - 4, ""));
      svg.append(text("axis", "start", x + 12, y, "p" + percent));
      x += 70;
    }
    svg.append(diamond(x, y - 4, ""));
    svg.append(text("axis", "start", x + 12, y, "cold start: the first request"));
  }

  private static double x(double milliseconds) {
    double within = Math.max(FIRST, Math.min(LAST, milliseconds));
    return LEFT + (RIGHT - LEFT) * Math.log10(within / FIRST) / Math.log10(LAST / FIRST);
  }

  private static String line(String style, double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
        style,
        x1,
        y1,
        x2,
        y2);
  }

  private static String dot(String style, double x, double y, String told) {
    return String.format(
        Locale.ROOT,
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"6\"><title>%s</title></circle>%n",
        style,
        x,
        y,
        told);
  }

  private static String diamond(double x, double y, String told) {
    return String.format(
        Locale.ROOT,
        "<path class=\"cold\" d=\"M%.1f %.1fl7 7-7 7-7-7z\"><title>%s</title></path>%n",
        x,
        y - 7,
        told);
  }

  private static String text(String style, String anchor, double x, double y, String words) {
    return String.format(
        Locale.ROOT,
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
        style,
        anchor,
        x,
        y,
        words.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
