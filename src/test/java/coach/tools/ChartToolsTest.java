package coach.tools;

import static coach.tools.TrainingLog.Done.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartToolsTest {
  private static final String CHART = "show_progress_chart";
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode chart(Object... arguments) {
    return Ask.json(log, CHART, arguments);
  }

  private String text(Object... arguments) {
    return Ask.text(log, CHART, arguments);
  }

  /** One session of fives a week, the last one today. */
  private void weeks(int count, double firstKg, double stepKg) {
    for (int week = 0; week < count; week++) {
      log.session(log.daysAgo(7 * (count - 1 - week))).did("bench", firstKg + stepKg * week, 5, 5);
    }
  }

  @Test
  void aSeriesHasItsNumbersAndItsPicture() {
    weeks(8, 100, 2.5);
    JsonNode json = chart("exercise", "bench");
    assertEquals("e1rm", json.get("metric").textValue());
    assertEquals("kg", json.get("value_unit").textValue());
    assertEquals(8, json.get("sessions").intValue());
    JsonNode first = json.at("/points/0");
    assertEquals(log.daysAgo(49).toString(), first.get("date").textValue());
    assertEquals(112.5, first.get("value").doubleValue());
    assertEquals("100x5", first.get("set").textValue());
    assertEquals(2, first.get("sets").intValue());
    assertFalse(first.has("record"));
    assertEquals(7, json.get("records").intValue());
    assertTrue(json.at("/points/7/record").booleanValue());
    assertEquals(json.at("/points/7/value"), json.at("/trend_line/last"));
    String text = text("exercise", "bench");
    assertTrue(text.contains("\n\n▁▂▃▄▅▆▇█\n\n"), text);
    assertTrue(text.contains("First 112.5 (" + log.daysAgo(49) + ", 100x5), last 132.19"), text);
    assertTrue(
        text.contains(
            "A block is the best of 7 days up to today, from 112.5 to 132.19 kg (not from 0)."),
        text);
    assertTrue(text.contains("Trend: rising; +2.81 kg a week"), text);
    assertTrue(text.contains("Records: 7, the last ") && text.contains("(" + log.today()), text);
  }

  @ParameterizedTest
  @CsvSource({"e1rm, e1rm_trend", "volume, volume_trend", "reps, reps_trend"})
  void theTrendIsThatOfAnalyzeProgress(String metric, String trend) {
    weeks(9, 80, 1.5);
    log.deload(log.daysAgo(10)).did("bench", 60, 5);
    log.session(log.daysAgo(3)).sets("bench", set("warm-up", 60, 10), set(95, 4), set(70, 12));
    JsonNode analyzed =
        Ask.json(log, "analyze_progress", "exercise", "bench", "time_period_days", 90);
    JsonNode json = chart("exercise", "bench", "metric", metric);
    ObjectNode same = (ObjectNode) analyzed.get(trend);
    same.remove("mean");
    assertEquals(same, json.get("trend"));
    assertEquals(analyzed.at("/plateau/layoffs"), json.get("layoffs"));
  }

  @Test
  void recordsAreThoseOfThePersonalRecords() {
    weeks(6, 100, 2.5);
    log.session(log.daysAgo(100)).did("bench", 106, 5);
    JsonNode records =
        Ask.json(
            log, "get_personal_records", "exercise", "bench", "since", log.daysAgo(90).toString());
    long known =
        records.findValues("new_records").stream()
            .flatMap(list -> list.findValuesAsText("kind").stream())
            .filter("one_rep_max"::equals)
            .count();
    assertEquals(3, known, records.toString());
    assertEquals(3, chart("exercise", "bench").get("records").intValue());
  }

  @Test
  void deloadsAndLayoffsAreMarked() {
    log.session(log.daysAgo(60)).did("bench", 100, 5);
    log.deload(log.daysAgo(53)).did("bench", 60, 5);
    log.session(log.daysAgo(5)).did("bench", 95, 5);
    JsonNode json = chart("exercise", "bench");
    assertEquals(log.daysAgo(53).toString(), json.at("/deloads/0").textValue());
    assertTrue(json.at("/points/1/deload").booleanValue());
    assertEquals(48, json.at("/layoffs/0/days").intValue());
    String text = text("exercise", "bench");
    assertTrue(text.contains("Deloads (shown, not in the trend): " + log.daysAgo(53)), text);
    assertTrue(text.contains("Layoffs: " + log.daysAgo(53) + " to " + log.daysAgo(5)), text);
    assertTrue(text.contains("·····"), text);
    assertTrue(text.contains("; · is 7 days without the lift."), text);
  }

  @Test
  void whatIsLeftOutIsCountedAndNamed() {
    log.session(log.daysAgo(8))
        .sets("bench", set("warm-up", 60, 10), set(100, 5), set(100, 0), set(60, 15));
    log.session(log.daysAgo(3)).did("bench", 100, 5).draft("bench", 105, 5);
    log.session(log.daysAgo(-1)).did("bench", 300, 5);
    JsonNode e1rm = chart("exercise", "bench").get("left_out");
    assertEquals(
        "{\"warm_up\":1,\"no_reps\":1,\"over_12_reps\":1,\"drafts\":1,\"dated_after_today\":1}",
        e1rm.toString());
    JsonNode volume = chart("exercise", "bench", "metric", "volume");
    assertFalse(volume.get("left_out").has("over_12_reps"));
    assertEquals(1400, volume.at("/points/0/value").doubleValue());
    assertTrue(text("exercise", "bench").contains("Left out: 1 warm-up set, 1 set without a rep"));
  }

  @Test
  void bodyWeightIsPointedToReps() {
    log.session(log.daysAgo(8)).did("pull up", 0, 8, 8);
    log.session(log.daysAgo(2)).did("pull up", 0, 10, 8);
    JsonNode json = chart("exercise", "pull up");
    assertTrue(json.get("points").isEmpty());
    assertFalse(json.has("first") || json.has("trend_line"));
    assertEquals("[\"reps\"]", json.get("metrics").toString());
    assertTrue(text("exercise", "pull up").contains("Ask for metric reps."));
    JsonNode reps = chart("exercise", "pull up", "metric", "reps");
    assertEquals("bwx10", reps.at("/points/1/set").textValue());
    assertEquals("reps", reps.get("value_unit").textValue());
    assertTrue(reps.at("/points/1/record").booleanValue());
  }

  @Test
  void aMeasurementOfTheBodyIsChartedInsteadOfAnExercise() {
    log.settings("{\"unit\": \"lb\"}");
    for (int week = 60; week >= 0; week--) {
      Object[] value = {
        "measurements",
        List.of(Map.of("kind", "waist", "value", 85 - week / 10.0, "unit", "cm")),
        "date",
        log.daysAgo(7 * week).toString()
      };
      Ask.json(log, "log_body_measurement", value);
    }
    JsonNode json = chart("measurement", "waist", "days", 365);
    assertEquals("in", json.get("value_unit").textValue());
    assertEquals(53, json.get("sessions").intValue());
    assertEquals(48, json.get("points").size());
    assertEquals(5, json.get("thinned_out").intValue());
    assertEquals(33.46, json.at("/points/47/value").doubleValue());
    assertEquals(0.04, json.at("/trend/per_week").doubleValue());
    assertEquals(33.46, json.at("/trend_line/last").doubleValue(), 0.02);
    String text = text("measurement", "waist", "days", 365);
    assertTrue(text.contains("Trend: +0.04 in a week over 53 values (rising, data plenty)."), text);
    assertTrue(text("measurement", "hips").contains("Nothing measured in this period"));
    assertTrue(Ask.refusal(log, CHART).startsWith("exercise is missing."));
    assertTrue(
        Ask.refusal(log, CHART, "exercise", "bench", "measurement", "hips").contains("both sent"));
  }

  @Test
  void anEmptyPeriodSaysWhatToDo() {
    log.session(log.daysAgo(200)).did("bench", 100, 5);
    String text = text("exercise", "bench");
    assertTrue(text.contains("0 sessions"), text);
    assertTrue(text.contains("No finished work sets in this period. Ask for more days."), text);
    assertTrue(text.contains("Layoff: " + log.daysAgo(200)), text);
  }

  @Test
  void poundsAreShownToWhoLiftsInPounds() {
    log.settings("{\"unit\": \"lb\"}");
    log.session(log.daysAgo(2)).did("bench", 100, 1);
    JsonNode json = chart("exercise", "bench");
    assertEquals("lb", json.get("value_unit").textValue());
    assertEquals(220.5, json.at("/points/0/value").doubleValue());
    assertEquals("220.5x1", json.at("/points/0/set").textValue());
  }

  @Test
  void anAmbiguousNameComesBackWithItsCandidates() {
    assertTrue(Ask.refusal(log, CHART, "exercise", "machine press").contains("could be several"));
  }

  @Test
  void aDailyYearIsThinnedAndSaysSo() {
    List<Integer> days = java.util.stream.IntStream.rangeClosed(1, 360).boxed().toList();
    for (int day : days) {
      log.session(log.daysAgo(361 - day)).did("bench", 100 + day * 0.25 + (day % 3), 5);
    }
    JsonNode json = chart("exercise", "bench", "days", 365);
    int shown = json.get("points").size();
    assertEquals(360, json.get("sessions").intValue());
    assertTrue(shown > 40 && shown <= 45, shown + " points");
    assertEquals(360 - shown, json.get("thinned_out").intValue());
    assertEquals(360, json.at("/trend/sessions").intValue());
    String said = "leaves out " + (360 - shown) + " of 360 sessions, evenly";
    String text = text("exercise", "bench", "days", 365);
    assertTrue(text.contains(said));
    // The ends and the extremes that the text names are among the points.
    Matcher named = Pattern.compile("\\((\\d{4}-\\d\\d-\\d\\d), ").matcher(text);
    List<String> dates = json.get("points").findValuesAsText("date");
    for (int place = 0; place < 4; place++) {
      assertTrue(named.find() && dates.contains(named.group(1)), text);
    }
  }
}
