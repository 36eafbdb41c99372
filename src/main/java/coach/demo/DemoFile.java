package coach.demo;

import coach.imports.ImportedSet;
import coach.training.Unit;
import coach.training.Weeks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code demo/year.txt}, whose head explains its form, and dates it back from a day. */
final class DemoFile {
  private static final String NAME = "demo/year.txt";
  static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final String CLOCK = "((?:[01]\\d|2[0-3]):[0-5]\\d)";
  private static final String NUMBER = "(\\d{1,4}(?:\\.\\d{1,2})?)";
  private static final Pattern LOOK = Pattern.compile("([^:]+): (.+)");
  private static final Pattern PLANNED =
      Pattern.compile(
          "(.+) (\\d{1,2})x(\\d{1,2}) rest (\\d{1,3}) step " + NUMBER + "(?: superset (\\d))?");
  private static final Pattern WEEK =
      Pattern.compile("(-\\d{1,2}|0) " + NUMBER + " kg(?: " + NUMBER + " cm)?");
  private static final Pattern SESSION =
      Pattern.compile("(\\w{3}) " + CLOCK + "(?:-" + CLOCK + ")? (lb )?([^:]+)(?:: (.+))?");
  private static final Pattern EXERCISE = Pattern.compile("(.+?) ([wd]?\\d+x.*)");

  private final LocalDate today;
  private final LocalDate monday;
  private final DemoYear year;
  private final Map<String, DemoYear.Day> days = new LinkedHashMap<>();
  private LocalDate week;
  private int bodyWeight;
  private DemoYear.Day day;
  private DemoYear.Session session;
  private Unit unit;

