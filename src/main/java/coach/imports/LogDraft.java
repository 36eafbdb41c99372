package coach.imports;

import coach.imports.ImportedLog.RowFault;
import coach.training.Unit;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the rows of one file into sessions, and counts where each row went. */
final class LogDraft {
  private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);

  private final Format format;
  private final LocalDate latest;
  private final boolean monthFirst;
  private final Map<String, SessionDraft> sessions = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<RowFault> faults = new ArrayList<>();
  private final List<RowFault> notices = new ArrayList<>();

  /** Whose last set a rest timer belongs to; null after a row that became no set. */
  private ExerciseDraft resting;

  private int rows;
  private int sets;
  private int attached;
  private int faulty;

  LogDraft(Format format, LocalDate latest, boolean monthFirst) {
    this.format = format;
    this.latest = latest;
    this.monthFirst = monthFirst;
  }

  /** Reads one row, and books it as faulty where it cannot be a set. */
  void read(Row row, boolean cutOff, RowReader reader) {
    rows++;
    try {
      row.checkWidth(cutOff);
      reader.read(row, this);
    } catch (BadCell fault) {
      faulty++;
      resting = null;
      keep(faults, new RowFault(row.line(), fault.getMessage()));
    }
  }

  int rows() {
    return rows;
  }

  /** The session of this key, begun from the row where it is the first of one. */
  SessionDraft session(String key, Row row) {
    SessionDraft known = sessions.get(key);
    if (known != null) {
      return known;
    }
    Moment start = moment(row, Column.STARTED);
    if (start == null) {
      throw BadCell.of(row, Column.STARTED, Moment.EXPECTED);
    }
    LocalDate day = start.at().toLocalDate();
    if (day.isBefore(EARLIEST) || day.isAfter(latest)) {
      throw BadCell.of(row, Column.STARTED, "a date from " + EARLIEST + " to " + latest);
    }
    String title = Cells.name(row, Column.TITLE);
    String shown = title.isEmpty() ? format.label() + " workout" : title;
    SessionDraft session =
        new SessionDraft(shared(shown), start, format == Format.FITBOD, this::shared);
    sessions.put(key, session);
    return session;
  }

  /** Null when the cell is no date. */
  Moment moment(Row row, Column column) {
    return Moment.parse(row.text(column), monthFirst);
  }

  private String shared(String name) {
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }

  void add(ExerciseDraft exercise, ImportedSet set) {
    exercise.add(set);
    sets++;
    resting = exercise;
  }

  /** Books a rest timer: the rest after the set before it, where that set was taken over. */
  void addRest(String exercise, Duration rest) {
    attached++;
    if (resting != null && rest != null && resting.name().equals(exercise)) {
      resting.replaceLast(resting.last().withRest(rest));
    }
  }

  void countAttached() {
    attached++;
  }

  void addNotice(int line, String sentence) {
    keep(notices, new RowFault(line, sentence));
  }

  private static void keep(List<RowFault> list, RowFault fault) {
    if (list.size() < ImportedLog.KEPT_FAULTS) {
      list.add(fault);
    }
  }

  ImportedLog finished(Set<Unit> units) {
    List<ImportedSession> performed = new ArrayList<>(sessions.size());
    Collection<SessionDraft> drafts = sessions.values();
    int read = drafts.size();
    drafts.removeIf(SessionDraft::isEmpty);
    int empty = read - drafts.size();
    drafts.forEach(draft -> performed.add(draft.finished()));
    performed.sort(Comparator.comparing(ImportedSession::startedAt));
    Slips.of(performed, units).forEach(slip -> keep(notices, slip));
    return new ImportedLog(
        format,
        units,
        performed,
        faults,
        notices,
        new ImportedLog.Counts(rows, sets, attached, faulty, empty));
  }
}
