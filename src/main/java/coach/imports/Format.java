package coach.imports;

import java.util.Locale;

/** The apps whose exports coach reads. */
public enum Format {
  STRONG("Strong"),
  HEVY("Hevy"),
  FITNOTES("FitNotes"),
  FITBOD("Fitbod"),
  JEFIT("Jefit"),
  /** The table that any spreadsheet can make, and that coach itself exports. */
  PLAIN("CSV");

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** The app's name as people write it. */
  public String label() {
    return label;
  }

  /** The app's name as it stands in the rows of its workouts. */
  public String source() {
    return name().toLowerCase(Locale.ROOT);
  }
}
