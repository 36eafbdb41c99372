package coach.training;

import coach.training.Landmark.VolumeStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The volume landmarks in force for a lifter: the published ones (Israetel / Renaissance
 * Periodization as commonly tabulated), each replaceable by a personal one. They are starting
 * points for an individual, not limits.
 */
public final class Landmarks {
  private static final Map<MuscleGroup, Landmark> PUBLISHED = publishedTable();

  private final Map<MuscleGroup, Landmark> personal;

  private Landmarks(Map<MuscleGroup, Landmark> personal) {
    this.personal = personal;
  }

  /** The published table, unchanged. */
  public static Landmarks published() {
    return new Landmarks(Map.of());
  }

  /** The published table with the lifter's own numbers where there are any. */
  public static Landmarks withPersonal(Map<MuscleGroup, Landmark> personal) {
    return new Landmarks(Map.copyOf(personal));
  }

  /** The landmark in force; empty where the table has none and the lifter gave none. */
  public Optional<Landmark> of(MuscleGroup group) {
    return Optional.ofNullable(personal.getOrDefault(group, PUBLISHED.get(group)));
  }

  /** True when the numbers are the lifter's own. */
  public boolean isPersonal(MuscleGroup group) {
    return personal.containsKey(group);
  }

  /** The status of {@code sets} per week, counted directly. */
  public VolumeStatus status(MuscleGroup group, double sets) {
    return of(group).map(mark -> mark.status(sets)).orElse(VolumeStatus.NO_LANDMARK);
  }

  private static Map<MuscleGroup, Landmark> publishedTable() {
    Map<MuscleGroup, Landmark> table = new EnumMap<>(MuscleGroup.class);
    table.put(MuscleGroup.CHEST, new Landmark(8, 10, 12, 20, 22));
    table.put(MuscleGroup.BACK, new Landmark(8, 10, 14, 22, 25));
    table.put(MuscleGroup.QUADRICEPS, new Landmark(6, 8, 12, 18, 20));
    table.put(MuscleGroup.HAMSTRINGS, new Landmark(4, 6, 10, 16, 20));
    table.put(MuscleGroup.GLUTES, new Landmark(0, 0, 4, 12, 16));
    table.put(MuscleGroup.CALVES, new Landmark(6, 8, 12, 16, 20));
    table.put(MuscleGroup.BICEPS, new Landmark(5, 8, 14, 20, 26));
    table.put(MuscleGroup.TRICEPS, new Landmark(4, 6, 10, 14, 18));
    table.put(MuscleGroup.SIDE_AND_REAR_DELTS, new Landmark(0, 8, 16, 22, 26));
    table.put(MuscleGroup.FRONT_DELTS, new Landmark(0, 0, 6, 8, 12));
    table.put(MuscleGroup.TRAPS, new Landmark(0, 0, 12, 20, 26));
    table.put(MuscleGroup.ABDOMINALS, new Landmark(0, 0, 16, 20, 25));
    return Collections.unmodifiableMap(table);
  }
}
