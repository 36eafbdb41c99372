package coach.imports;

/** The kinds of set that an export can tell apart, under the names that the database gives them. */
public enum ImportedSetType {
  WARM_UP("warm-up"),
  REGULAR("regular"),
  DROP_SET("drop-set");

  private final String databaseName;

  ImportedSetType(String databaseName) {
    this.databaseName = databaseName;
  }

  /** The name in {@code exercise_set_type}. */
  public String databaseName() {
    return databaseName;
  }
}
