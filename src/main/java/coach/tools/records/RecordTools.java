package coach.tools.records;

import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Exercises;
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
import coach.tools.lifter.Lifter;
import coach.tools.sets.LeftOut;
import coach.tools.sets.StoredSet;
import coach.training.DigitSlips;
import coach.training.PerformedSet;
import coach.training.Records;
import coach.training.Records.Best;
import coach.training.Records.NewBest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Personal records: of one exercise in full, or of all at a glance. */
public final class RecordTools {
  private static final int DEFAULT_DAYS = 30;
  private static final int NEW_OF_ONE = 40;
  private static final int NEW_OF_EACH = 3;

  private RecordTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "get_personal_records",
            "Personal records",
            "Heaviest weight, best e1RM and best session volume with their dates, and records set"
                + " since a given date. With exercise also the most reps at each weight; without it"
                + " all exercises, those with the newest records first.",
            Effect.READ,
            Paging.with(
                20,
                100,
                Param.text("exercise", "Name as the lifter says it, or id; default all.", 200),
                Period.since("Only records new from then on; default all")),
            Output.of(
                "exercise object?, since string, to string, new_since string, time_zone string,"
                    + " unit string, one_rm_formula string, total integer, records array,"
                    + " reps_at_weights array, next_cursor string?, left_out object"),
            RecordTools::answer));
  }

  /** One exercise with its records. */
  private record Held(String id, String name, Records records, JsonNode row) {
    LocalDate newest() {
      List<NewBest> news = records.inPeriod();
      return news.isEmpty() ? LocalDate.MIN : news.get(news.size() - 1).best().date();
    }
  }

  /** What was read and asked, while the answer is written. */
  private record Question(
      Lifter lifter,
      JsonNode data,
      Exercises exercise,
      LocalDate since,
      List<Held> held,
      ObjectNode leftOut) {}

  private static ToolAnswer answer(ToolCall call) {
    Answer answer = call.run(Period.values(call.arguments()));
    String asked = call.arguments().text("exercise");
    Exercises exercise = asked == null ? null : Exercises.found(answer.data(), asked);
    LocalDate since = Period.day(answer.data().get("new_since"));
    Moments.refuseFuture("since", since, answer.context());
    Question question = question(answer, exercise, since);
    Paging page = Paging.read(call.arguments());
    return exercise == null ? all(question, page) : one(question, page);
  }

  private static Question question(Answer answer, Exercises exercise, LocalDate since) {
    Lifter lifter = Lifter.of(answer.context());
    LocalDate from = since == null ? lifter.today().minusDays(DEFAULT_DAYS) : since;
    List<Held> held = new ArrayList<>();
    List<PerformedSet> read = new ArrayList<>();
    int later = 0;
    int slips = 0;
    for (JsonNode row : answer.data().get("exercises")) {
      String name = row.get("name").textValue();
      List<PerformedSet> sets = StoredSet.until(lifter.today(), row.get("sets"), name);
      later += row.get("sets").size() - sets.size();
      read.addAll(sets);
      List<PerformedSet> kept = DigitSlips.without(sets);
      slips += sets.size() - kept.size();
      Records records = Records.of(kept, lifter.formula(), from, lifter.today());
      boolean timed = row.get("longest").isObject() || row.get("farthest").isObject();
      if (timed || !records.repsByWeight().isEmpty()) {
        held.add(new Held(row.path("id").textValue(), name, records, row));
      }
    }
    held.removeIf(row -> since != null && exercise == null && row.records.inPeriod().isEmpty());
    held.sort(Comparator.comparing(Held::newest).reversed());
    ObjectNode leftOut = Json.object();
    leftOut.set("drafts", answer.data().get("drafts"));
    leftOut.put("dated_after_today", later);
    leftOut.put("digit_slip", slips);
    LeftOut.oneRepMax(leftOut, read);
    return new Question(lifter, answer.data(), exercise, from, held, leftOut);
  }

  private static ToolAnswer all(Question question, Paging page) {
    List<Held> held = page.cut(question.held);
    int total = question.held.size();
    return Budget.fit(
        held.size(),
        shown -> {
          ObjectNode json = header(question, total);
          Text text = headline(question, "Records of " + Numbers.count(total, "exercise"));
          List<List<String>> table = new ArrayList<>();
          for (Held row : held.subList(0, shown)) {
            ((ArrayNode) json.get("records")).add(json(question.lifter, row, NEW_OF_EACH));
            table.add(row(question.lifter, row));
          }
          text.table(List.of("exercise", "heaviest", "best e1RM", "best volume", "new"), table);
          return finish(json, text, page.next(shown, total), total);
        });
  }

  private static ObjectNode json(Lifter lifter, Held held, int news) {
    ObjectNode json = Json.object();
    json.put("id", held.id).put("name", held.name);
    json.set("longest_s", held.row.get("longest"));
    json.set("farthest_m", held.row.get("farthest"));
    json.setAll(RecordLines.json(lifter, held.records, news));
    return json;
  }

  private static List<String> row(Lifter lifter, Held held) {
    Records records = held.records;
    return List.of(
        Named.exercise(held.name),
        heaviest(lifter, held),
        RecordLines.line(lifter, records.oneRepMax()),
        RecordLines.line(lifter, records.volume()),
        records.inPeriod().isEmpty() ? "-" : RecordLines.news(lifter, records));
  }

  /** One exercise: its bests, what is new, and a page of the most reps at each weight. */
  private static ToolAnswer one(Question question, Paging page) {
    Optional<Held> held = question.held.stream().findFirst();
    List<Best> all = held.map(found -> found.records.repsByWeight()).orElse(List.of());
    List<Best> weights = page.cut(all);
    return Budget.fit(
        weights.size(),
        shown -> {
          ObjectNode json = header(question, all.size());
          Text text = headline(question, "Records of " + question.exercise.title());
          held.ifPresent(found -> bests(question.lifter, found, json, text));
          List<String> reps = new ArrayList<>();
          for (Best best : weights.subList(0, shown)) {
            ((ArrayNode) json.get("reps_at_weights")).add(RecordLines.json(question.lifter, best));
            reps.add(RecordLines.line(question.lifter, Optional.of(best)));
          }
          text.lineIf(
              shown > 0,
              "Most reps at %s: %s.",
              Numbers.count(all.size(), "weight"),
              String.join("; ", reps));
          return finish(json, text, page.next(shown, all.size()), all.size());
        });
  }

  private static String heaviest(Lifter lifter, Held held) {
    Records records = held.records;
    return records.repsByWeight().isEmpty()
        ? RecordLines.timed(held.row)
        : RecordLines.line(
            lifter, records.heaviest().or(() -> records.repsByWeight().stream().findFirst()));
  }

  private static void bests(Lifter lifter, Held held, ObjectNode json, Text text) {
    Records records = held.records;
    ((ArrayNode) json.get("records")).add(json(lifter, held, NEW_OF_ONE));
    String timed = RecordLines.timed(held.row);
    text.lineIf(!timed.isEmpty(), "Longest and farthest: %s.", timed);
    if (records.repsByWeight().isEmpty()) {
      return;
    }
    text.line("Heaviest: %s.", RecordLines.line(lifter, records.heaviest()));
    text.line("Best e1RM: %s.", RecordLines.line(lifter, records.oneRepMax()));
    text.line("Best session volume: %s.", RecordLines.line(lifter, records.volume()));
    List<String> news =
        RecordLines.newest(records, NEW_OF_ONE).stream()
            .map(record -> RecordLines.line(lifter, record))
            .toList();
    text.line(
        "New: %s.",
        news.isEmpty() ? "none" : records.inPeriod().size() + "; " + String.join("; ", news));
  }

  private static ObjectNode header(Question question, int total) {
    ObjectNode json = question.lifter.answer();
    json.set("exercise", question.exercise == null ? null : question.exercise.json());
    json.set("since", question.data.get("looked_back_to"));
    json.put("to", question.lifter.today().toString());
    json.put("new_since", question.since.toString());
    json.put("one_rm_formula", question.lifter.formula().label());
    json.put("total", total);
    json.putArray("records");
    json.putArray("reps_at_weights");
    json.set("left_out", question.leftOut);
    return json;
  }

  private static Text headline(Question question, String what) {
    Lifter lifter = question.lifter;
    return new Text()
        .line(
            "%s, %s to %s. Weights in %s, e1RM by %s from sets of 1 to 12 reps, dates in %s.",
            what,
            question.data.get("looked_back_to").textValue(),
            lifter.today(),
            lifter.unit().symbol(),
            lifter.formula().label(),
            lifter.context().zone())
        .line("New: on or after %s and better than every session before it.", question.since);
  }

  private static ToolAnswer finish(ObjectNode json, Text text, String next, int total) {
    json.put("next_cursor", next);
    text.lineIf(
        total == 0 && json.get("records").isEmpty(),
        "No finished work sets in this look-back, so no records yet.");
    LeftOut.line(text, json.get("left_out"));
    text.lineIf(next != null, "More: cursor %s", next);
    return new ToolAnswer(json, text.toString());
  }
}
