package coach.imports;

import coach.training.Unit;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads the weight of a row in grams, from whichever column and unit the file uses. */
final class Weights {
  private static final String EXPECTED = "at most 1500 kg (or 3306 lb)";
  private static final int MAX_GRAMS = 1_500_000;
  private static final int MAX_NUMBER = 10_000;

  private final Header header;
  private final Unit said;
  private final Set<Unit> seen = EnumSet.noneOf(Unit.class);

  /**
   * @param said the unit that the sender named, or null
   * @throws ImportError when the file names no unit and the sender neither, or when they contradict
   */
  Weights(Header header, Unit said) {
    this.header = header;
    this.said = said;
    boolean inHeader = header.weights().stream().allMatch(weight -> weight.unit() != null);
    if (!inHeader && !header.has(Column.WEIGHT_UNIT) && said == null) {
      throw new ImportError.NoUnit();
    }
    if (inHeader && said != null) {
      header.weights().stream()
          .filter(weight -> weight.unit() == said)
          .findAny()
          .orElseThrow(
              () -> contradiction("the column " + BadCell.shown(header.weights().get(0).name())));
    }
  }

  /** What an export means by {@code kg}, {@code kgs}, {@code lb} or {@code lbs}; else empty. */
  static Optional<Unit> named(String text) {
    try {
      return Optional.of(Unit.parse(text));
    } catch (IllegalArgumentException otherWord) {
      return Optional.empty();
    }
  }

  /** The units of all weights read so far. */
  Set<Unit> seen() {
    return Collections.unmodifiableSet(seen);
  }

  /** Null when the row gives no weight; of two weight columns the sender's unit goes first. */
  Integer grams(Row row) {
    Header.WeightColumn filled = null;
    for (Header.WeightColumn column : header.weights()) {
      boolean better = filled == null || column.unit() == said;
      filled = better && !row.cell(column.index()).isEmpty() ? column : filled;
    }
    return filled == null ? null : grams(row, filled, row.cell(filled.index()));
  }

  /** What the lifter weighed, in the unit of the row's weight; null when the row does not say. */
  Integer bodyGrams(Row row) {
    String text = row.text(Column.BODY_WEIGHT);
    if (text.isEmpty()) {
      return null;
    }
    Header.WeightColumn load = header.weights().get(0);
    return Math.abs(
        grams(
            row,
            new Header.WeightColumn(
                header.index(Column.BODY_WEIGHT), load.unit(), header.name(Column.BODY_WEIGHT)),
            text));
  }

  private Integer grams(Row row, Header.WeightColumn column, String text) {
    BigDecimal weight = Cells.decimal(text);
    if (weight == null) {
      throw bad(column, text, EXPECTED);
    }
    if (weight.signum() == 0 && !row.isOwn()) {
      return 0;
    }
    Unit unit = column.unit() == null ? unit(row) : column.unit();
    double number = Math.min(weight.abs().doubleValue(), MAX_NUMBER);
    int grams = unit.toGrams(number);
    if (grams > MAX_GRAMS) {
      throw bad(column, text + " " + unit.symbol(), EXPECTED);
    }
    seen.add(unit);
    return weight.signum() < 0 ? -grams : grams;
  }

  private Unit unit(Row row) {
    String text = row.text(Column.WEIGHT_UNIT);
    if (text.isEmpty()) {
      if (said == null) {
        throw new BadCell(
            "The row has a weight but no unit; expected kg or lb, or send --unit kg or --unit lb.");
      }
      return said;
    }
    Unit unit =
        named(text).orElseThrow(() -> BadCell.of(row, Column.WEIGHT_UNIT, "kg, kgs, lb or lbs"));
    if (said != null && unit != said) {
      throw contradiction("line " + row.line());
    }
    return unit;
  }

  private ImportError contradiction(String where) {
    Unit other = said == Unit.KG ? Unit.LB : Unit.KG;
    return new ImportError(
        "You sent --unit %s, but %s gives its weights in %s; leave --unit out."
            .formatted(said.symbol(), where, other.symbol()));
  }

  private static BadCell bad(Header.WeightColumn column, String text, String expected) {
    return new BadCell(
        column.name() + " is " + BadCell.shown(text) + "; expected " + expected + ".");
  }
}
