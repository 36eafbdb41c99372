package coach.tools.workouts;

import coach.db.Answer;
import coach.tools.Arguments;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Moments;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Paging;
import coach.tools.Param;
import coach.tools.Period;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.lifter.Lifter;
import coach.tools.sets.SetLine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tools about whole workouts. */
public final class SessionTools {
  private static final String SELECTOR =
      "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?i:last|today|yesterday)|\\d{4}-\\d{2}-\\d{2}";

  /** More than any session has; what does not fit into an answer is cut by its size. */
  private static final int MOST_EXERCISES = 1000;

  private SessionTools() {}

  /** Which session a call is about; everywhere the same. */
  static Param selector() {
    return Param.text("session", "An id, \"last\", \"today\", \"yesterday\" or a date.", 36)
        .example("last");
  }

  /** The selector as it was sent, or a sentence that says what to send. */
  static String selected(String asked) {
    ToolError.when(
        !asked.matches(SELECTOR),
        "session is \"%s\". Send an id, \"last\", \"today\", \"yesterday\" or a date like 2026-01-31.",
        asked);
    return asked;
  }

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "list_sessions",
            "List sessions",
            "Performed workouts, newest first, with duration, exercises, sets and volume.",
            Effect.READ,
            Paging.with(
                50,
                100,
                Period.since("First day"),
                Period.until(),
                Param.text("text", "Words of the day's name, an exercise or the note.", 200)),
            Output.of(
                "since string, to string, time_zone string, unit string, total integer, sessions"
                    + " array, next_cursor string?"),
            SessionTools::list),
        new Tool(
            "get_session",
            "Get session",
            "One workout in full: every exercise and set with type, weight, reps, RPE, rest and"
                + " notes, supersets and drafts marked.",
            Effect.READ,
            List.of(
                selector().defaultsTo("last"),
                Param.text("cursor", "next_cursor of the previous page.", 100)),
            Output.of(
                "session object?, exercises array, exercises_total integer, other_sessions array,"
                    + " next_cursor string?, time_zone string, unit string"),
            SessionTools::get));
  }

  private static ToolAnswer list(ToolCall call) {
    Arguments arguments = call.arguments();
    Paging page = Paging.read(arguments);
    Answer answer = call.run(page.with(Period.values(arguments)));
    LocalDate since = Period.day(answer.data().path("first"));
    LocalDate until = Period.day(answer.data().path("last"));
    ToolError.when(
        since != null && until != null && until.isBefore(since),
        "until is %s, before since %s. Send them in order.",
        until,
        since);
    Moments.refuseFuture("since", since, answer.context());
    int sessions = answer.data().get("sessions").size();
    return Budget.fit(sessions, shown -> listed(answer, until, page, shown));
  }

  private static ToolAnswer listed(Answer answer, LocalDate until, Paging page, int shown) {
    Lifter lifter = Lifter.of(answer.context());
    JsonNode data = answer.data();
    int total = data.get("total").intValue();
    ObjectNode json = lifter.answer();
    String from = data.get("looked_back_to").textValue();
    LocalDate to = until == null || until.isAfter(lifter.today()) ? lifter.today() : until;
    json.put("since", from).put("to", to.toString()).put("total", total);
    ArrayNode sessions = json.putArray("sessions");
    List<List<String>> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int index = 0; index < shown; index++) {
      ObjectNode session = data.get("sessions").get(index).deepCopy();
      session.put("volume", lifter.weight(session.remove("volume_g").doubleValue()));
      sessions.add(session);
      rows.add(row(session));
      note(session, notes);
    }
    String next = page.next(shown, total);
    json.put("next_cursor", next);
    Text text = new Text();
    text.line(
        "%s from %s to %s, volume in %s.",
        Numbers.count(total, "session"), from, to, lifter.unit().symbol());
    noted(text, data.get("in_notes").intValue());
    notes.forEach(note -> text.line("%s", note));
    text.table(List.of("date", "day", "min", "sets", "volume", "exercises", "id"), rows);
    text.lineIf(next != null, "More: cursor %s", next);
    return new ToolAnswer(json, text.toString());
  }

  private static void note(JsonNode session, List<String> notes) {
    if (!session.path("note").asText("").isEmpty()) {
      String day = session.get("date").textValue();
      notes.add("Note of %s: %s".formatted(day, Named.note(session.get("note"))));
    }
  }

  private static void noted(Text text, int sessions) {
    String words = Numbers.count(sessions, "session");
    text.lineIf(sessions > 0, "First the %s with these words in the note.", words);
  }

  private static List<String> row(JsonNode session) {
    int drafts = session.get("drafts").intValue();
    String marks =
        (session.get("deload").booleanValue() ? " (deload)" : "")
            + (session.get("in_progress").booleanValue() ? " (in progress)" : "")
            + (drafts > 0 ? " (+" + drafts + " planned, not done)" : "");
    return List.of(
        session.get("date").textValue(),
        Named.of(session.path("day"), "-") + marks,
        session.get("minutes").isNull() ? "-" : session.get("minutes").asText(),
        session.get("sets").asText(),
        SetLine.number(session, "volume"),
        Named.exercises(session.get("exercises")),
        session.get("id").textValue());
  }

  private static ToolAnswer get(ToolCall call) {
    String asked = selected(call.arguments().text("session"));
    Paging page = Paging.read(call.arguments(), MOST_EXERCISES);
    Answer answer = call.run(Map.of("session", asked));
    JsonNode data = answer.data();
    if (data.get("view").isNull() && asked.length() < 36) {
      return none(Lifter.of(answer.context()), asked, data.path("near"));
    }
    ToolError.when(
        data.get("view").isNull(),
        "session is \"%s\", and there is no such session. Find it with list_sessions.",
        asked);
    int exercises = data.get("view").get("exercises").size();
    int first = Math.min(page.offset(), exercises);
    return Budget.fit(
        exercises - first, shown -> session(Lifter.of(answer.context()), data, page, first, shown));
  }

  /** That there was none is an answer; an id without a session is a mistake. */
  private static ToolAnswer none(Lifter lifter, String asked, JsonNode near) {
    ObjectNode json = lifter.answer();
    json.putNull("session");
    json.putArray("other_sessions");
    json.putArray("exercises");
    json.put("exercises_total", 0).putNull("next_cursor");
    String text =
        asked.equalsIgnoreCase("yesterday")
            ? "No session yesterday."
            : asked.equalsIgnoreCase("today")
                ? "No session today (%s). The one before comes with session \"last\"."
                    .formatted(lifter.today())
                : asked.equalsIgnoreCase("last")
                    ? "No performed session yet."
                    : "No session on %s.%s"
                        .formatted(
                            asked, near.isEmpty() ? "" : " The nearest: " + Json.join(near) + ".");
    return new ToolAnswer(json, text);
  }

  private static ToolAnswer session(
      Lifter lifter, JsonNode data, Paging page, int first, int shown) {
    int total = data.get("view").get("exercises").size();
    ObjectNode json = lifter.answer();
    Text text = new Text();
    SessionAnswer.add(lifter, data.get("view"), first, first + shown, json, text);
    String next = page.next(shown, total);
    json.put("exercises_total", total);
    json.set("other_sessions", data.get("others"));
    json.put("next_cursor", next);
    text.lineIf(
        !data.get("others").isEmpty(),
        "Other sessions of this day: %s",
        Json.join(data.get("others")));
    text.lineIf(next != null, "More exercises: cursor %s", next);
    return new ToolAnswer(json, text.toString());
  }
}
