package coach.imports;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date and time as an export writes it, always local.
 *
 * @param at noon when only the date is known
 */
record Moment(LocalDateTime at, boolean timeKnown) {
  static final String EXPECTED =
      "a date such as 2025-12-22, 2025-12-22 08:00:00 or 22 Dec 2025, 08:00";
  private static final int LONGEST = 60;

  /** After seconds, where it cannot be anything else. */
  private static final String OFFSET = "(?<=:\\d\\d) ?[+-]\\d{2}:?\\d{2}$";

  private static final String TIME =
      "(?:(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?(?: ?([ap])\\.? ?m\\.?)?)?";
  private static final Pattern ISO = pattern("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ]|$)" + TIME);
  private static final Pattern DAY_FIRST =
      pattern("(\\d{1,2})\\.? ([\\p{L}\\p{M}.]{3,20}),? (\\d{4})(?:,? |$)" + TIME);
  private static final Pattern MONTH_FIRST =
      pattern("([\\p{L}\\p{M}.]{3,20}) (\\d{1,2}),? (\\d{4})(?:,? |$)" + TIME);
  private static final Pattern NUMBERS =
      pattern("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})(?:,? |$)" + TIME);
  private static final String[] LANGUAGES =
      "en de fr es it pt nl sv da nb tr pl cs sk ru uk fi hu ro ca id el bg".split(" ");
  private static final List<TextStyle> STYLES =
      List.of(
          TextStyle.FULL, TextStyle.SHORT, TextStyle.FULL_STANDALONE, TextStyle.SHORT_STANDALONE);
  private static final Map<String, Integer> MONTHS = months();

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /**
   * Null when the text is no date in any of the known ways.
   *
   * @param monthFirst in dates such as 10/13/2025, as a spreadsheet saves them
   */
  static Moment parse(String text, boolean monthFirst) {
    if (text.length() > LONGEST) {
      return null;
    }
    // iPhones put a narrow no-break space (U+202F) before AM and PM.
    String plain = text.replaceAll("\\p{Z}+", " ").replaceFirst(OFFSET, "").strip();
    try {
      Matcher numbers = NUMBERS.matcher(plain);
      return numbers.matches() ? ofNumbers(numbers, monthFirst) : parsePlain(plain);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static Moment parsePlain(String text) {
    Matcher iso = ISO.matcher(text);
    if (iso.matches()) {
      return of(iso, number(iso, 1), number(iso, 2), number(iso, 3));
    }
    Matcher dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.matches()) {
      return of(dayFirst, number(dayFirst, 3), month(dayFirst.group(2)), number(dayFirst, 1));
    }
    Matcher monthFirst = MONTH_FIRST.matcher(text);
    if (monthFirst.matches()) {
      return of(
          monthFirst, number(monthFirst, 3), month(monthFirst.group(1)), number(monthFirst, 2));
    }
    return null;
  }

  private static Moment ofNumbers(Matcher parts, boolean monthFirst) {
    boolean swap = monthFirst && !parts.group(2).equals(".");
    int day = number(parts, swap ? 3 : 1);
    int month = number(parts, swap ? 1 : 3);
    return of(parts, 5, LocalDate.of(number(parts, 4), month, day));
  }

  private static Moment of(Matcher parts, int year, int month, int day) {
    return of(parts, 4, LocalDate.of(year, month, day));
  }

  /**
   * @param first the group of the hour; minute, second and half of the day follow it
   */
  private static Moment of(Matcher parts, int first, LocalDate date) {
    if (parts.group(first) == null) {
      return new Moment(date.atTime(LocalTime.NOON), false);
    }
    int second = parts.group(first + 2) == null ? 0 : number(parts, first + 2);
    return new Moment(date.atTime(hour(parts, first), number(parts, first + 1), second), true);
  }

  private static int hour(Matcher parts, int first) {
    int hour = number(parts, first);
    if (parts.group(first + 3) == null) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw new DateTimeException("no such hour on a twelve-hour clock");
    }
    return hour % 12 + (parts.group(first + 3).equalsIgnoreCase("p") ? 12 : 0);
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static int month(String name) {
    return MONTHS.getOrDefault(monthKey(name), 0);
  }

  /**
   * Hevy writes the phone's language: "22 Dez. 2025". Where two languages contradict, the first
   * wins.
   */
  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    for (String language : LANGUAGES) {
      for (Month month : Month.values()) {
        for (TextStyle style : STYLES) {
          String name = month.getDisplayName(style, Locale.forLanguageTag(language));
          months.putIfAbsent(monthKey(name), month.getValue());
        }
      }
    }
    months.put("sept", Month.SEPTEMBER.getValue());
    return months;
  }

  private static String monthKey(String name) {
    String folded = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    return folded.replaceAll("[^\\p{L}]", "");
  }
}
