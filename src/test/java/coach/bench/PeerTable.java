package coach.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, by server and by what; of several runs the median counts. */
final class PeerTable {
  private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();

  synchronized void add(String row, String column, double value) {
    rows.computeIfAbsent(row, name -> new LinkedHashMap<>())
        .computeIfAbsent(column, name -> new ArrayList<>())
        .add(value);
  }

  synchronized void leaveOut(String row, String why) {
    leftOut.put(row, why);
  }

  /** NaN where it was not measured. */
  double of(String row, String column) {
    List<Double> values = rows.getOrDefault(row, Map.of()).getOrDefault(column, List.of());
    return values.isEmpty()
        ? Double.NaN
        : Bench.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** One line a server, one column for each of these, and below it who is missing and why. */
  String markdown(List<String> columns) {
    StringBuilder table = new StringBuilder("| |");
    columns.forEach(column -> table.append(' ').append(column).append(" |"));
    table.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
    for (String row : rows.keySet()) {
      if (columns.stream().anyMatch(column -> !Double.isNaN(of(row, column)))) {
        table.append("| ").append(row).append(" |");
        columns.forEach(column -> table.append(' ').append(text(of(row, column))).append(" |"));
        table.append('\n');
      }
    }
    leftOut.forEach(
        (row, why) -> table.append("\nLeft out: ").append(row).append(": ").append(why));
    return table.toString();
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.1f" : "%.0f", value);
  }

  /** Every single run too. */
  ObjectNode json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    rows.forEach((row, columns) -> json.set(row, new ObjectMapper().valueToTree(columns)));
    leftOut.forEach((row, why) -> json.putObject(row).put("left out", why));
    return json;
  }
}
