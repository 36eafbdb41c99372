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

/**
 * The days that a call is about, as {@code coach.period} answers them.
 *
 * @param since first day that is read
 * @param to last day, never after the lifter's today
 * @param asked days from the first one asked for to today, which the lifter's limit may cut
 */
public record Period(LocalDate since, LocalDate to, int asked) {
  private static final String WORDS = "today|yesterday|(last|this) (week|month|year)";

  /** {@code since}, {@code until} and {@code days}, and the older name of the last. */
  public static List<Param> params(int days) {
    return List.of(
        Param.text("since", "First day; also 2024, 2026-03 or last month.", 10),
        Param.text("until", "Last day, likewise.", 10),
        Param.integer("days", "Days to look back without since.", 1, 3650).defaultsTo(days),
        Param.integer("time_period_days", Param.UNLISTED, 1, 3650));
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

  private static String checked(String name, String asked) {
    String text = asked.toLowerCase(Locale.ROOT);
    try {
      int year =
          switch (text.matches("\\d.*") ? text.length() : 0) {
            case 0 -> text.matches(WORDS) ? 2000 : 0;
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
        "%s is \"%s\". Send a date like 2026-01-31, a month like 2026-01, a year, or last month."
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
