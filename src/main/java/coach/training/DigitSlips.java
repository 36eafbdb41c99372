package coach.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sets whose weight has a digit too many (1025 for 102.5): six times what the lifter had on the bar
 * in the sessions before, or two and a half times with the body. They lead no record, no trend and
 * no next weight until they are corrected; two sessions in a row at that weight are no slip. The
 * marks are a rule of thumb of our own: a lost decimal point is a factor of ten.
 */
public final class DigitSlips {
  private static final double FACTOR = 6;
  private static final double FACTOR_WITH_BODY = 2.5;
  private static final int LEAST_BODY = 60_000;
  private static final int RECENT = 3;

  private DigitSlips() {}

  /** True where a weight in grams is that far beyond the usual one; 0 is no usual weight. */
  public static boolean isSlip(int grams, int usualGrams) {
    return usualGrams > 0 && grams >= FACTOR * usualGrams;
  }

  /** The sets of one exercise, in time order, without those that are slips. */
  public static List<PerformedSet> without(List<PerformedSet> sets) {
    Set<PerformedSet> slips = among(sets);
    return slips.isEmpty() ? sets : sets.stream().filter(set -> !slips.contains(set)).toList();
  }

  static Set<PerformedSet> among(List<PerformedSet> sets) {
    Set<PerformedSet> slips = new HashSet<>();
    List<List<PerformedSet>> sessions =
        SessionSets.group(sets).stream()
            .map(session -> session.sets().stream().filter(PerformedSet::isDone).toList())
            .filter(done -> !done.isEmpty())
            .toList();
    List<Integer> level = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      List<PerformedSet> session = sessions.get(i);
      int next = i + 1 < sessions.size() ? top(sessions.get(i + 1)) : 0;
      int later = i + 2 < sessions.size() ? Math.max(next, top(sessions.get(i + 2))) : next;
      int first = later > 0 ? later : middle(session);
      int usual = level.isEmpty() ? first : recent(level);
      List<PerformedSet> beyond = session.stream().filter(set -> isBeyond(set, usual)).toList();
      boolean confirmed = !level.isEmpty() && 2L * next >= top(session);
      if (beyond.isEmpty() || confirmed) {
        level.add(top(session));
      } else {
        slips.addAll(beyond);
      }
    }
    return slips;
  }

  private static boolean isBeyond(PerformedSet set, int usual) {
    return usual > 0 && load(set) >= (set.movesBody() ? FACTOR_WITH_BODY : FACTOR) * usual;
  }

  private static int top(List<PerformedSet> session) {
    return session.stream().mapToInt(DigitSlips::load).max().orElse(0);
  }

  private static int recent(List<Integer> level) {
    return level.stream().skip(Math.max(0, level.size() - RECENT)).max(Integer::compare).orElse(0);
  }

  private static int middle(List<PerformedSet> session) {
    return session.stream().map(DigitSlips::load).sorted().toList().get(session.size() / 2);
  }

  private static int load(PerformedSet set) {
    int body = set.movesBody() && set.loadGrams().isEmpty() ? LEAST_BODY : 0;
    return Math.max(0, set.loadGrams().orElse(set.weightGrams() + body));
  }
}
