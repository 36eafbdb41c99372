package coach.views;

import coach.Caller;
import coach.demo.DemoAccount;
import coach.mcp.Talk;
import coach.testing.CoachDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

/** The demo year's charts as coach answers them, and series that nobody's demo holds. */
final class DemoCharts implements AutoCloseable {
  private final CoachDatabase database = new CoachDatabase();
  final ViewHost host;

  DemoCharts() throws IOException {
    Caller caller = database.account(DemoAccount.NAME);
    LocalDate today = DemoAccount.today(Clock.systemUTC());
    DemoAccount.endingOn(today).store(database.coach(), caller, percent -> {});
    host = new ViewHost(database.coach(), caller);
  }

  JsonNode squat() {
    return host.call(Map.of("exercise", "squat", "days", 365));
  }

  /** A host's context: its theme and an English locale. */
  static ObjectNode context(String theme) {
    return Talk.JSON.createObjectNode().put("theme", theme).put("locale", "en-GB");
  }

  /** An answer of so many daily points that fall from 120 kg by a fixed step. */
  static ObjectNode falling(String exercise, int count, double stepKg) {
    LocalDate first = LocalDate.parse("2026-11-22").minusDays(count - 1);
    ObjectNode answer = Talk.JSON.createObjectNode();
    ObjectNode data = answer.putObject("structuredContent");
    data.putObject("exercise").put("id", "x").put("name", exercise);
    data.put("metric", "e1rm").put("value_unit", "kg").put("days", 365).put("unit", "kg");
    data.put("since", "2025-11-22").put("to", "2026-11-22").put("time_zone", "Europe/Berlin");
    data.put("one_rm_formula", "Brzycki").put("sessions", count).put("thinned_out", 0);
    ArrayNode points = data.putArray("points");
    points.addArray().add("date").add("value").add("set").add("sets");
    for (int index = 0; index < count; index++) {
      points
          .addArray()
          .add(first.plusDays(index).toString())
          .add(120 + stepKg * index)
          .add("100x5")
          .add(3);
    }
    ObjectNode trend = data.putObject("trend").put("per_week", 7 * stepKg);
    trend.put("direction", count > 22 ? "rising" : "unclear");
    trend.put("data", count > 22 ? "plenty" : "little");
    data.putNull("trend_line");
    data.putArray("layoffs");
    data.putArray("metrics").add("e1rm").add("volume");
    data.putObject("left_out").put("warm_up", count);
    return answer;
  }

  @Override
  public void close() {
    host.close();
    database.close();
  }
}
