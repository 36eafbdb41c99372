package coach.tools;

import coach.db.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Tools about whole workouts. */
final class SessionTools {
  private static final String SELECTOR =
      "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?i:last|today)|\\d{4}-\\d{2}-\\d{2}";

  private SessionTools() {}

  static List<Tool> all() {
    return List.of(
        new Tool(
            "list_sessions",
            "List sessions",
            "Performed workouts, newest first, with duration, exercises, sets and volume. Details"
                + " of one come from get_session.",
            Effect.READ,
            Page.with(
                50,
                100,
                Param.date("since", "First day.").such("2026-01-31"),
                Param.date("until", "Last day."),
                Param.text("text", "Words of the day's name, an exercise or the note.", 200)),
            Output.of(
                "from string, to string, time_zone string, unit string, total integer, sessions"
                    + " array, next_cursor string?"),
            SessionTools::list),
        new Tool(
            "get_session",
            "Get session",
            "One workout in full: every exercise and set with type, weight, reps, RPE, rest and"
                + " notes, supersets and drafts marked.",
            Effect.READ,
            List.of(
                Param.text("session", "An id, \"last\", \"today\" or a date.", 36)
                    .or("last")
                    .such("2026-01-31")),
            Output.of(
                "session object?, exercises array, other_sessions array, time_zone string,"
                    + " unit string"),
            SessionTools::get));
  }

  private static ToolAnswer list(ToolCall call) {
    Arguments arguments = call.arguments();
    LocalDate since = arguments.date("since");
    LocalDate until = arguments.date("until");
    if (since != null && until != null && until.isBefore(since)) {
      throw new ToolError(
          "until is %s, before since %s. Send them in order.".formatted(until, since));
    }
    Page page = Page.read(arguments);
    Answer answer = call.run(page);
    Dates.refuseFuture("since", since, answer.context());
    int sessions = answer.data().get("sessions").size();
    return Budget.fit(sessions, shown -> listed(answer, until, page, shown));
  }

  private static ToolAnswer listed(Answer answer, LocalDate until, Page page, int shown) {
    Lifter lifter = Lifter.of(answer.context());
    JsonNode data = answer.data();
    int total = data.get("total").intValue();
    ObjectNode json = lifter.answer();
    String from = data.get("looked_back_to").textValue();
    String to = (until == null ? lifter.today() : until).toString();
    json.put("from", from).put("to", to).put("total", total);
    ArrayNode sessions = json.putArray("sessions");
    List<List<String>> rows = new ArrayList<>();
    for (int index = 0; index < shown; index++) {
      ObjectNode session = data.get("sessions").get(index).deepCopy();
      session.put("volume", lifter.weight(session.remove("volume_g").doubleValue()));
      sessions.add(session);
      rows.add(row(session));
    }
    String next = page.next(shown, total);
    json.put("next_cursor", next);
    Text text = new Text();
    text.line(
        "%s from %s to %s, volume in %s.",
        Numbers.count(total, "session"), from, to, lifter.unit().symbol());
    text.table(List.of("date", "day", "min", "sets", "volume", "exercises", "id"), rows);
    text.lineIf(next != null, "More: cursor %s", next);
    return new ToolAnswer(json, text.toString());
  }

  private static List<String> row(JsonNode session) {
    int drafts = session.get("drafts").intValue();
    String marks =
        (session.get("deload").booleanValue() ? " (deload)" : "")
            + (session.get("in_progress").booleanValue() ? " (in progress)" : "")
            + (drafts > 0 ? " (+" + drafts + " planned, not done)" : "");
    return List.of(
        session.get("date").textValue(),
        session.path("day").asText("-") + marks,
        session.get("minutes").isNull() ? "-" : session.get("minutes").asText(),
        session.get("sets").asText(),
        SetLine.number(session, "volume"),
        ExerciseTools.join(session.get("exercises")),
        session.get("id").textValue());
  }

