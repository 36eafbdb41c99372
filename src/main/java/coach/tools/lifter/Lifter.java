package coach.tools.lifter;

import coach.db.CallContext;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.training.OneRepMax;
import coach.training.Unit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/** How this lifter wants answers: the unit of every weight, the formula of every e1RM. */
public record Lifter(Unit unit, OneRepMax formula, CallContext context) {
  public static Lifter of(CallContext context) {
    return new Lifter(
        Unit.parse(context.unit()),
        formula(context.settings().path("one_rm_formula").asText("")),
        context);
  }

  private static OneRepMax formula(String name) {
    try {
      return name.isEmpty() ? OneRepMax.BRZYCKI : OneRepMax.of(name);
    } catch (IllegalArgumentException unknown) {
      // Another app may have written a name of its own into the settings.
      return OneRepMax.BRZYCKI;
    }
  }

  public Settings settings() {
    return Settings.read(context.settings(), unit);
  }

  public LocalDate today() {
    return context.today();
  }

  /** A weight in grams as a number in the lifter's unit. */
  public double weight(double grams) {
    return unit.round(grams);
  }

  /** Puts what was handled: {@code weight}, and {@code assistance} where the grams are below 0. */
  public ObjectNode putHandled(ObjectNode json, int grams) {
    json.put("weight", weight(Math.max(0, grams)));
    return grams < 0 ? json.put("assistance", weight(-grams)) : json;
  }

  /** What to handle as text: "20 kg", "5 kg of help", "body weight". */
  public String showHandled(int grams) {
    return grams < 0 ? show(-grams) + " of help" : grams == 0 ? "body weight" : show(grams);
  }

  /** A weight in grams as text with its unit. */
  public String show(double grams) {
    return unit.display(grams);
  }

  /** The fields that say what the numbers of an answer mean. */
  public ObjectNode answer() {
    return Json.object().put("unit", unit.symbol()).put("time_zone", context.zone().getId());
  }

  /** Says that a look-back was shortened by the lifter's own setting, or nothing. */
  public String clipped(int days) {
    return days <= context.maxHistoryDays()
        ? ""
        : " (your setting max_history_days allows %s)"
            .formatted(Numbers.count(context.maxHistoryDays(), "day"));
  }
}
