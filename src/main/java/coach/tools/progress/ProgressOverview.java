package coach.tools.progress;

import coach.db.Answer;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Period;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import coach.tools.lifter.Lifter;
import coach.tools.volume.Training;
import coach.training.PerformedSet;
import coach.training.Progress;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every lift of a period in a row: which way it goes and since when it stands still. */
final class ProgressOverview {
  private static final int MOST = 40;

  private ProgressOverview() {}

  /** One lift; its sessions are at least one. */
  private record Row(String name, Progress progress) {}

  static ToolAnswer answer(Answer answer, Period period) {
    Lifter lifter = Lifter.of(answer.context());
    LocalDate from = period.since();
    List<Row> rows = new ArrayList<>();
    for (Training.Lift lift : Training.read(answer.data().get("training"), period.to()).lifts()) {
      List<PerformedSet> before =
          lift.sets().stream().filter(s -> s.date().isBefore(from)).toList();
      List<PerformedSet> sets = lift.sets().stream().filter(s -> !s.date().isBefore(from)).toList();
      Progress progress =
          Progress.of(
              new Progress.Question(sets, period.to(), lifter.formula(), Optional.empty(), before));
      if (progress.sessions() > 0) {
        rows.add(new Row(lift.name(), progress));
      }
    }
    rows.sort(Comparator.comparing((Row row) -> -row.progress.sessions()).thenComparing(Row::name));
    return write(lifter, period, rows);
  }

  private static ToolAnswer write(Lifter lifter, Period period, List<Row> rows) {
    ObjectNode json = lifter.answer();
    json.put("since", period.since().toString()).put("to", period.to().toString());
    json.put("one_rm_formula", lifter.formula().label());
    ArrayNode exercises = json.putArray("exercises");
    List<List<String>> table = new ArrayList<>();
    for (Row row : rows.subList(0, Math.min(MOST, rows.size()))) {
      table.add(row(lifter, row, exercises.addObject()));
    }
    Text text = new Text();
    text.line(
        "%s trained from %s to %s, e1RM in %s by %s.",
        Numbers.count(rows.size(), "lift"),
        period.since(),
        period.to(),
        lifter.unit().symbol(),
        lifter.formula().label());
    text.table(
        List.of("lift", "sessions", "e1RM a week", "direction", "data", "weeks since best"), table);
    return new ToolAnswer(json, text.toString());
  }

  private static List<String> row(Lifter lifter, Row row, ObjectNode json) {
    Progress progress = row.progress;
    boolean rises = !progress.oneRepMax().isUnknown();
    json.put("name", row.name).put("sessions", progress.sessions());
    json.put("direction", progress.oneRepMax().direction().code());
    json.put("data", progress.oneRepMax().data().code());
    json.put("stalled", progress.plateau().stalled());
    double slope = lifter.weight(progress.oneRepMax().slopePerWeek());
    if (rises) {
      json.put("e1rm_per_week", slope);
    }
    boolean known = progress.plateau().lastBestOn().isPresent();
    if (known) {
      json.put("weeks_since_best", progress.plateau().weeksSinceBest());
    }
    return List.of(
        Named.exercise(row.name),
        String.valueOf(progress.sessions()),
        rises ? Numbers.signed(slope, 2) : "-",
        progress.oneRepMax().direction().code() + (progress.plateau().stalled() ? ", stalled" : ""),
        progress.oneRepMax().data().code(),
        known ? String.valueOf(progress.plateau().weeksSinceBest()) : "-");
  }
}
