package coach.tools.plans;

import coach.Shown;
import coach.tools.ToolError;
import coach.tools.lifter.Lifter;
import coach.training.NextWeight;
import coach.training.Pain;
import coach.training.PlanSchedule;
import coach.training.SessionTime;
import coach.training.Wave;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A session to train from: a day of a plan on a date, with what every line of it comes to.
 *
 * @param gym in which it is trained
 * @param place of the day in the plan
 * @param why this day
 * @param entries in order; those without sets were left out to save time
 */
record Draft(
    Plan plan,
    Gyms gym,
    int place,
    LocalDate date,
    boolean deload,
    String why,
    List<Entry> entries) {
  /** A session in progress shorter than this is none. */
  static final int FEWEST_MINUTES = 10;

  /**
   * One exercise.
   *
   * @param line of the plan, or what stands in for it
   * @param instead name of the plan's own exercise where another stands in
   * @param next what to load: in a deload and where it hurts no more than last time
   * @param sets how many of it
   * @param pain flags that concern it
   */
  record Entry(
      Plan.Line line,
      Optional<String> instead,
      NextWeight.Question question,
      NextWeight next,
      int sets,
      List<String> pain) {
    OptionalInt grams() {
      OptionalInt grams = next.weightGrams();
      // What is done with the body alone needs no weight to begin with.
      boolean bare = grams.isEmpty() && line.equipment().equals("body only");
      return bare ? OptionalInt.of(0) : grams;
    }

    /** The sets of a percentage plan; none elsewhere. */
    List<Wave.Set> wave() {
      return next.wave().map(Wave::sets).orElse(List.of());
    }
  }

  Plan.Day day() {
    return plan.days().get(place);
  }

  int minutes() {
    return SessionTime.minutes(
        entries.stream().map(entry -> entry.line().part(entry.sets())).toList());
  }

  /** What a draft is made from, and what the caller asked of it. */
  record Maker(Lifter lifter, Plan plan, JsonNode data, Gyms gym, OptionalInt minutes) {
    Draft draft(int place, LocalDate date, String why) {
      Plan.Day day = plan.days().get(place);
      ToolError.when(
          day.lines().isEmpty(),
          "%s of %s has no exercises. Add some with modify_user_plan, or send another day in"
              + " plan_day: the plan has %s.",
          Shown.quoted(day.name(), 100),
          Shown.quoted(plan.name(), 100),
          DraftTools.names(plan));
      PlanSchedule schedule = plan.schedule();
      boolean deload = schedule.isDeload(date);
      NextLoads loads =
          new NextLoads(
              lifter, gym.grid(), plan, data.path("history"), place, schedule.week(date).orElse(0));
      List<Entry> entries = new ArrayList<>();
      day.lines().forEach(line -> entries.add(entry(line, loads, place, deload)));
      return new Draft(plan, gym, place, date, deload, why, fitted(entries));
    }

    private Entry entry(Plan.Line planned, NextLoads loads, int place, boolean deload) {
      Optional<Plan.Line> spare =
          gym.has(planned.equipment()) ? Optional.empty() : standIn(planned);
      Plan.Line line = spare.orElse(planned);
      NextWeight.Question question = loads.question(line, place);
      NextWeight next = NextWeight.suggest(question);
      List<String> pain =
          Pain.concerning(lifter.settings().pain(), line.name(), line.primary(), line.secondary());
      boolean holds = !pain.isEmpty() || deload && !line.isWave();
      NextWeight due = deload ? next.lightWeek(question) : next;
      NextWeight said = holds ? due.held(question.loadable()) : due;
      int sets = said.wave().map(wave -> wave.sets().size()).orElse(line.sets());
      int kept = deload && said.wave().isEmpty() ? line.deloadSets() : sets;
      return new Entry(line, spare.map(other -> planned.name()), question, said, kept, pain);
    }

    /** The lift of the same kind that comes first, with the sets and reps of the plan. */
    private Optional<Plan.Line> standIn(Plan.Line planned) {
      for (JsonNode lift : data.path("spare").path(planned.id())) {
        var line = planned.json().deepCopy();
        var json = (com.fasterxml.jackson.databind.node.ObjectNode) line;
        json.remove(List.of("line", "percent", "reps_by_week", "open_weeks"));
        json.setAll((com.fasterxml.jackson.databind.node.ObjectNode) lift);
        return Optional.of(new Plan.Line(json));
      }
      return Optional.empty();
    }

    private List<Entry> fitted(List<Entry> entries) {
      if (minutes.isEmpty()) {
        return entries;
      }
      List<Integer> sets =
          SessionTime.fitted(
              entries.stream().map(entry -> entry.line().part(entry.sets())).toList(),
              minutes.getAsInt());
      List<Entry> fitted = new ArrayList<>();
      for (int at = 0; at < entries.size(); at++) {
        Entry entry = entries.get(at);
        fitted.add(
            new Entry(
                entry.line(),
                entry.instead(),
                entry.question(),
                entry.next(),
                sets.get(at),
                entry.pain()));
      }
      return fitted;
    }
  }
}
