package coach.imports;

import static coach.imports.Column.*;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The header names that one app's exports have used, over all the shapes known.
 *
 * @param columns what may stand in the header, each with its accepted names
 */
record HeaderNames(Format format, List<Known> columns) {

  /** One column, its usual name, and all that it goes by, each {@link #plain}. */
  record Known(Column column, boolean required, String usual, List<String> names) {}

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  static final HeaderNames STRONG =
      new HeaderNames(
          Format.STRONG,
          List.of(
              need(STARTED, "Date"),
              need(TITLE, "Workout Name"),
              need(EXERCISE, "Exercise Name"),
              need(ORDER, "Set Order"),
              need(
                  WEIGHT,
                  "Weight, Weight (kg), Weight (lbs), Weight (kgs), Weight (lb), kg, lb, lbs"),
              need(REPS, "Reps"),
              may(NUMBER, "Workout #"),
              may(LENGTH, "Duration, Duration (sec), Workout Duration"),
              may(WEIGHT_UNIT, "Weight Unit"),
              may(RPE, "RPE"),
              may(
                  DISTANCE,
                  "Distance, Distance (meters), Distance (km), Distance (miles), km, mi, miles"),
              may(DISTANCE_UNIT, "Distance Unit"),
              may(TIME, "Seconds"),
              may(EXERCISE_NOTE, "Notes"),
              may(SESSION_NOTE, "Workout Notes")));

  static final HeaderNames HEVY =
      new HeaderNames(
          Format.HEVY,
          List.of(
              need(TITLE, "title"),
              need(STARTED, "start_time"),
              need(EXERCISE, "exercise_title"),
              need(ORDER, "set_index"),
              need(TYPE, "set_type"),
              need(WEIGHT, "weight_kg, weight_lbs, weight_lb"),
              need(REPS, "reps"),
              may(ENDED, "end_time"),
              may(SESSION_NOTE, "description"),
              may(SUPERSET, "superset_id"),
              may(EXERCISE_NOTE, "exercise_notes"),
              may(DISTANCE, "distance_km, distance_miles, distance_meters"),
              may(TIME, "duration_seconds"),
              may(RPE, "rpe")));

  static final HeaderNames FITNOTES =
      new HeaderNames(
          Format.FITNOTES,
          List.of(
              need(STARTED, "Date"),
              need(EXERCISE, "Exercise"),
              need(CATEGORY, "Category"),
              need(WEIGHT, "Weight, Weight (kgs), Weight (lbs), Weight (kg), Weight (lb)"),
              need(REPS, "Reps"),
              may(WEIGHT_UNIT, "Weight Unit"),
              may(DISTANCE, "Distance"),
              may(DISTANCE_UNIT, "Distance Unit"),
              may(TIME, "Time"),
              may(COMMENT, "Comment, Notes")));

  static final HeaderNames FITBOD =
      new HeaderNames(
          Format.FITBOD,
          List.of(
              need(STARTED, "Date"),
              need(EXERCISE, "Exercise"),
              need(REPS, "Reps"),
              need(WEIGHT, "Weight(kg), Weight(lb), Weight(lbs), Weight"),
              need(TYPE, "isWarmup"),
              may(TIME, "Duration(s)"),
              may(DISTANCE, "Distance(m)"),
              may(COMMENT, "Note")));

  /**
   * Jefit packs an exercise's sets into one cell, "60x10,65x8": a row becomes one row for each, in
   * which the weight stands where the sets stood and the repetitions where the record did.
   */
  static final HeaderNames JEFIT =
      new HeaderNames(
          Format.JEFIT,
          List.of(
              need(STARTED, "mydate"),
              need(EXERCISE, "ename"),
              need(WEIGHT, "logs"),
              need(REPS, "record"),
              need(NUMBER, "belongsession")));

  static final HeaderNames PLAIN =
      new HeaderNames(
          Format.PLAIN,
          List.of(
              need(STARTED, "date"),
              need(EXERCISE, "exercise"),
              need(WEIGHT, "weight, weight_kg, weight_lb, weight_lbs"),
              need(REPS, "reps"),
              may(TITLE, "session, workout"),
              may(ORDER, "set_number"),
              may(SETS, "sets"),
              may(TYPE, "type"),
              may(WEIGHT_UNIT, "unit"),
              may(RPE, "rpe"),
              may(REST, "rest_seconds, rest"),
              may(TIME, "duration_seconds, seconds"),
              may(DISTANCE, "distance_m, distance_km, distance_miles"),
              may(COMMENT, "note, notes"),
              may(FAILURE, "to_failure"),
              may(SUPERSET, "superset"),
              may(EXERCISE_NOTE, "exercise_note"),
              may(BODY_WEIGHT, "body_weight"),
              may(ENDED, "ended"),
              may(SESSION_NOTE, "session_note"),
              may(DELOAD, "deload"),
              may(ZONE, "time_zone"),
              may(TIME_KNOWN, "time_known"),
              may(COACH_ID, "coach_id")));

  static final List<HeaderNames> ALL = List.of(STRONG, HEVY, FITNOTES, FITBOD, JEFIT, PLAIN);

  private static Known need(Column column, String names) {
    return known(column, true, List.of(names.split(", ")));
  }

  private static Known may(Column column, String names) {
    return known(column, false, List.of(names.split(", ")));
  }

  private static Known known(Column column, boolean required, List<String> names) {
    List<String> plain = names.stream().map(HeaderNames::plain).toList();
    return new Known(column, required, names.get(0), plain);
  }

  /** Lower case, every run of anything but letters and digits one space: how names are compared. */
  static String plain(String name) {
    return BETWEEN_WORDS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
