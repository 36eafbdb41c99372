package coach.demo;

import coach.imports.ImportedSet;
import coach.training.Unit;
import coach.training.Weeks;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One thing that the year was written to contain, so that people know what to ask about.
 *
 * @param what in a word or two
 * @param where it is found, with lift and dates
 */
public record Planted(String what, String where) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\S+) ([^}]+)}");

  /** One time that an exercise was performed. */
  private record Done(DemoYear.Session session, DemoYear.Entry entry) {
    String best() {
      ImportedSet set = entry.firstWorkSet();
      return "%s x %d on %s"
          .formatted(Unit.KG.display(set.weightGrams()), set.reps(), session.date());
    }
  }

  /** The same with what stands in braces filled in, as the head of the file explains. */
  Planted in(DemoYear year) {
    String filled =
        PLACEHOLDER.matcher(where).replaceAll(found -> value(year, found.group(1), found.group(2)));
    return new Planted(what, filled);
  }

  private static String value(DemoYear year, String what, String of) {
    if (what.equals("weight")) {
      List<Integer> weights =
          year.measurements().stream()
              .filter(measured -> measured.kind().equals("body_weight"))
              .map(DemoYear.Measurement::value)
              .toList();
      return Unit.KG.display(weights.get(of.equals("first") ? 0 : weights.size() - 1));
    }
    if (what.equals("first") || what.equals("last")) {
      List<Done> done = performed(year, of, LocalDate.MIN);
      return done.get(what.equals("first") ? 0 : done.size() - 1).best();
    }
    LocalDate monday = Weeks.mondayOf(year.today()).plusWeeks(Integer.parseInt(what));
    if (DemoFile.WEEKDAYS.contains(of)) {
      return monday.plusDays(DemoFile.WEEKDAYS.indexOf(of)).toString();
    }
    List<Done> done = performed(year, of, monday);
    long missed = done.stream().filter(one -> one.entry().isShort()).count();
    return "%d of the %d".formatted(missed, done.size());
  }

  private static List<Done> performed(DemoYear year, String exercise, LocalDate from) {
    return year.sessions().stream()
        .filter(session -> !session.date().isBefore(from))
        .flatMap(session -> session.entries().stream().map(entry -> new Done(session, entry)))
        .filter(done -> !done.entry().draft() && done.entry().line().exercise().equals(exercise))
        .toList();
  }
}
