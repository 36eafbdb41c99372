package coach.tools.plans;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import coach.tools.lifter.Lifter;
import coach.training.PlanSchedule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a drafted session: one line per exercise, to train from. */
record DraftAnswer(Lifter lifter, Draft draft, JsonNode data) {
  private static final String NOTHING_STORED = "Nothing is stored. ";

  /** The same answer where the draft was stored. */
  static ToolAnswer stored(ToolAnswer shown, JsonNode saved) {
    ObjectNode session = Json.object();
    session.set("id", saved.get("session"));
    session.setAll((ObjectNode) shown.structured().get("session"));
    ObjectNode json = Json.object();
    json.set("unit", shown.structured().get("unit"));
    json.set("change", saved.get("change"));
    json.put("dry_run", false).set("session", session);
    json.set("exercises", shown.structured().get("exercises"));
    String text = shown.text().substring(0, shown.text().lastIndexOf(NOTHING_STORED));
    return new ToolAnswer(
        json, text + "Stored as drafts. log_workout fills them; undo_last_change takes them back.");
  }

  ToolAnswer write() {
    ObjectNode json = Json.object().put("unit", lifter.unit().symbol());
    Text text = new Text();
    json.put("dry_run", true);
    ObjectNode session = json.putObject("session");
    head(session, text);
    open(session, text);
    missed(session, text);
    note(session, text);
    ArrayNode rows = json.putArray("exercises");
    List<String> without = new ArrayList<>();
    for (Draft.Entry entry : draft.entries()) {
      if (entry.sets() == 0) {
        without.add(entry.line().name());
      } else {
        new DraftLine(lifter, draft, entry).write(rows, text);
      }
    }
    session.set("left_out", Json.array(without));
    PlanAnswer.withoutNulls(session);
    text.lineIf(
        !without.isEmpty(),
        "Left out to save time: %s.",
        String.join(", ", without.stream().map(Named::exercise).toList()));
    text.line(
        NOTHING_STORED + "Log it with log_workout%s.",
        isPlanned() ? ", plan_day " + Shown.quoted(draft.day().name(), 100) : "");
    return new ToolAnswer(json, text.toString());
  }

  private void open(ObjectNode json, Text text) {
    JsonNode open = data.path("open");
    if (open.hasNonNull("since")) {
      json.set("in_progress_since", open.get("since"));
      text.line(
          "%s is in progress since %s: log the rest of it with log_workout, mode append.",
          Named.of(open.path("name"), "A workout"), open.get("since").textValue());
    }
  }

  private boolean isPlanned() {
    return !draft.plan().json().path("kind").asText("").equals("rotation");
  }

  private void head(ObjectNode json, Text text) {
    PlanSchedule schedule = draft.plan().schedule();
    Optional<Integer> week = schedule.week(draft.date());
    json.put("day", draft.day().name());
    json.put("plan", isPlanned() ? draft.plan().name() : null);
    json.put("date", draft.date().toString());
    json.put("why", draft.why());
    json.put("week", week.orElse(null));
    json.put("deload", draft.deload() ? true : null);
    json.put("minutes", draft.minutes());
    text.line(
        "%s of %s, %s %s%s, about %d min: %s. Weights in %s.",
        Shown.quoted(draft.day().name(), 100),
        isPlanned() ? Shown.quoted(draft.plan().name(), 100) : draft.plan().name(),
        PlanAnswer.shown(draft.date().getDayOfWeek()),
        draft.date(),
        week.map(number -> ", week " + number).orElse("")
            + (draft.deload() ? " (deload: fewer sets, nothing added)" : ""),
        draft.minutes(),
        draft.why(),
        lifter.unit().symbol());
    boolean over =
        schedule.endsOn().map(end -> !draft.date().isBefore(end)).orElse(false)
            && draft.plan().isActive();
    text.lineIf(
        over,
        "The plan ended on %s: prolong it with modify_user_plan, or make the next one.",
        schedule.endsOn().map(LocalDate::toString).orElse(""));
  }

  private void missed(ObjectNode json, Text text) {
    List<PlanSchedule.Due> missed = draft.plan().schedule().missed(lifter.today());
    List<String> words = new ArrayList<>();
    ArrayNode rows = json.putArray("missed");
    for (PlanSchedule.Due due : missed) {
      String name = draft.plan().days().get(due.day().orElseThrow()).name();
      rows.addObject().put("day", name).put("date", due.date().toString());
      words.add(Shown.quoted(name, 100) + " of " + due.date());
    }
    text.lineIf(
        !words.isEmpty(),
        "Missed this week: %s; plan_day drafts it instead.",
        String.join(", ", words));
  }

  private void note(ObjectNode json, Text text) {
    JsonNode note = data.path("last_note");
    json.set("last_note", note.isObject() ? note : null);
    text.lineIf(
        note.isObject(),
        "Last note, %s: %s",
        note.path("date").asText(),
        Named.note(note.path("note")));
  }
}