  private DemoFile(LocalDate today) {
    this.today = today;
    monday = Weeks.mondayOf(today);
    year =
        new DemoYear(
            today,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
  }

  /** The year that ends on this day of the lifter's. */
  static DemoYear endingOn(LocalDate today) {
    try (InputStream file = DemoFile.class.getResourceAsStream("/" + NAME)) {
      return read(new String(file.readAllBytes(), StandardCharsets.UTF_8), today);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * @throws IllegalArgumentException which names the line, and what is wrong with it
   */
  static DemoYear read(String text, LocalDate today) {
    DemoFile file = new DemoFile(today);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        file.line(line.strip());
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(
            "%s, line %d: %s".formatted(NAME, number, wrong.getMessage()), wrong);
      }
    }
    // Today is left to the lifter: whether they have trained yet depends on the hour.
    file.year.sessions().removeIf(session -> !session.date().isBefore(today));
    file.year.measurements().removeIf(measured -> !measured.date().isBefore(today));
    return file.year;
  }

  private void line(String line) {
    String[] words = line.split(" ", 2);
    String rest = words.length == 1 ? "" : words[1];
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    switch (words[0]) {
      case "look" -> look(match(LOOK, rest, "look WHAT: WHERE"));
      case "exercise" -> own(cells(rest, 8));
      case "plan" -> plan(cells(rest, 5));
      case "day" -> day(rest);
      case "week" -> week(match(WEEK, rest, "week -51 78.3 kg 86.2 cm"));
      case "draft" -> exercises(rest, true);
      default -> {
        if (WEEKDAYS.contains(words[0])) {
          session(match(SESSION, line, "Mon 17:51-18:56 DAY: NOTE"));
        } else if (week == null) {
          planned(match(PLANNED, line, "Squat 3x5 rest 180 step 2.5"));
        } else {
          exercises(line, false);
        }
      }
    }
  }

  private void look(Matcher look) {
    year.planted().add(new Planted(look.group(1), look.group(2)));
  }

  private void own(String[] cells) {
    year.own()
        .add(
            new DemoYear.OwnExercise(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                List.of(cells[5].split(", ")),
                List.of(cells[6].split(", ")),
                cells[7]));
  }

  private void plan(String[] cells) {
    int from = Integer.parseInt(cells[1]);
    List<Integer> deloads = new ArrayList<>();
    for (String deload : cells[3].equals("none") ? new String[0] : cells[3].split(" ")) {
      deloads.add(Integer.parseInt(deload) - from + 1);
    }
    LocalDate end = monday.plusWeeks(Integer.parseInt(cells[2]));
    year.plans()
        .add(
            new DemoYear.Plan(
                cells[0], cells[4], monday.plusWeeks(from), end, deloads, new ArrayList<>()));
  }

  private void day(String name) {
    check(!year.plans().isEmpty(), "day \"%s\" stands before any plan", name);
    day = new DemoYear.Day(name, new ArrayList<>());
    check(days.put(name, day) == null, "there are two days \"%s\"", name);
    year.plans().get(year.plans().size() - 1).days().add(day);
  }

  private void planned(Matcher line) {
    check(day != null, "\"%s\" stands before any day of a plan", line.group());
    day.lines()
        .add(
            new DemoYear.Line(
                line.group(1),
                Integer.parseInt(line.group(2)),
                Integer.parseInt(line.group(3)),
                Duration.ofSeconds(Integer.parseInt(line.group(4))),
                Unit.KG.toGrams(Double.parseDouble(line.group(5))),
                line.group(6) == null ? null : Integer.valueOf(line.group(6))));
  }

  private void week(Matcher line) {
    week = monday.plusWeeks(Integer.parseInt(line.group(1)));
    session = null;
    bodyWeight = Unit.KG.toGrams(Double.parseDouble(line.group(2)));
    year.measurements().add(new DemoYear.Measurement("body_weight", week, bodyWeight));
    if (line.group(3) != null) {
      int waist = (int) Math.round(10 * Double.parseDouble(line.group(3)));
      year.measurements().add(new DemoYear.Measurement("waist", week, waist));
    }
  }

  private void session(Matcher line) {
    check(week != null, "\"%s\" stands before any week", line.group());
    LocalDate date = week.plusDays(WEEKDAYS.indexOf(line.group(1)));
    LocalDateTime start = utc(date, line.group(2));
    LocalDateTime end = line.group(3) == null ? start : utc(date, line.group(3));
    check(!end.isBefore(start), "%s is before %s", line.group(3), line.group(2));
    check(session == null || session.date().isBefore(date), "%s is out of order", line.group(1));
    day = days.get(line.group(5));
    check(day != null, "no plan has a day \"%s\"", line.group(5));
    unit = line.group(4) == null ? Unit.KG : Unit.LB;
    session =
        new DemoYear.Session(day, date, start, end, line.group(6), bodyWeight, new ArrayList<>());
    year.sessions().add(session);
  }

  private void exercises(String line, boolean draft) {
    check(session != null, "\"%s\" stands before any session of its week", line);
    for (String part : line.split("; ")) {
      Matcher exercise = match(EXERCISE, part, "Squat w10x20 3x5x100@8");
      String name = exercise.group(1);
      int place = day.lines().stream().map(DemoYear.Line::exercise).toList().indexOf(name);
      check(place >= 0, "%s has no exercise \"%s\"", day.name(), name);
      DemoYear.Line planned = day.lines().get(place);
      List<ImportedSet> sets = DemoSets.read(exercise.group(2), unit, planned.rest());
      boolean movesBody = DemoSets.moveTheBody(exercise.group(2));
      session.entries().add(new DemoYear.Entry(planned, place, draft, movesBody, sets));
    }
  }

  private static LocalDateTime utc(LocalDate date, String clock) {
    return date.atTime(LocalTime.parse(clock))
        .atZone(DemoYear.ZONE)
        .withZoneSameInstant(ZoneOffset.UTC)
        .toLocalDateTime();
  }

  private static String[] cells(String line, int count) {
    String[] cells = line.split(" \\| ");
    check(cells.length == count, "%s parts between |, not %s", count, cells.length);
    return cells;
  }

  static Matcher match(Pattern pattern, String text, String form) {
    Matcher matcher = pattern.matcher(text);
    check(matcher.matches(), "\"%s\" is not written like: %s", text, form);
    return matcher;
  }

  private static void check(boolean right, String message, Object... values) {
    if (!right) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }
}
