package coach.imports;

/** What a column of any export means, whatever the app calls it. */
enum Column {
  NUMBER,
  STARTED,
  ENDED,
  LENGTH,
  TITLE,
  SESSION_NOTE,
  EXERCISE,
  EXERCISE_NOTE,
  CATEGORY,
  SUPERSET,
  ORDER,
  TYPE,
  WEIGHT,
  WEIGHT_UNIT,
  REPS,
  RPE,
  REST,
  SETS,
  DISTANCE,
  DISTANCE_UNIT,
  TIME,
  COMMENT,
  FAILURE,
  BODY_WEIGHT,
  DELOAD,
  ZONE,
  TIME_KNOWN,
  COACH_ID
}
