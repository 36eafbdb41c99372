package coach.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The groups in which volume is counted, each with the catalogue's muscles behind it; the catalogue
 * knows only "shoulders", which {@link Delts} splits by the exercise.
 */
public enum MuscleGroup {
  CHEST("chest"),
  BACK("lats", "middle back"),
  QUADRICEPS("quadriceps"),
  HAMSTRINGS("hamstrings"),
  GLUTES("glutes"),
  CALVES("calves"),
  BICEPS("biceps"),
  TRICEPS("triceps"),
  SIDE_AND_REAR_DELTS,
  FRONT_DELTS,
  TRAPS("traps"),
  ABDOMINALS("abdominals"),
  FOREARMS("forearms"),
  ADDUCTORS("adductors"),
  ABDUCTORS("abductors"),
  NECK("neck"),
  LOWER_BACK("lower back");

  /** The catalogue's one name for the three heads of the deltoid. */
  public static final String SHOULDERS = "shoulders";

  private final List<String> catalogueMuscles;

  MuscleGroup(String... catalogueMuscles) {
    this.catalogueMuscles = List.of(catalogueMuscles);
  }

  /** The name in answers: "side and rear delts". */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * The group with this {@link #label} (underscores and any case accepted) or with this catalogue
   * muscle. Empty for "shoulders", which is no single group, and for unknown names.
   */
  public static Optional<MuscleGroup> named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Arrays.stream(values())
        .filter(group -> group.label().equals(wanted) || group.catalogueMuscles.contains(wanted))
        .findFirst();
  }
}
