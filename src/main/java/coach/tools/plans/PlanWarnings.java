package coach.tools.plans;

import coach.Shown;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.lifter.Lifter;
import coach.training.Landmark.VolumeStatus;
import coach.training.Pain;
import coach.training.PlanVolume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What to look out for in a plan: too much of a muscle, long days, pain, and what a gym lacks. */
record PlanWarnings(Lifter lifter, Plan plan) {
  private static final int LONG_SESSION = 90;

  List<String> all() {
    List<String> warnings = new ArrayList<>();
    for (PlanVolume volume : PlanVolume.of(plan.items(), lifter.settings().landmarks())) {
      if (volume.status() == VolumeStatus.EXCESSIVE) {
        warnings.add(
            "%s gets %s sets a week, above its MRV."
                .formatted(volume.group().label(), Numbers.plain(volume.direct(), 1)));
      }
    }
    for (Plan.Day day : plan.days()) {
      if (day.minutes() > LONG_SESSION) {
        warnings.add(
            "%s takes about %d min.".formatted(Shown.quoted(day.name(), 100), day.minutes()));
      }
      if (day.lines().isEmpty()) {
        warnings.add("%s has no exercises.".formatted(Shown.quoted(day.name(), 100)));
      }
    }
    pain(warnings);
    equipment(warnings);
    return warnings;
  }

  /** One warning for each place that hurts, whatever the number of lifts. */
  private void pain(List<String> warnings) {
    Map<List<String>, Set<String>> lifts = new LinkedHashMap<>();
    for (Plan.Line line : plan.lines()) {
      List<String> pain =
          Pain.concerning(lifter.settings().pain(), line.name(), line.primary(), line.secondary());
      if (!pain.isEmpty()) {
        List<String> easier = line.sparing(pain, Gyms.of(lifter, null));
        String instead = easier.isEmpty() ? "" : "; easier: " + String.join(", ", easier);
        lifts
            .computeIfAbsent(pain, places -> new LinkedHashSet<>())
            .add(Named.exercise(line.name()) + " loads" + instead);
      }
    }
    lifts.forEach(
        (pain, lines) ->
            warnings.add(
                "pain is noted (%s) where %s."
                    .formatted(
                        Shown.quoted(String.join(", ", pain), 100),
                        String.join(", where ", lines))));
  }

  private void equipment(List<String> warnings) {
    Gyms gym = Gyms.of(lifter, null);
    for (Plan.Line line : plan.lines()) {
      String warning =
          "%s needs %s, which the gym does not have."
              .formatted(Named.exercise(line.name()), line.equipment());
      if (!gym.has(line.equipment()) && !warnings.contains(warning)) {
        warnings.add(warning);
      }
    }
  }
}
