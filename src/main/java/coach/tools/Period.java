package coach.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The days that a call is about, as {@code coach.period} answers them.
 *
 * @param since first day that is read
 * @param to last day, never after the lifter's today
 * @param asked days from the first one asked for to today, which the lifter's limit may cut
 */
public record Period(LocalDate since, LocalDate to, int asked) {
  private static final Pattern WORDS =
      Pattern.compile(
          "today|yesterday|(last|this) (week|month|year)|\\d{1,3} (day|week|month|year)s? ago"
              + "|(last )?((mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may"
              + "|june|july|august|september|october|november|december)");

  /** {@code since}, {@code until} and {@code days}, and the older name of the last. */
  public static List<Param> params(int days) {
    return List.of(
        since("First day"),
        until(),
        Param.integer("days", "Days to look back without since.", 1, 3650).defaultsTo(days),
        Param.integer("time_period_days", Param.UNLISTED, 1, 3650));
  }

  /** A first day in a lifter's words. */
  public static Param since(String what) {
    return Param.text("since", what + "; also 2024, last month, March or 3 weeks ago.", 20);
  }

  /** A last day, likewise. */
  public static Param until() {
    return Param.text("until", "Last day, likewise.", 20);
  }

  /** The arguments as a statement takes them. */
  public static Map<String, String> values(Arguments arguments) {
    Map<String, String> values = new LinkedHashMap<>(arguments.values());
    for (String name : List.of("since", "until")) {
      values.computeIfPresent(name, Period::checked);
    }
    String older = values.get("time_period_days");
    if (older != null) {
      values.put("days", older);
    }
    return values;
  }

  /** What the statement made of one of them; null where it was not sent. */
  public static LocalDate day(JsonNode date) {
    return date.isTextual() ? LocalDate.parse(date.textValue()) : null;
  }

  private static String checked(String name, String asked) {
    String text = asked.toLowerCase(Locale.ROOT).replaceFirst("^(since|until|in) ", "");
    try {
      int year =
          switch (WORDS.matcher(text).matches() ? 0 : text.length()) {
            case 0 -> 2000;
            case 4 -> Year.parse(text).getValue();
            case 7 -> YearMonth.parse(text).getYear();
            default -> LocalDate.parse(text).getYear();
          };
      if (year >= 1950 && year <= 9999) {
        return text;
      }
    } catch (DateTimeException notOne) {
      // Falls through to the same sentence as every other text that is no day.
    }
    throw new ToolError(
        "%s is \"%s\". Send a date like 2026-01-31, a month like 2026-01, a year, last month, March, Monday or 3 weeks ago."
            .formatted(name, coach.Shown.line(asked)));
  }

  /**
   * What the statement made of them.
   *
   * @throws ToolError where the first day is after the last one or after today
   */
  public static Period of(JsonNode data) {
    JsonNode period = data.get("period");
    LocalDate first = LocalDate.parse(period.get("first").textValue());
    LocalDate to = LocalDate.parse(period.get("to").textValue());
    ToolError.when(
        first.isAfter(to),
        "since is %s, after %s. Send an earlier since, or a later until.",
        first,
        to);
    return new Period(
        LocalDate.parse(period.get("since").textValue()), to, period.get("asked").intValue());
  }
}
