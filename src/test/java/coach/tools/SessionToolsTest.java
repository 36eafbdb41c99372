package coach.tools;

import static coach.tools.TrainingLog.Done.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode list(Object... arguments) {
    return Ask.json(log, "list_sessions", arguments);
  }

  private JsonNode get(Object... arguments) {
    return Ask.json(log, "get_session", arguments);
  }

  @Test
  void aSessionIsListedWithItsAmounts() {
    log.session(log.daysAgo(1))
        .did("bench", 100, 5, 5)
        .sets("squat", set("warm-up", 60, 5), set(140, 3))
        .draft("Barbell Row", 80, 8);
    JsonNode session = list().at("/sessions/0");
    assertEquals(log.daysAgo(1).toString(), session.get("date").textValue());
    assertEquals(60, session.get("minutes").intValue());
    assertEquals(3, session.get("sets").intValue());
    assertEquals(1420, session.get("volume").doubleValue());
    assertEquals(1, session.get("drafts").intValue());
    assertEquals(2, session.get("exercises").size());
    assertEquals(1, list().get("total").intValue());
  }

  @Test
  void aSessionOfDraftsOnlyWasNotPerformed() {
    log.session(log.daysAgo(1)).draft("bench", 100, 5);
    assertEquals(0, list().get("total").intValue());
    assertFalse(get().has("session"));
  }

  @Test
  void daysAreTakenAsPeopleSayThem() {
    log.session(log.today()).did("bench", 80, 5);
    LocalDate today = log.today();
    Map<String, LocalDate> said = new LinkedHashMap<>();
    said.put("3 days ago", today.minusDays(3));
    said.put("since 2 weeks ago", today.minusDays(14));
    said.put("Last Week", log.monday(1));
    said.put("this month", today.withDayOfMonth(1));
    for (DayOfWeek day : DayOfWeek.values()) {
      said.put(day.name(), today.with(TemporalAdjusters.previousOrSame(day)));
      said.put("last " + day.name(), today.with(TemporalAdjusters.previous(day)));
    }
    for (Month month : Month.values()) {
      int year = today.getYear() - (month.compareTo(today.getMonth()) > 0 ? 1 : 0);
      said.put(month.name(), LocalDate.of(year, month, 1));
    }
    said.forEach(
        (words, day) -> {
          JsonNode answer = list("since", words);
          assertEquals(day.toString(), answer.get("since").textValue(), words);
          assertEquals(1, answer.get("total").intValue(), words);
        });
    assertEquals(0, list("since", "last year", "until", "last week").get("total").intValue());
    JsonNode records = Ask.json(log, "get_personal_records", "since", "last monday");
    assertEquals(said.get("last MONDAY").toString(), records.get("new_since").textValue());
    assertTrue(
        Ask.refusal(log, "list_sessions", "since", "whenever")
            .startsWith("since is \"whenever\"."));
  }

  @Test
  void sinceAndUntilAreBothIncluded() {
    for (int day = 1; day <= 5; day++) {
      log.session(log.daysAgo(day)).did("bench", 100, 5);
    }
    JsonNode sessions =
        list("since", log.daysAgo(4).toString(), "until", log.daysAgo(2).toString());
    assertEquals(3, sessions.get("total").intValue());
    assertEquals(log.daysAgo(2).toString(), sessions.at("/sessions/0/date").textValue());
    assertEquals(log.daysAgo(4).toString(), sessions.at("/sessions/2/date").textValue());
  }

  @Test
  void datesOutOfOrderAndInTheFutureAreRefused() {
    assertEquals(
        "until is 2026-01-01, before since 2026-01-02. Send them in order.",
        Ask.refusal(log, "list_sessions", "since", "2026-01-02", "until", "2026-01-01"));
    assertEquals(
        "since is %s, in the future. Send a date up to %s.".formatted(log.daysAgo(-2), log.today()),
        Ask.refusal(log, "list_sessions", "since", log.daysAgo(-2).toString()));
  }

  @Test
  void wordsFindDayExerciseAndNote() {
    log.noted(log.daysAgo(2), "left Shoulder pinches").did("bench", 100, 5);
    log.session(log.daysAgo(1)).did("squat", 100, 5);
    assertEquals(1, list("text", "BENCH press").get("total").intValue());
    assertEquals(1, list("text", "shoulder").get("total").intValue());
    assertEquals(2, list("text", "workout").get("total").intValue());
    assertEquals(0, list("text", "100%' or '1'='1").get("total").intValue());
    log.settings("{\"include_notes\": false}");
    assertEquals(0, list("text", "shoulder").get("total").intValue());
  }

  @Test
  void theLastSessionIsShownInFull() {
    log.session(log.daysAgo(3)).did("bench", 90, 5);
    log.noted(log.daysAgo(1), "good")
        .sets("bench press", set("warm-up", 60, 8), set(100, 5), set(100, 5))
        .didWith("curl", "{\"superset\": \"A\"}", 20, 12)
        .draft("Zercher Thing", 80, 8);
    JsonNode session = get();
    assertEquals(log.daysAgo(1).toString(), session.at("/session/date").textValue());
    assertEquals("good", session.at("/session/note").textValue());
    assertEquals(log.daysAgo(1) + "T12:00", session.at("/session/started_at").textValue());
    assertEquals(3, session.get("exercises").size());
    String text = Ask.text(log, "get_session");
    assertTrue(text.contains("- Barbell Bench Press: w 60x8, 2 x 100x5"), text);
    assertTrue(text.contains("[superset \"A\"]: 20x12"), text);
    assertTrue(text.contains("- \"Zercher Thing\": planned 1 x 8 at 80, never performed"), text);
    assertTrue(text.contains("Note: \"good\""), text);
  }

  @Test
  void notesOfExercisesAreHiddenToo() {
    TrainingLog.Session session = log.noted(log.daysAgo(1), "secret one").did("bench", 100, 5);
    log.run(
        "update public.performed_exercise set note = 'secret two' where performed_session_id = ?",
        session.id);
    assertTrue(Ask.text(log, "get_session").contains("secret two"));
    log.settings("{\"include_notes\": \"false\"}");
    assertFalse(Ask.tool(log, "get_session").structured().toString().contains("secret"));
    assertFalse(Ask.text(log, "get_session").contains("secret"));
    assertFalse(Ask.tool(log, "list_sessions").structured().toString().contains("secret"));
  }

  @Test
  void aSessionIsFoundByIdAndByDate() {
    TrainingLog.Session first = log.session(log.daysAgo(4)).did("bench", 100, 5);
    TrainingLog.Session second = log.session(log.daysAgo(4)).did("squat", 100, 5);
    assertEquals(
        first.id.toString(), get("session", first.id.toString()).at("/session/id").textValue());
    JsonNode byDate = get("session", log.daysAgo(4).toString());
    String shown = byDate.at("/session/id").textValue();
    String other = byDate.at("/other_sessions/0").textValue();
    assertEquals(1, byDate.get("other_sessions").size());
    assertTrue(
        shown.equals(first.id.toString()) && other.equals(second.id.toString())
            || shown.equals(second.id.toString()) && other.equals(first.id.toString()));
  }

  @Test
  void todayIsTheLiftersToday() {
    log.session(log.today()).did("bench", 100, 5);
    assertEquals(log.today().toString(), get("session", "today").at("/session/date").textValue());
  }

  @Test
  void whatIsNoSelectorIsSaid() {
    assertEquals(
        "session is \"tuesday\". Send an id, \"last\", \"today\", \"yesterday\" or a date like"
            + " 2026-01-31.",
        Ask.refusal(log, "get_session", "session", "tuesday"));
    String id = "97360b06-6d33-34fe-b931-1c9b16ad65de";
    assertEquals(
        "session is \"" + id + "\", and there is no such session. Find it with list_sessions.",
        Ask.refusal(log, "get_session", "session", id));
    assertEquals(
        "No session on 2020-01-01.", Ask.text(log, "get_session", "session", "2020-01-01"));
    log.session(log.daysAgo(3)).did("bench", 100, 5);
    assertEquals(
        "No session on 2020-01-01. The nearest: " + log.daysAgo(3) + ".",
        Ask.text(log, "get_session", "session", "2020-01-01"));
  }

  @Test
  void pagesGoOnWhereTheyEnded() {
    for (int day = 1; day <= 5; day++) {
      log.session(log.daysAgo(day)).did("bench", 100, 5);
    }
    JsonNode page = list("limit", 2);
    assertEquals(5, page.get("total").intValue());
    JsonNode next = list("limit", 2, "cursor", page.get("next_cursor").textValue());
    assertEquals(log.daysAgo(3).toString(), next.at("/sessions/0/date").textValue());
    JsonNode last = list("limit", 2, "offset", 4);
    assertEquals(1, last.get("sessions").size());
    assertFalse(last.has("next_cursor"));
    assertEquals(
        "cursor is not valid. Send next_cursor of the previous page, unchanged.",
        Ask.refusal(log, "list_sessions", "cursor", "cm93IDE'; drop"));
  }

  @Test
  void draftsAreMarkedInTheListAndShownWithTheirPlan() {
    log.session(log.daysAgo(1))
        .did("bench", 100, 5)
        .draft("squat", 80, 5, 5, 5)
        .draft("Pull-Up", 0, 8, 6);
    String list = Ask.text(log, "list_sessions");
    assertTrue(list.startsWith("1 session from "), list);
    assertTrue(list.contains("\"Workout\" (+2 planned, not done)"), list);
    JsonNode exercises = get().get("exercises");
    JsonNode squat = null;
    for (JsonNode exercise : exercises) {
      squat = exercise.get("name").textValue().contains("Squat") ? exercise : squat;
      assertEquals(exercise.get("draft").booleanValue(), !exercise.get("planned").isNull());
    }
    assertEquals("[5,5,5]", squat.at("/planned/reps").toString());
    assertEquals(80, squat.at("/planned/weight").doubleValue());
    String text = Ask.text(log, "get_session");
    assertTrue(text.contains("Squat: planned 3 x 5 at 80, never performed"), text);
    assertTrue(text.contains("planned 8/6, never performed"), text);
  }
}
