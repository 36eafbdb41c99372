package coach.tools.summary;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.plans.Plan;
import coach.tools.volume.Training;
import coach.training.Adherence;
import coach.training.Adherence.State;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was done of the active plan in the period of a summary. */
record AdherenceLines(Plan plan, Adherence adherence) {
  private static final int MOST = 8;

  /**
   * Empty without an active plan that asks for anything.
   *
   * @param data the summary's plan, and the plan's day of each session
   */
  static Optional<AdherenceLines> of(
      JsonNode data, Training training, LocalDate since, LocalDate today) {
    if (!data.path("plan").isObject()) {
      return Optional.empty();
    }
    Plan plan = Plan.of(data.get("plan"));
    if (plan.lines().isEmpty()) {
      return Optional.empty();
    }
    List<AdherencePart> parts = AdherencePart.of(plan, data.path("versions"), since, today);
    return Optional.of(
        new AdherenceLines(
            plan,
            AdherencePart.joined(
                plan, parts, part -> part.adherence(data.path("days"), training, today))));
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("plan", plan.name());
    json.put("since", adherence.from().toString());
    json.put("planned", adherence.sessions().size());
    for (State state : State.values()) {
      json.put(state.code(), adherence.count(state));
    }
    json.put("planned_sets", adherence.exercises().stream().mapToInt(e -> e.planned()).sum());
    json.put("done_sets", adherence.exercises().stream().mapToInt(e -> e.done()).sum());
    json.put("outside", adherence.outside());
    ArrayNode days = json.putArray("days");
    for (int place = 0; place < plan.days().size(); place++) {
      ObjectNode day = Json.object().put("day", plan.days().get(place).name());
      for (State state : State.values()) {
        day.put(state.code(), count(place, state));
      }
      days.add(day);
    }
    json.set(
        "short",
        Json.array(
            behind(),
            one ->
                Json.object()
                    .put("exercise", name(one.id()))
                    .put("planned", one.planned())
                    .put("done", one.done())));
    return json;
  }

  private int count(int place, State state) {
    OptionalInt wanted = OptionalInt.of(place);
    return (int)
        adherence.sessions().stream()
            .filter(session -> session.place().equals(wanted) && session.state() == state)
            .count();
  }

  private List<Adherence.Exercise> behind() {
    return adherence.exercises().stream()
        .filter(one -> one.done() < one.planned())
        .sorted((a, b) -> Integer.compare(b.planned() - b.done(), a.planned() - a.done()))
        .limit(MOST)
        .toList();
  }

  private String name(String id) {
    return plan.lines().stream()
        .filter(line -> line.id().equals(id))
        .map(Plan.Line::name)
        .findFirst()
        .orElse("an exercise");
  }

  void write(Text text) {
    if (adherence.sessions().isEmpty() && adherence.outside() == 0) {
      text.line(
          "Plan %s since %s: no session was due yet.",
          Shown.quoted(plan.name(), 100), adherence.from());
    } else {
      followed(text);
    }
  }

  private void followed(Text text) {
    ObjectNode json = json();
    text.line(
        "Plan %s since %s: %s planned, %d done, %d of them moved within the week, %d missed; %d of %d planned sets done%s.",
        Shown.quoted(plan.name(), 100),
        adherence.from(),
        Numbers.count(adherence.sessions().size(), "session"),
        adherence.count(State.DONE) + adherence.count(State.MOVED),
        adherence.count(State.MOVED),
        adherence.count(State.MISSED),
        json.get("done_sets").asInt(),
        json.get("planned_sets").asInt(),
        adherence.outside() > 0
            ? "; %s outside of it".formatted(Numbers.count(adherence.outside(), "workout"))
            : "");
    sessions(text, State.MISSED, "Missed");
    sessions(text, State.MOVED, "Moved");
    List<String> shorts =
        behind().stream()
            .map(
                one ->
                    "%s %d of %d"
                        .formatted(Named.exercise(name(one.id())), one.done(), one.planned()))
            .toList();
    text.lineIf(!shorts.isEmpty(), "Sets short of the plan: %s.", String.join(", ", shorts));
  }

  private void sessions(Text text, State state, String word) {
    List<String> lines =
        adherence.sessions().stream()
            .filter(session -> session.state() == state)
            .map(AdherenceLines.this::line)
            .toList();
    int left = lines.size() - MOST;
    text.lineIf(
        !lines.isEmpty(),
        "%s: %s%s.",
        word,
        String.join(", ", lines.subList(Math.max(0, left), lines.size())),
        left > 0 ? " and %d before".formatted(left) : "");
  }

  private String line(Adherence.Session session) {
    String day =
        session.place().isPresent()
            ? Shown.quoted(plan.days().get(session.place().getAsInt()).name(), 60) + " of "
            : "one in the week of ";
    return day
        + session.date()
        + session.doneOn().map(on -> on.equals(session.date()) ? "" : " on " + on).orElse("");
  }
}
