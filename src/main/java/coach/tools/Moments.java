package coach.tools;

import coach.db.CallContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people send them. They stay local here: only the database knows the lifter's zone and
 * what today is, and {@code coach.moment} reads what this writes.
 */
public final class Moments {
  private static final Pattern SPOKEN =
      Pattern.compile(
          "(now|today|yesterday|\\d{4}-\\d{2}-\\d{2})?[T ]*(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?"
              + " *(z|[+-]\\d{2}:?\\d{2})?",
          Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private Moments() {}

  public static Param param(String name, String description) {
    return Param.text(name, description, 40);
  }

  /**
   * A day with or without a time: {@code yesterday}, {@code 2026-01-31T18:30:00}, or {@code
   * 2026-01-31T17:30:00Z} where a zone was sent. A time alone is today's, or without a day where
   * {@code ofThatDay}.
   */
  public static String read(String path, String text, boolean ofThatDay) {
    if (text == null) {
      return null;
    }
    Matcher spoken = SPOKEN.matcher(text.strip());
    try {
      if (spoken.matches()) {
        String day = day(spoken.group(1));
        LocalTime time = time(spoken.group(2));
        if (spoken.group(3) != null) {
          return utc(day, time, spoken.group(3));
        }
        if (day != null || time != null) {
          return (day != null ? day : ofThatDay ? "" : "today")
              + (time == null ? "" : "T" + SECONDS.format(time));
        }
      }
    } catch (DateTimeException noSuchTime) {
      // Falls through to the same sentence as every other text that is no time.
    }
    throw new ToolError(
        "%s is \"%s\". Send a local time from 1950 on, like 2026-01-31T18:30, a date, \"now\", \"today\" or \"yesterday\"."
            .formatted(path, text));
  }

  private static String day(String text) {
    if (text == null) {
      return null;
    }
    String day = text.toLowerCase(Locale.ROOT);
    if (day.equals("now")) {
      return "today";
    }
    if (day.endsWith("day")) {
      return day;
    }
    LocalDate date = LocalDate.parse(day);
    if (date.getYear() < 1950) {
      throw new DateTimeException("before anyone who is alive could have logged it");
    }
    return date.toString();
  }

  private static LocalTime time(String text) {
    return text == null ? null : LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text);
  }

  private static String utc(String day, LocalTime time, String offset) {
    if (day == null || !Character.isDigit(day.charAt(0)) || time == null) {
      throw new DateTimeException("an offset needs a date and a time");
    }
    ZoneOffset zone =
        ZoneOffset.of(
            offset.length() == 5
                ? offset.substring(0, 3) + ":" + offset.substring(3)
                : offset.toUpperCase(Locale.ROOT));
    LocalDateTime moment =
        OffsetDateTime.of(LocalDate.parse(day), time, zone)
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toLocalDateTime();
    return moment.toLocalDate() + "T" + SECONDS.format(moment) + "Z";
  }

  /** Refuses a date after the lifter's today. */
  public static void refuseFuture(String name, LocalDate date, CallContext context) {
    ToolError.when(
        date != null && date.isAfter(context.today()),
        "%s is %s, in the future. Send a date up to %s.",
        name,
        date,
        context.today());
  }
}
