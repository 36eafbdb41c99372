package coach.tools.plans;

import coach.Shown;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.lifter.Lifter;
import coach.training.Landmark.VolumeStatus;
import coach.training.Pain;
import coach.training.PlanVolume;
import java.util.ArrayList;
import java.util.List;

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
    plan.lines().stream().map(Plan.Line::id).distinct().forEach(id -> pain(id, warnings));
    equipment(warnings);
    return warnings;
  }

  private void pain(String id, List<String> warnings) {
    Plan.Line line = plan.lines().stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
    List<String> pain =
        Pain.concerning(lifter.settings().pain(), line.name(), line.primary(), line.secondary());
    if (!pain.isEmpty()) {
      List<String> easier = Pain.sparing(pain, line.name(), line.primary());
      warnings.add(
          "pain is noted (%s) where %s loads%s."
              .formatted(
                  Shown.quoted(String.join(", ", pain), 100),
                  Named.exercise(line.name()),
                  easier.isEmpty() ? "" : "; easier: " + String.join(", ", easier)));
    }
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
