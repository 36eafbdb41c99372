package coach.tools.contents;

import coach.db.Answer;
import coach.tools.Arguments;
import coach.tools.ExerciseChoice;
import coach.tools.Json;
import coach.tools.Resource;
import coach.tools.Tool;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.lifter.Lifter;
import coach.tools.plans.DraftTools;
import coach.tools.plans.PlanTools;
import coach.tools.progress.ChartTools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Documents that a person attaches to a conversation, and those that take their data away. */
final class DataResources {
  private static final int PAGE = 200;
  static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final String CATALOG = "workout://exercises/catalog";

  private DataResources() {}

  static List<Resource> all() {
    Exports exports = new Exports();
    return List.of(
        json(
                "workout://profile",
                "profile",
                "Profile",
                "The lifter's name, unit, time zone, settings, active plan and how much data there is.",
                DataResources::profile)
            .worth(0.9),
        json(
                CATALOG,
                "exercise_catalog",
                "Exercise catalogue",
                "The first page of all exercises, shared and own, with muscles and equipment; next"
                    + " names the page after it.",
                reading -> catalog(reading, "1"))
            .forAssistants(0.3),
        json(
                CATALOG + "/{page}",
                "exercise_catalog_page",
                "Exercise catalogue, one page",
                "A page of the catalogue, counted from 1.",
                reading -> catalog(reading, reading.variables().get("page")))
            .forAssistants(0.1),
        json(
                "workout://performance/history/{exercise_name}",
                "exercise_history",
                "History of an exercise",
                "Every session of one exercise within the look-back, newest first.",
                DataResources::history)
            .worth(0.6),
        json(
            "workout://sessions/{id}",
            "session",
            "One workout",
            "Every exercise and set of one session, by its id.",
            DataResources::session),
        json(
                "workout://plans/available",
                "available_plans",
                "Available plans",
                "The lifter's own plans, public ones and coach's templates, with days and exercises.",
                DataResources::plans)
            .worth(0.7),
        json(
            "workout://plans/{id}",
            "plan",
            "One plan",
            "Days and exercises of one of the available plans, by its id.",
            DataResources::plan),
        new Resource(
                "workout://export/csv",
                "export_csv",
                "Export for spreadsheets",
                "Every performed set, one row each, oldest first, as import_workouts reads it; plans and"
                    + " drafts are in the JSON only.",
                "text/csv",
                true,
                exports::csv)
            .forPeople(0.1),
        new Resource(
                Exports.CSV + "{part}",
                "export_csv_part",
                "Export for spreadsheets, in parts",
                "Under 1 MB of the export, with its header: part 1, 2 and so on.",
                "text/csv",
                true,
                exports::csvPart)
            .forPeople(0.1),
        json(
                "workout://export/json",
                "export_json",
                "Back-up",
                "All of the lifter's data, in the form that \"bin/coach import\" reads; up to 1 MB"
                    + " where progress is followed.",
                exports::json)
            .forPeople(0.1),
        json(
                Exports.PARTS + "{after}",
                "export_json_part",
                "Back-up in parts",
                "Under 1 MB of the back-up, itself one: begin with \"first\"; next is the address of the"
                    + " part after it, null at the end.",
                exports::part)
            .forPeople(0.1),
        ChartTools.view(),
        PlanTools.view(),
        DraftTools.view());
  }

  /** A personal document. */
  private static Resource json(
      String uri, String name, String title, String description, Resource.Reader reader) {
    return new Resource(uri, name, title, description, "application/json", true, reader);
  }

  private static String profile(Resource.Reading reading) {
    Tool tool = Tools.named("get_profile");
    ObjectNode nothing = Json.object();
    return answer(reading, tool, Arguments.read(tool.params(), nothing));
  }

  /** One page; null where there is none of this number. */
  private static String catalog(Resource.Reading reading, String number) {
    if (number == null || !number.matches("[1-9][0-9]{0,3}")) {
      return null;
    }
    int page = Integer.parseInt(number);
    Map<String, String> part =
        Map.of(
            "page_limit", String.valueOf(PAGE), "page_offset", String.valueOf((page - 1) * PAGE));
    Answer answer = reading.database().run(reading.caller(), "read_catalog", part);
    int total = answer.data().get("total").intValue();
    int pages = Math.max(1, (total + PAGE - 1) / PAGE);
    if (page > pages) {
      return null;
    }
    ObjectNode json = Json.object();
    json.put("page", page).put("pages", pages).put("total", total);
    json.put("next", page < pages ? CATALOG + "/" + (page + 1) : null);
    json.set("exercises", answer.data().get("exercises"));
    return json.toString();
  }

  private static String history(Resource.Reading reading) {
    ObjectNode question = Json.object();
    question.put("exercise", reading.variables().get("exercise_name"));
    question.put("days", 365).put("limit", 100);
    Tool tool = Tools.named("get_exercise_history");
    return ExerciseChoice.run(
        reading.input(),
        Arguments.read(tool.params(), question),
        chosen -> answer(reading, tool, chosen));
  }

  private static String session(Resource.Reading reading) {
    String id = reading.variables().get("id");
    if (!id.matches(ID)) {
      return null;
    }
    Tool tool = Tools.named("get_session");
    ObjectNode question = Json.object().put("session", id);
    try {
      return answer(reading, tool, Arguments.read(tool.params(), question));
    } catch (ToolError unknown) {
      // All that this tool refuses of an id.
      return null;
    }
  }

  /** What a tool answers, as a document. */
  private static String answer(Resource.Reading reading, Tool tool, Arguments arguments) {
    ToolCall call = new ToolCall(tool, reading.caller(), arguments, reading.database());
    return call.answer().structured().toString();
  }

  private static String plans(Resource.Reading reading) {
    return plans(reading, plan -> true).toString();
  }

  private static String plan(Resource.Reading reading) {
    String id = reading.variables().get("id");
    if (!id.matches(ID)) {
      return null;
    }
    ObjectNode json =
        plans(reading, plan -> plan.get("id").textValue().equals(id.toLowerCase(Locale.ROOT)));
    return json.get("plans").isEmpty() ? null : json.toString();
  }

  private static ObjectNode plans(Resource.Reading reading, Predicate<JsonNode> wanted) {
    Answer answer = reading.database().run(reading.caller(), "read_plans", Map.of());
    Lifter lifter = Lifter.of(answer.context());
    ObjectNode json = lifter.answer();
    ArrayNode plans = json.putArray("plans");
    for (JsonNode plan : answer.data().get("plans")) {
      if (wanted.test(plan)) {
        plan.get("days").forEach(day -> day.get("exercises").forEach(line -> show(line, lifter)));
        plans.add(plan);
      }
    }
    return json;
  }

  private static void show(JsonNode exercise, Lifter lifter) {
    ObjectNode line = (ObjectNode) exercise;
    line.put("step", lifter.weight(line.remove("step_g").doubleValue()));
  }
}
