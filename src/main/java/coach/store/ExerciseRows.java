package coach.store;

import coach.imports.ImportedExercise;
import coach.imports.ImportedSet;
import coach.imports.Labels;
import coach.training.SetType;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Turns the sets of one exercise into rows.
 *
 * <p>Straight sets that differ in nothing but reps and rest stay in their performed exercise; sets
 * that differ get rows of their own, and the performed exercise above them then holds every set's
 * reps and the top weight, so that an app that reads only it still shows something true.
 */
public final class ExerciseRows {
  private final OwnIds ids;

  public ExerciseRows(OwnIds ids) {
    this.ids = ids;
  }

  /** Which weights of an exercise are help. */
  public enum Help {
    NEGATIVE,
    NOT_POSITIVE,
    ALL;

    /** Apps write an assisted lift's help as its weight. */
    public static Help of(String name) {
      return isAssisted(name) ? ALL : NEGATIVE;
    }
  }

  /**
   * One exercise of a session.
   *
   * @param session its id
   * @param position within the session, from 0
   * @param exerciseId what its name means
   * @param help which weights are help, which coach keeps apart from the load
   * @param exercise as it was written down
   * @param bodyWeightGrams the lifter's own weight, where it is part of the load; null when unknown
   */
  public record Performed(
      UUID session,
      int position,
      UUID exerciseId,
      Help help,
      ImportedExercise exercise,
      Integer bodyWeightGrams) {
    private List<ImportedSet> sets() {
      return exercise.sets();
    }

    private boolean isHelp(ImportedSet set) {
      return switch (help) {
        case ALL -> true;
        case NEGATIVE -> set.grams() < 0;
        case NOT_POSITIVE -> set.grams() <= 0;
      };
    }

    private Integer bodyWeightGrams(ImportedSet set) {
      return set.bodyWeightGrams() == null ? bodyWeightGrams : set.bodyWeightGrams();
    }

    private int load(ImportedSet set) {
      return isHelp(set) ? 0 : set.grams();
    }
  }

  /** Adds the rows of this exercise and returns the one above its sets. */
  public ObjectNode add(ObjectNode part, Performed performed) {
    UUID id = ids.of("performed exercise", performed.session(), performed.position());
    ObjectNode row = part.withArray("performed_exercise").addObject();
    row.put("performed_exercise_id", id.toString());
    row.put("performed_session_id", performed.session().toString());
    row.put("name", performed.exercise().name());
    row.put("performed", true);
    row.put("note", performed.exercise().note());
    ArrayNode reps = row.putArray("reps");
    ArrayNode rest = row.putArray("rest");
    int top = 0;
    for (ImportedSet set : performed.sets()) {
      reps.add(set.reps());
      rest.add(Rows.interval(set.rest()));
      top = Math.max(top, performed.load(set));
    }
    row.put("weight", top);
    boolean straight =
        performed.sets().stream().noneMatch(performed::isHelp) && isStraight(performed.sets());
    data(row.putObject("data"), performed, straight);
    for (int number = 1; !straight && number <= performed.sets().size(); number++) {
      set(part, id, number, performed);
    }
    return row;
  }

  private static void data(ObjectNode data, Performed performed, boolean straight) {
    data.put("base_exercise_id", performed.exerciseId().toString());
    data.put("position", performed.position());
    if (performed.exercise().supersetGroup() != null) {
      data.put("superset", performed.exercise().supersetGroup());
    }
    if (straight && performed.sets().get(0).rpe() != null) {
      data.put("rpe", performed.sets().get(0).rpe());
    }
    if (straight && performed.bodyWeightGrams() != null) {
      data.put("bodyweight_g", performed.bodyWeightGrams());
    }
  }

  private void set(ObjectNode part, UUID exercise, int number, Performed performed) {
    ImportedSet set = performed.sets().get(number - 1);
    ObjectNode row = part.withArray("performed_exercise_set").addObject();
    row.put("performed_exercise_set_id", ids.of("set", exercise, number).toString());
    row.put("performed_exercise_id", exercise.toString());
    row.put("exercise_set_type", set.type().databaseName());
    row.put("weight", performed.load(set));
    row.put("reps", set.reps());
    row.put("rest", Rows.interval(set.rest()));
    row.put("order", number);
    row.put("note", set.note());
    row.set("data", Rows.orNull(data(performed, set)));
  }

  private static ObjectNode data(Performed performed, ImportedSet set) {
    ObjectNode data = Rows.object();
    if (performed.isHelp(set)) {
      data.put("assistance_g", Math.abs(set.grams()));
    }
    if (performed.bodyWeightGrams(set) != null) {
      data.put("bodyweight_g", performed.bodyWeightGrams(set));
    }
    if (set.rpe() != null) {
      data.put("rpe", set.rpe());
    }
    if (set.rest() == null) {
      // The column demands a rest; what is not known must not read as a minute.
      data.put("rest_unknown", true);
    }
    if (set.toFailure()) {
      data.put("to_failure", true);
    }
    if (set.distanceMeters() != null) {
      data.put("distance_m", set.distanceMeters());
    }
    if (set.duration() != null) {
      data.put("duration_s", set.duration().toSeconds());
    }
    return data;
  }

  /** Apps write an assisted lift's help as its weight. */
  public static boolean isAssisted(String name) {
    return List.of(Labels.normalize(name).split(" ")).contains("assisted");
  }

  private static boolean isStraight(List<ImportedSet> sets) {
    ImportedSet first = sets.get(0);
    return sets.stream()
        .allMatch(
            set ->
                set.type() == SetType.REGULAR
                    && set.grams() == first.grams()
                    && Objects.equals(set.rpe(), first.rpe())
                    && set.note() == null
                    && set.bodyWeightGrams() == null
                    // The row above takes no rest out of the middle.
                    && (set.rest() == null) == (first.rest() == null)
                    && !set.toFailure()
                    && set.distanceMeters() == null
                    && set.duration() == null);
  }
}
