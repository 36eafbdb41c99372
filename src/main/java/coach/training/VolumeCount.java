package coach.training;

import coach.training.WeeklyVolume.Contribution;
import coach.training.WeeklyVolume.Counting;
import coach.training.WeeklyVolume.ExerciseSets;
import coach.training.WeeklyVolume.GroupVolume;
import coach.training.WeeklyVolume.Kind;
import coach.training.WeeklyVolume.Week;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The counting behind {@link WeeklyVolume}: one pass over the sets, then one result per group. */
final class VolumeCount {
  private final List<ExerciseSets> exercises;
  private final List<LocalDate> mondays;
  private final Counting counting;
  private final Landmarks landmarks;
  private final Set<LocalDate> trained = new HashSet<>();
  private final Set<LocalDate> deload = new HashSet<>();
  private final Map<Counting, Map<MuscleGroup, Map<LocalDate, Double>>> byWeek =
      new EnumMap<>(Counting.class);
  private final Map<MuscleGroup, Map<String, Double>> byExercise = new HashMap<>();
  private final Set<String> unknownMuscles = new TreeSet<>();
  private int setsWithoutMuscles;

  VolumeCount(
      List<ExerciseSets> exercises,
      List<LocalDate> mondays,
      Counting counting,
      Landmarks landmarks) {
    this.exercises = exercises;
    this.mondays = mondays;
    this.counting = counting;
    this.landmarks = landmarks;
  }

  WeeklyVolume result() {
    exercises.forEach(this::count);
    List<Week> weeks = mondays.stream().map(monday -> new Week(monday, kind(monday))).toList();
    List<LocalDate> full =
        weeks.stream().filter(week -> week.kind() == Kind.FULL).map(Week::monday).toList();
    List<GroupVolume> groups =
        Arrays.stream(MuscleGroup.values()).map(group -> volume(group, full)).toList();
    return new WeeklyVolume(
        weeks,
        groups,
        counting,
        full.size(),
        setsWithoutMuscles,
        Collections.unmodifiableSet(unknownMuscles));
  }

  private void count(ExerciseSets exercise) {
    Set<LocalDate> inWindow = new HashSet<>(mondays);
    for (PerformedSet set : exercise.sets()) {
      LocalDate monday = Weeks.mondayOf(set.date());
      if (!set.isWork() || !inWindow.contains(monday)) {
        continue;
      }
      (set.deload() ? deload : trained).add(monday);
      if (set.isHard()) {
        unknownMuscles.addAll(exercise.muscles().unknownMuscles());
        setsWithoutMuscles += exercise.muscles().isKnown() ? 0 : 1;
        for (Counting each : Counting.values()) {
          exercise
              .muscles()
              .setsPerGroup(each)
              .forEach((group, sets) -> add(each, group, monday, exercise.muscles(), sets));
        }
      }
    }
  }

  private void add(
      Counting by, MuscleGroup group, LocalDate monday, ExerciseMuscles exercise, double sets) {
    byWeek
        .computeIfAbsent(by, counting -> new HashMap<>())
        .computeIfAbsent(group, g -> new HashMap<>())
        .merge(monday, sets, Double::sum);
    if (by == counting) {
      byExercise
          .computeIfAbsent(group, g -> new TreeMap<>())
          .merge(exercise.exercise(), sets, Double::sum);
    }
  }

  private Kind kind(LocalDate monday) {
    if (monday.equals(mondays.get(mondays.size() - 1))) {
      return Kind.CURRENT;
    }
    if (deload.contains(monday)) {
      return Kind.DELOAD;
    }
    return trained.contains(monday) ? Kind.FULL : Kind.NO_TRAINING;
  }

  private GroupVolume volume(MuscleGroup group, List<LocalDate> full) {
    Map<LocalDate, Double> perWeek = perWeek(counting, group);
    OptionalDouble direct = average(perWeek(Counting.DIRECT, group), full);
    return new GroupVolume(
        group,
        Collections.unmodifiableMap(perWeek),
        average(perWeek, full),
        direct,
        average(perWeek(Counting.FRACTIONAL, group), full),
        landmarks.of(group),
        landmarks.isPersonal(group),
        direct.stream().mapToObj(sets -> landmarks.status(group, sets)).findFirst(),
        contributions(group));
  }

  private Map<LocalDate, Double> perWeek(Counting by, MuscleGroup group) {
    Map<LocalDate, Double> counted =
        byWeek.getOrDefault(by, Map.of()).getOrDefault(group, Map.of());
    Map<LocalDate, Double> perWeek = new TreeMap<>();
    mondays.forEach(monday -> perWeek.put(monday, counted.getOrDefault(monday, 0.0)));
    return perWeek;
  }

  private static OptionalDouble average(Map<LocalDate, Double> perWeek, List<LocalDate> full) {
    return full.stream().mapToDouble(perWeek::get).average();
  }

  private List<Contribution> contributions(MuscleGroup group) {
    return byExercise.getOrDefault(group, Map.of()).entrySet().stream()
        .map(entry -> new Contribution(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Contribution::sets).reversed())
        .toList();
  }
}
