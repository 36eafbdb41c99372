package coach.tools.body;

import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Moments;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Paging;
import coach.tools.Param;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.Write;
import coach.tools.lifter.Lifter;
import coach.training.Trend;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Body weight, body fat and girths over time. */
public final class BodyTools {
  private BodyTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "log_body_measurement",
            "Log body measurement",
            "Stores the body weight, body fat or girths of a day. There is one value per kind and"
                + " day: a second one replaces the first.",
            Effect.WRITE,
            Write.params(
                Param.list(
                        "measurements",
                        "Values of one day.",
                        Measure.KINDS.size(),
                        List.of(
                            Param.choice("kind", "What was measured.", Measure.KINDS).required(),
                            Param.number("value", "The value, in its unit.", 0, 3000).required(),
                            Param.choice(
                                "unit",
                                "Default: percent, or by the lifter's unit kg and cm or lb and in.",
                                Measure.UNITS),
                            Param.text("note", "Note on this value.", 500)))
                    .required()
                    .example(List.of(Json.object().put("kind", "body_weight").put("value", 81.5))),
                Moments.param("date", "Day: a date or \"yesterday\"; default today.")),
            Output.of(
                Write.OUTPUT
                    + ", date string, measurements array, warnings array, unit string,"
                    + " time_zone string"),
            BodyTools::log),
        new Tool(
            "list_body_measurements",
            "List body measurements",
            "Body weight, body fat and girths, newest first, each kind with its change per week"
                + " and as a chart in one line of block characters.",
            Effect.READ,
            Paging.with(
                50,
                200,
                Param.choice("kind", "One kind only; default all.", Measure.KINDS),
                Param.integer("days", "Days to look back.", 1, 3650).defaultsTo(90)),
            Output.of(
                "since string, to string, kinds array, measurements array, total integer,"
                    + " next_cursor string?, unit string, time_zone string"),
            BodyTools::list));
  }

  private static ToolAnswer log(ToolCall call) {
    ObjectNode body = Write.body(call);
    ToolError.when(
        body.get("measurements").isEmpty(),
        "measurements is empty. Send at least one kind with its value.");
    String date = Moments.read("date", call.arguments().text("date"), false);
    body.put("date", date == null ? "today" : date);
    Answer answer = Write.run(call, body);
    return Budget.fit(Measure.KINDS.size(), shown -> stored(answer, shown));
  }

  private static ToolAnswer stored(Answer answer, int shown) {
    Lifter lifter = Lifter.of(answer.context());
    JsonNode data = answer.data();
    ObjectNode json = lifter.answer();
    Write.describe(json, data);
    json.set("date", data.get("date"));
    ArrayNode measurements = json.putArray("measurements");
    ArrayNode warnings = json.putArray("warnings");
    Text text = new Text();
    text.line(
        Write.isPreview(data)
            ? "Preview, nothing is stored yet (%s):"
            : "Stored for %s. undo_last_change takes it back.",
        data.get("date").textValue());
    JsonNode rows = data.get("measurements");
    for (int index = 0; index < Math.min(shown, rows.size()); index++) {
      JsonNode row = rows.get(index);
      measurements.add(logged(lifter, row));
      text.line("- %s", line(lifter, row));
      if (isSlip(row)) {
        warnings.add(slip(lifter, row));
      }
    }
    text.lineIf(shown < rows.size(), "... and %d more", rows.size() - shown);
    warnings.forEach(warning -> text.line("Warning: %s", warning.textValue()));
    return new ToolAnswer(json, text.toString());
  }

  private static String slip(Lifter lifter, JsonNode row) {
    return "%s was %s on %s. If another unit was meant, log it again with its unit."
        .formatted(
            Measure.label(row.get("kind").textValue()),
            show(lifter, row, row.get("last").get("value")),
            row.get("last").get("date").textValue());
  }

  private static boolean isSlip(JsonNode row) {
    JsonNode last = row.path("last").path("value");
    return row.get("kind").textValue().equals("body_weight")
        && last.isNumber()
        && Unit.isSlip(row.get("value").intValue(), last.intValue());
  }

  private static ObjectNode logged(Lifter lifter, JsonNode row) {
    ObjectNode json = measurement(lifter, row);
    String kind = json.get("kind").textValue();
    json.remove("date");
    JsonNode was = row.get("before");
    return json.put(
        "replaced", was.isNull() ? null : Measure.value(kind, lifter, was.doubleValue()));
  }

  private static String line(Lifter lifter, JsonNode row) {
    return Measure.label(row.get("kind").textValue())
        + " "
        + show(lifter, row, row.get("value"))
        + (row.get("before").isNull() ? "" : ", before " + show(lifter, row, row.get("before")));
  }

  private static String show(Lifter lifter, JsonNode row, JsonNode value) {
    return Measure.show(row.get("kind").textValue(), lifter, value.doubleValue());
  }

  private static ObjectNode measurement(Lifter lifter, JsonNode row) {
    String kind = row.get("kind").textValue();
    ObjectNode json = Json.object();
    json.put("kind", kind)
        .put("value", Measure.value(kind, lifter, row.get("value").doubleValue()));
    json.put("unit", Measure.unit(kind, lifter));
    json.set("date", row.get("date"));
    json.set("note", row.get("note"));
    return json;
  }

  private static ToolAnswer list(ToolCall call) {
    Paging page = Paging.read(call.arguments());
    Answer answer = call.run(call.arguments().values());
    List<JsonNode> all = new ArrayList<>();
    answer.data().get("measurements").forEach(row -> all.add(0, row));
    all.sort((a, b) -> b.get("date").textValue().compareTo(a.get("date").textValue()));
    List<JsonNode> cut = page.cut(all);
    return Budget.fit(cut.size(), shown -> listed(answer, page, cut.subList(0, shown), all));
  }

  private static ToolAnswer listed(
      Answer answer, Paging page, List<JsonNode> rows, List<JsonNode> all) {
    Lifter lifter = Lifter.of(answer.context());
    ObjectNode json = lifter.answer();
    json.set("since", answer.data().get("looked_back_to"));
    json.put("to", lifter.today().toString()).put("total", all.size());
    Text text = new Text();
    text.line(
        "%s from %s to %s, dates in %s.",
        Numbers.count(all.size(), "measurement"),
        answer.data().get("looked_back_to").textValue(),
        lifter.today(),
        lifter.context().zone());
    kinds(lifter, all, json.putArray("kinds"), text);
    ArrayNode measurements = json.putArray("measurements");
    for (JsonNode row : rows) {
      measurements.add(measurement(lifter, row));
      text.line(listedLine(lifter, row));
    }
    String next = page.next(rows.size(), all.size());
    json.put("next_cursor", next);
    text.lineIf(all.isEmpty(), "Nothing measured yet. Log measurements with log_body_measurement.");
    text.lineIf(next != null, "More: cursor %s", next);
    return new ToolAnswer(json, text.toString());
  }

  private static String listedLine(Lifter lifter, JsonNode row) {
    return "%s  %s %s%s"
        .formatted(
            row.get("date").textValue(),
            Measure.label(row.get("kind").textValue()),
            show(lifter, row, row.get("value")),
            Named.noted(row.get("note")));
  }

  /** One line per kind: the newest value and the straight line through all of them. */
  private static void kinds(Lifter lifter, List<JsonNode> all, ArrayNode json, Text text) {
    Map<String, List<Trend.Point>> points = new LinkedHashMap<>();
    for (JsonNode row : all) {
      points
          .computeIfAbsent(row.get("kind").textValue(), kind -> new ArrayList<>())
          .add(
              new Trend.Point(
                  LocalDate.parse(row.get("date").textValue()), row.get("value").doubleValue()));
    }
    points.forEach((kind, values) -> text.line(kind(lifter, kind, values, json.addObject())));
  }

  private static String kind(
      Lifter lifter, String kind, List<Trend.Point> values, ObjectNode json) {
    Trend trend = Trend.of(values);
    double slope = Measure.value(kind, lifter, trend.slopePerWeek());
    json.put("kind", kind).put("unit", Measure.unit(kind, lifter));
    json.put("latest", Measure.value(kind, lifter, values.get(0).value()));
    json.put("values", trend.count()).put("direction", trend.direction().code());
    json.put("data", trend.data().code()).put("change_per_week", trend.isUnknown() ? null : slope);
    return "%s: %s now, %s.%s"
        .formatted(
            Measure.label(kind),
            Measure.show(kind, lifter, values.get(0).value()),
            Measure.trend(trend, slope, kind, lifter),
            values.size() > 2 ? " " + Measure.chart(lifter, kind, values) : "");
  }
}
