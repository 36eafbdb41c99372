package coach.tools;

import coach.db.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Documents that a person attaches to a conversation: catalogue, history of a lift, plans. */
final class Resources {
  private static final int PAGE = 200;
  private static final String JSON_TYPE = "application/json";
  private static final String CATALOG = "workout://exercises/catalog";

  private Resources() {}

  static List<Resource> all() {
    return List.of(
        new Resource(
            CATALOG,
            "exercise_catalog",
            "Exercise catalogue",
            "The first page of all exercises, shared and own, with muscles and equipment; next"
                + " names the page after it.",
            JSON_TYPE,
            true,
            reading -> catalog(reading, "1")),
        new Resource(
            CATALOG + "/{page}",
            "exercise_catalog_page",
            "Exercise catalogue, one page",
            "A page of the catalogue, counted from 1.",
            JSON_TYPE,
            true,
            reading -> catalog(reading, reading.variables().get("page"))),
        new Resource(
            "workout://performance/history/{exercise_name}",
            "exercise_history",
            "History of an exercise",
            "Every session of one exercise within the look-back, newest first.",
            JSON_TYPE,
            true,
            Resources::history),
        new Resource(
            "workout://plans/available",
            "available_plans",
            "Available plans",
            "The lifter's own plans, public ones and coach's templates, with days and exercises.",
            JSON_TYPE,
            true,
            Resources::plans),
        Views.progressChart());
  }

  /** One page; null where there is none of this number. */
  private static String catalog(Resource.Reading reading, String number) {
    if (number == null || !number.matches("[1-9][0-9]{0,3}")) {
      return null;
    }
    int page = Integer.parseInt(number);
    Answer answer =
        reading
            .database()
            .run(
                reading.caller(),
                "read_catalog",
                Map.of(
                    "page_limit",
                    String.valueOf(PAGE),
                    "page_offset",
                    String.valueOf((page - 1) * PAGE)));
    int total = answer.data().get("total").intValue();
    int pages = Math.max(1, (total + PAGE - 1) / PAGE);
    if (page > pages) {
      return null;
    }
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("page", page).put("pages", pages).put("total", total);
    json.put("next", page < pages ? CATALOG + "/" + (page + 1) : null);
    json.set("exercises", answer.data().get("exercises"));
    return json.toString();
  }

  private static String history(Resource.Reading reading) {
    Tool tool = Tools.named("get_exercise_history");
    ObjectNode question = Json.MAPPER.createObjectNode();
    question
        .put("exercise", reading.variables().get("exercise_name"))
        .put("days", 365)
        .put("limit", 100);
    Arguments arguments = Arguments.read(tool.params(), question);
    return ExerciseChoice.run(
        reading.person(),
        arguments,
        chosen -> {
          ToolCall call = new ToolCall(tool, reading.caller(), chosen, reading.database());
          return tool.handler().answer(call).structured().toString();
        });
  }

  private static String plans(Resource.Reading reading) {
    Answer answer = reading.database().run(reading.caller(), "read_plans", Map.of());
    Lifter lifter = Lifter.of(answer.context());
    ObjectNode json = lifter.answer();
    json.set("plans", answer.data().get("plans"));
    for (JsonNode plan : json.get("plans")) {
      for (JsonNode day : plan.get("days")) {
        for (JsonNode exercise : day.get("exercises")) {
          ObjectNode line = (ObjectNode) exercise;
          line.put("step", lifter.weight(line.remove("step_g").doubleValue()));
        }
      }
    }
    return json.toString();
  }
}
