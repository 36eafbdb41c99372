package coach.imports;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One workout while its rows are still being read; they need not stand together in the file. */
final class SessionDraft {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final String title;
  private final Moment start;
  private final boolean byDay;
  private final UnaryOperator<String> shared;
  private final Notes notes = new Notes();
  private final List<ExerciseDraft> exercises = new ArrayList<>();
  private final Map<String, String> supersets = new HashMap<>(2);
  private LocalDateTime end;
  private ImportedSession.Own own;
  private boolean endRead;

  /**
   * @param byDay whether the app knows days but no workouts, so that a row before the first one is
   *     no other workout
   * @param shared gives one copy of equal names, of which a file has hundreds of thousands
   */
  SessionDraft(String title, Moment start, boolean byDay, UnaryOperator<String> shared) {
    this.title = title;
    this.start = start;
    this.byDay = byDay;
    this.shared = shared;
  }

  /**
   * The run that the row belongs to, begun where it is the first of one.
   *
   * @param supersetId "" outside a superset
   * @param order the set's number, −1 when it has none
   */
  ExerciseDraft exercise(Row row, String supersetId, int order) {
    String name = shared.apply(Cells.name(row, Column.EXERCISE));
    if (name.isEmpty()) {
      throw BadCell.of(row, Column.EXERCISE, "the name of an exercise");
    }
    String group = supersetId.isEmpty() ? null : own == null ? group(supersetId) : supersetId;
    ExerciseDraft last = exercises.isEmpty() ? null : exercises.get(exercises.size() - 1);
    if (last == null || !last.takes(name, group, order)) {
      last = new ExerciseDraft(name, group);
      exercises.add(last);
    }
    last.noteOrder(order);
    return last;
  }

  private String group(String supersetId) {
    return supersets.computeIfAbsent(supersetId, id -> String.valueOf(supersets.size() + 1));
  }

  /** What coach's own export says of the workout; its first row decides. */
  void own(ImportedSession.Own said) {
    own = own == null ? said : own;
  }

  void addNote(Row row, Column column) {
    notes.add(row, column);
  }

  /** Takes the end from a length in the row, once; a length that cannot be is only noticed. */
  void endAfter(Row row, LogDraft log) {
    if (!endRead) {
      endRead = true;
      Duration length = Durations.parse(row.text(Column.LENGTH));
      setEnd(length == null ? null : start.at().plus(length), Column.LENGTH, row, log);
    }
  }

  /** Takes the end from a time in the row, once; an end that cannot be is only noticed. */
  void endAt(Row row, LogDraft log) {
    if (!endRead) {
      endRead = true;
      Moment moment = log.moment(row, Column.ENDED);
      boolean known = moment != null && moment.timeKnown();
      setEnd(known ? moment.at() : null, Column.ENDED, row, log);
    }
  }

  private void setEnd(LocalDateTime found, Column column, Row row, LogDraft log) {
    boolean possible =
        found != null && !found.isBefore(start.at()) && !found.isAfter(start.at().plus(LONGEST));
    if (!possible) {
      log.addNotice(
          row.line(),
          "%s is %s; the workout is kept without an end, expected up to 24 hours after its start."
              .formatted(row.header().name(column), BadCell.shown(row.text(column))));
    } else if (start.timeKnown() && found.isAfter(start.at())) {
      end = found;
    }
  }

  boolean isEmpty() {
    return exercises.stream().allMatch(ExerciseDraft::isEmpty);
  }

  ImportedSession finished() {
    List<ImportedExercise> performed =
        exercises.stream()
            .filter(exercise -> !exercise.isEmpty())
            .map(ExerciseDraft::finished)
            .toList();
    boolean timeKnown = start.timeKnown() && (own == null || own.timeKnown());
    return new ImportedSession(
        title, start.at(), timeKnown, end, notes.joined(), performed, identity(), own);
  }

  private String identity() {
    if (own != null && !own.id().isEmpty()) {
      return own.id();
    }
    return byDay
        ? start.at().toLocalDate().toString()
        : start.at().truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** The distinct notes of a session or an exercise: exports repeat one note on every row. */
  static final class Notes {
    private final Set<String> notes = new LinkedHashSet<>(2);
    private int length;

    void add(Row row, Column column) {
      String note = Cells.note(row, column);
      if (note == null || notes.contains(note)) {
        return;
      }
      if (length + note.length() + 1 > Cells.MAX_NOTE + 1) {
        throw new BadCell(
            "%s adds up to more than %d characters; expected shorter notes."
                .formatted(row.header().name(column), Cells.MAX_NOTE));
      }
      notes.add(note);
      length += note.length() + 1;
    }

    /** Null when there is none. */
    String joined() {
      return notes.isEmpty() ? null : String.join("\n", notes);
    }
  }
}
