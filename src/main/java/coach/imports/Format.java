package coach.imports;

/** The apps whose exports coach reads. */
public enum Format {
  STRONG("Strong"),
  HEVY("Hevy"),
  FITNOTES("FitNotes");

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** The app's name as people write it. */
  public String label() {
    return label;
  }
}
