package coach.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A bar and the plates at hand: which totals can be loaded evenly, and how.
 *
 * <p>Both ends carry the same, up to 500 kg a side. Sums are followed on a grid of 50 g, because
 * pound plates in whole grams are off by a gram here and there.
 *
 * @param barGrams weight of the empty bar in grams, 0 or more
 * @param pairs the plates, at most 20 kinds; kept heaviest first
 * @param ends how many ends of the bar are loaded: 2, or 1 where the other one stays on the floor
 */
public record Plates(int barGrams, List<PlatePair> pairs, int ends) implements Loadable {
  private static final int MAX_SIDE_GRAMS = 500_000;
  private static final int MAX_BAR_GRAMS = 100_000;
  private static final int GRID = Unit.SAME_LOAD_GRAMS;

  /** One kind of plate: 100 to 100 000 g each, 0 or more pairs. */
  public record PlatePair(int grams, int pairs) {
    public PlatePair {
      Require.between("plate in grams", grams, 100, 100_000);
      Require.atLeast("pairs of plates", pairs, 0);
    }

    /** More than a bar can hold. */
    public static PlatePair unlimited(int grams) {
      return new PlatePair(grams, Integer.MAX_VALUE);
    }
  }

  /** Plates of so many grams each on one side of the bar, at least one. */
  public record OnSide(int grams, int count) {}

  /** A bar that is loaded at both ends. */
  public Plates(int barGrams, List<PlatePair> pairs) {
    this(barGrams, pairs, 2);
  }

  public Plates {
    Require.between("loaded ends", ends, 1, 2);
    Require.between("bar in grams", barGrams, 0, MAX_BAR_GRAMS);
    Require.between("kinds of plates", pairs.size(), 0, 20);
    pairs = pairs.stream().sorted(Comparator.comparing(PlatePair::grams).reversed()).toList();
  }

  /**
   * A commercial gym: 20 kg bar with 25, 20, 15, 10, 5, 2.5, 1.25 kg plates, or 45 lb bar with 45,
   * 35, 25, 10, 5, 2.5 lb plates, each in unlimited number.
   */
  public static Plates standard(Unit unit) {
    Stream<Double> sizes =
        unit == Unit.KG
            ? Stream.of(25.0, 20.0, 15.0, 10.0, 5.0, 2.5, 1.25)
            : Stream.of(45.0, 35.0, 25.0, 10.0, 5.0, 2.5);
    List<PlatePair> pairs = sizes.map(unit::toGrams).map(PlatePair::unlimited).toList();
    return new Plates(unit.toGrams(unit == Unit.KG ? 20 : 45), pairs);
  }

  @Override
  public int lightest() {
    return barGrams;
  }

  @Override
  public OptionalInt below(int grams) {
    long limit = (long) grams - Unit.SAME_LOAD_GRAMS;
    return Arrays.stream(totals(grams)).filter(total -> total < limit).max();
  }

  @Override
  public OptionalInt above(int grams) {
    long limit = (long) grams + Unit.SAME_LOAD_GRAMS;
    return Arrays.stream(totals(Integer.MAX_VALUE)).filter(total -> total > limit).min();
  }

  @Override
  public OptionalInt exactly(int grams) {
    return Arrays.stream(totals(grams))
        .filter(total -> Unit.sameLoad(total, grams))
        .boxed()
        .min(Comparator.comparing(total -> Math.abs(total - grams)))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /**
   * The plates on each side for {@code totalGrams}, heaviest first and as many of the heaviest as
   * lead there; none for the empty bar. Refuses a total that cannot be loaded: ask {@link
   * #around(int)} first.
   */
  public List<OnSide> perSide(int totalGrams) {
    int total =
        exactly(totalGrams)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "weight is " + totalGrams + " g, which these plates cannot make."));
    int[] counts = new int[pairs.size()];
    if (!fill(0, (total - barGrams) / ends, counts, new HashSet<>())) {
      throw new IllegalStateException("no plates found for " + total + " g");
    }
    return Stream.iterate(0, i -> i < counts.length, i -> i + 1)
        .filter(i -> counts[i] > 0)
        .map(i -> new OnSide(pairs.get(i).grams(), counts[i]))
        .toList();
  }

  /** How many of a kind can hang on one end. */
  private int each(PlatePair plate) {
    return ends == 1 ? (int) Math.min(Integer.MAX_VALUE, 2L * plate.pairs()) : plate.pairs();
  }

  private boolean fill(int kind, int grams, int[] counts, Set<Long> deadEnds) {
    if (Math.abs(grams) <= GRID / 2) {
      return true;
    }
    if (kind == counts.length || !deadEnds.add(((long) kind << 32) | grams)) {
      return false;
    }
    PlatePair plate = pairs.get(kind);
    for (int n = Math.min(each(plate), (grams + GRID / 2) / plate.grams()); n >= 0; n--) {
      counts[kind] = n;
      if (fill(kind + 1, grams - n * plate.grams(), counts, deadEnds)) {
        return true;
      }
    }
    return false;
  }

  /** Every total that can be loaded up to so many grams, or a little over, lightest first. */
  private int[] totals(int grams) {
    int most = Math.min(MAX_SIDE_GRAMS - 2 * GRID, Math.max(0, (grams - barGrams) / ends));
    int[] side = new int[most / GRID + 3];
    Arrays.fill(side, -1);
    side[0] = 0;
    for (PlatePair plate : pairs) {
      addKind(side, plate);
    }
    return Arrays.stream(side).filter(sum -> sum >= 0).map(sum -> barGrams + ends * sum).toArray();
  }

  /** Extends the reachable sums of one side by every possible number of this plate. */
  private void addKind(int[] side, PlatePair plate) {
    int[] used = new int[side.length];
    for (int cell = 0; cell < side.length; cell++) {
      if (side[cell] < 0 || used[cell] >= each(plate)) {
        continue;
      }
      int sum = side[cell] + plate.grams();
      int next = (sum + GRID / 2) / GRID;
      if (next < side.length && side[next] < 0) {
        side[next] = sum;
        used[next] = used[cell] + 1;
      }
    }
  }
}
