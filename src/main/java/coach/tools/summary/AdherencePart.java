package coach.tools.summary;

import coach.tools.plans.Plan;
import coach.tools.volume.Training;
import coach.training.Adherence;
import coach.training.PerformedSet;
import coach.training.Weeks;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Weeks in which a plan was the same: what it asked for then is what counts, not what it asks for
 * now. A week belongs to what the plan was at its end.
 *
 * @param plan with the days of then
 * @param until the last of the part's days: a Sunday, or today
 */
record AdherencePart(Plan plan, LocalDate since, LocalDate until) {
  /**
   * The parts of a period, oldest first; at least one.
   *
   * @param versions what the plan was before its changes, newest first, each with {@code until},
   *     the day of the change, and {@code days}
   */
  static List<AdherencePart> of(Plan plan, JsonNode versions, LocalDate since, LocalDate today) {
    List<AdherencePart> parts = new ArrayList<>();
    LocalDate from = since;
    for (int at = versions.size() - 1; at >= 0; at--) {
      JsonNode version = versions.get(at);
      LocalDate change = Weeks.mondayOf(LocalDate.parse(version.path("until").asText()));
      if (change.isAfter(from)) {
        ObjectNode then = plan.json().deepCopy();
        then.set("days", version.get("days"));
        parts.add(new AdherencePart(Plan.of(then), from, change.minusDays(1)));
        from = change;
      }
    }
    parts.add(new AdherencePart(plan, from, today));
    return parts;
  }

  Adherence adherence(JsonNode days, Training training, LocalDate today) {
    return Adherence.of(
        plan.schedule(),
        lines(Plan.Line::sets),
        lines(Plan.Line::deloadSets),
        workouts(days, training),
        since,
        until,
        today);
  }

  /** All parts as one, its sessions by the places that their days have in the plan of now. */
  static Adherence joined(
      Plan now, List<AdherencePart> parts, Function<AdherencePart, Adherence> each) {
    List<String> ids = now.days().stream().map(Plan.Day::id).toList();
    List<Adherence.Session> sessions = new ArrayList<>();
    Map<String, Adherence.Exercise> exercises = new LinkedHashMap<>();
    LocalDate from = null;
    int outside = 0;
    for (AdherencePart part : parts) {
      Adherence of = each.apply(part);
      from = from == null ? of.from() : from;
      outside += of.outside();
      of.sessions().forEach(one -> sessions.add(part.placed(one, ids)));
      for (Adherence.Exercise one : of.exercises()) {
        exercises.merge(
            one.id(),
            one,
            (a, b) ->
                new Adherence.Exercise(a.id(), a.planned() + b.planned(), a.done() + b.done()));
      }
    }
    return new Adherence(from, sessions, List.copyOf(exercises.values()), outside);
  }

  private Adherence.Session placed(Adherence.Session one, List<String> ids) {
    int place =
        one.place().isEmpty() ? -1 : ids.indexOf(plan.days().get(one.place().getAsInt()).id());
    return new Adherence.Session(
        one.date(),
        place < 0 ? OptionalInt.empty() : OptionalInt.of(place),
        one.state(),
        one.doneOn());
  }

  private List<Map<String, Integer>> lines(ToIntFunction<Plan.Line> sets) {
    List<Map<String, Integer>> days = new ArrayList<>();
    for (Plan.Day day : plan.days()) {
      Map<String, Integer> lines = new LinkedHashMap<>();
      day.lines().forEach(line -> lines.merge(line.id(), sets.applyAsInt(line), Integer::sum));
      days.add(lines);
    }
    return days;
  }

  private List<Adherence.Workout> workouts(JsonNode days, Training training) {
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < plan.days().size(); place++) {
      places.put(plan.days().get(place).id(), place);
    }
    Map<String, Adherence.Workout> workouts = new LinkedHashMap<>();
    for (Training.Lift lift : training.lifts()) {
      for (PerformedSet set : lift.sets()) {
        String session = set.sessionId().toString();
        Integer place = places.get(days.path(session).asText(""));
        workouts
            .computeIfAbsent(
                session,
                none ->
                    new Adherence.Workout(
                        set.date(),
                        place == null ? OptionalInt.empty() : OptionalInt.of(place),
                        new HashMap<>()))
            .sets()
            .merge(String.valueOf(lift.id()), 1, Integer::sum);
      }
    }
    return List.copyOf(workouts.values());
  }
}