  private static ToolAnswer get(ToolCall call) {
    String asked = call.arguments().text("session");
    if (!asked.matches(SELECTOR)) {
      throw new ToolError(
          "session is \"%s\". Send an id, \"last\", \"today\" or a date like 2026-01-31."
              .formatted(asked));
    }
    Answer answer = call.run();
    JsonNode data = answer.data();
    if (data.get("session").isNull() && asked.matches("(?i)last|today")) {
      return none(Lifter.of(answer.context()), asked);
    }
    if (data.get("session").isNull()) {
      throw new ToolError(
          "session is \"%s\", and there is no such session. Find it with list_sessions."
              .formatted(asked));
    }
    return session(Lifter.of(answer.context()), data);
  }

  /** That there is nothing yet is an answer; an id or a date without a session is a mistake. */
  private static ToolAnswer none(Lifter lifter, String asked) {
    ObjectNode json = lifter.answer();
    json.putNull("session");
    json.putArray("other_sessions");
    json.putArray("exercises");
    String text =
        asked.equalsIgnoreCase("today")
            ? "No session today (%s). The one before comes with session \"last\"."
                .formatted(lifter.today())
            : "No performed session in the look-back of %s."
                .formatted(Numbers.count(lifter.context().maxHistoryDays(), "day"));
    return new ToolAnswer(json, text);
  }

  private static ToolAnswer session(Lifter lifter, JsonNode data) {
    ObjectNode json = lifter.answer();
    JsonNode session = data.get("session");
    json.set("session", session);
    json.set("other_sessions", data.get("others"));
    ArrayNode exercises = json.putArray("exercises");
    Text text = new Text();
    text.line(headline(session), session.get("id").textValue());
    text.line("Weights in %s, times in %s.", lifter.unit().symbol(), lifter.context().zone());
    text.lineIf(!session.get("note").isNull(), "Note: %s", session.get("note").asText());
    for (JsonNode row : data.get("exercises")) {
      ObjectNode exercise = exercise(lifter, row);
      exercises.add(exercise);
      text.line(line(exercise));
    }
    text.lineIf(
        !data.get("others").isEmpty(),
        "Other sessions of this day: %s",
        ExerciseTools.join(data.get("others")));
    return new ToolAnswer(json, text.toString());
  }

  private static String headline(JsonNode session) {
    String minutes = session.get("minutes").asText();
    return (session.get("date").textValue()
                + "  "
                + session.path("day").asText("Workout")
                + (session.get("plan").isNull() ? "" : " of " + session.get("plan").textValue())
                + (session.get("minutes").isNull() ? "" : ", " + minutes + " min")
                + (session.get("in_progress").booleanValue() ? ", in progress" : ""))
            .replace("%", "%%")
        + " (%s)";
  }

  private static ObjectNode exercise(Lifter lifter, JsonNode row) {
    ObjectNode exercise = row.deepCopy();
    ArrayNode sets = Json.MAPPER.createArrayNode();
    row.get("sets").forEach(set -> sets.add(SetLine.json(lifter, set)));
    exercise.set("sets", sets);
    if (exercise.get("planned") instanceof ObjectNode planned) {
      JsonNode grams = planned.remove("weight_g");
      planned.put("weight", grams.isNumber() ? lifter.weight(grams.doubleValue()) : null);
    }
    return exercise;
  }

  /** "planned 3 x 5 at 80, never performed". */
  private static String planned(JsonNode planned) {
    List<String> reps = new ArrayList<>();
    planned.get("reps").forEach(number -> reps.add(number.asText()));
    if (reps.isEmpty()) {
      return "planned, never performed";
    }
    boolean equal = reps.stream().distinct().count() == 1;
    return "planned %s%s, never performed"
        .formatted(
            equal ? reps.size() + " x " + reps.get(0) : String.join("/", reps),
            planned.get("weight").asDouble(0) > 0
                ? " at " + SetLine.number(planned, "weight")
                : "");
  }

  private static String line(JsonNode exercise) {
    List<String> sets = new ArrayList<>();
    exercise.get("sets").forEach(set -> sets.add(SetLine.text(set)));
    String superset = exercise.path("superset").asText("");
    return "- %s%s: %s%s"
        .formatted(
            exercise.get("name").textValue(),
            superset.isEmpty() || superset.equals("null") ? "" : " [superset " + superset + "]",
            exercise.get("draft").booleanValue()
                ? planned(exercise.get("planned"))
                : String.join(", ", SetLine.folded(sets)),
            exercise.get("note").isNull() ? "" : "  \"" + exercise.get("note").textValue() + "\"");
  }
}
