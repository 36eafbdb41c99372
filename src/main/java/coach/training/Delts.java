package coach.training;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The heads of the deltoid, split by the exercise because the catalogue knows only "shoulders".
 *
 * <p>The first matching row of {@link #TABLE} decides. Where none matches: pulls train the rear
 * head, isolation that does not pull the side head, everything else the front head.
 */
public enum Delts {
  FRONT(MuscleGroup.FRONT_DELTS),
  SIDE(MuscleGroup.SIDE_AND_REAR_DELTS),
  REAR(MuscleGroup.SIDE_AND_REAR_DELTS);

  private record Row(Pattern name, Delts head) {}

  // Narrow rows before wide ones: "rear lateral raise" must not be taken for a lateral raise.
  private static final List<Row> TABLE =
      List.of(
          row("\\brear\\b|face[- ]?pull|pull[- ]?apart|external rotation", REAR),
          row("(reverse|inverted) .*fl(y|ies|ye)|reverse pec|bent[- ]?over .*(raise|fly)", REAR),
          row("upright (.* )?row|high pull|(lateral|side|lu) raise|\\blaterals\\b", SIDE),
          row("front .*raise|\\barnold\\b|handstand|pike push|thruster|\\bjerk\\b", FRONT),
          row("overhead|military|shoulder press|(push|strict|log|landmine) press|\\bohp\\b", FRONT),
          row("clean and press|snatch|bradford", FRONT),
          row("bench|push[- ]?up|\\bdips?\\b|\\bfl(y|ies|yes|ye)\\b|\\bpress\\b", FRONT));

  private final MuscleGroup group;

  Delts(MuscleGroup group) {
    this.group = group;
  }

  /** The landmark group of this head; side and rear share one row of the published table. */
  public MuscleGroup group() {
    return group;
  }

  /** The head that an exercise with "shoulders" among its muscles trains. */
  public static Delts headOf(ExerciseMuscles exercise) {
    String name = exercise.exercise().toLowerCase(Locale.ROOT);
    for (Row row : TABLE) {
      if (row.name.matcher(name).find()) {
        return row.head;
      }
    }
    boolean primary = exercise.primary().contains(MuscleGroup.SHOULDERS);
    if ("pull".equals(exercise.force()) && !exercise.primary().contains("chest")) {
      return REAR;
    }
    return primary && "isolation".equals(exercise.mechanic()) ? SIDE : FRONT;
  }

  /**
   * The table as PostgreSQL reads it: pattern of a lower-case name, {@link MuscleGroup#label}. What
   * no row decides is told by force and mechanic, as in {@link #headOf}.
   */
  public static List<List<String>> patterns() {
    return TABLE.stream()
        .map(row -> List.of(row.name.pattern().replace("\\b", "\\y"), row.head.group.label()))
        .toList();
  }

  private static Row row(String pattern, Delts head) {
    return new Row(Pattern.compile(pattern), head);
  }
}
